"""The writing helps as a whole: this project's own texts have no such problems."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.checks.vague_headings import VAGUE as VAGUE_HEADINGS
from kbsite.checks.vague_links import VAGUE as VAGUE_LINKS
from kbsite.diagnostics import CODES, WARNINGS, Severity
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options
from tests.sites import LAYOUTS, ROOT, newest_day

if TYPE_CHECKING:
    from pathlib import Path

HELPS = {
    "vague-link",
    "bare-address",
    "vague-heading",
    "long-sentence",
    "unexplained-abbreviation",
    "other-standard-word",
}


@pytest.mark.parametrize(
    ("root", "least"), [(ROOT, 100), (ROOT / "docs" / "redaktor", 25)], ids=["site", "handbook"]
)
def test_the_projects_own_texts_give_them_nothing_to_tell(root: Path, least: int) -> None:
    today = date.fromisoformat(newest_day(root))
    options = Options(root=root, layouts=LAYOUTS, output=ROOT / "public", today=today)
    loaded = load(options, lambda *_: None)
    assert loaded.site
    assert len(loaded.site.documents) > least
    assert [each for each in loaded.problems if each.code in HELPS] == []


def test_only_warnings_can_be_switched_off() -> None:
    assert set(WARNINGS) >= {*HELPS, "misspelt-word"}
    assert all(CODES[code] is Severity.WARNING for code in WARNINGS)


def test_what_is_vague_is_vague_in_both_standards() -> None:
    assert {"les mer", "les meir", "her", "klikk her", "denne siden", "denne sida", "denne lenkja"} <= VAGUE_LINKS
    assert {"innledning", "innleiing", "bakgrunn", "annet", "anna", "diverse"} <= VAGUE_HEADINGS
    assert all(text == text.casefold().strip() for text in VAGUE_LINKS | VAGUE_HEADINGS)
