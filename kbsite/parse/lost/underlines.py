"""Sentences that became headings because a line of `---` is directly below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import begins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_SENTENCE = re.compile(r"[.!:;,…]$|[.!?:;,]\s+[A-ZÆØÅa-zæøå]")
_MOST_WORDS = 12


def accidental_headings(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each text underlined by hyphens that reads as sentences, not as a heading."""
    for opening, inline in zip(reading.tokens, reading.tokens[1:], strict=False):
        if opening.type != "heading_open" or opening.markup != "-" or not opening.map:
            continue
        text = inline.content.strip()
        if "\n" in text or _SENTENCE.search(text) or len(text.split()) > _MOST_WORDS:
            at = begins(reading, opening.map[1] - 1)
            yield problem(at, "accidental-heading", text=text.partition("\n")[0][:60])
