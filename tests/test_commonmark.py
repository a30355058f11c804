"""The examples of the CommonMark specification as pages: nothing fails, and no shown text is called lost."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from tests.samples import parsed, shown_html, text

EXAMPLES: list[str] = json.loads((Path(__file__).parent / "commonmark" / "examples.json").read_text("utf-8"))

LOST = {
    "lost-cells": set(),
    "lost-text": set(),
    "merge-conflict": set(),
    "double-definition": {203, 543},
    "unused-definition": {206, 207, 209, 316, 535, 536, 537, 544, 562, 564, 566, 570, 591},
    "unclosed-code": {125, 126, 127, 136, 138, 236},
}  # fmt: skip
"""The examples in which text is lost or swallowed, by code; each was looked at."""


def test_what_is_called_lost_is_lost() -> None:
    found = defaultdict(set)
    for number, example in enumerate(EXAMPLES):
        for each in parsed("content/artikler/a.md", text(body=example)).problems:
            found[each.code].add(number)
    assert {code: found[code] for code in LOST} == LOST


@pytest.mark.parametrize("tenth", range(10))
def test_every_example_is_printed(tenth: int) -> None:
    for example in EXAMPLES[tenth::10]:
        document = parsed("content/artikler/a.md", text(body=example)).document
        assert document is not None
        shown_html(document.body)
