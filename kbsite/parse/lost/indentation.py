"""Paragraphs, lists and headings that became code because they are indented by four blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import begins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_STRUCTURE = re.compile(
    r"#{1,6} +\S|[-*+•–] +\S|\d{1,3}[.)] +\S|> ?\S|\|.*\||!?\[[^\[\]]+\]\([^()\s]+\)|\*\*\S|:::|```|~~~"
)
_CODE = re.compile(r"[{};=<>$\\@`_/]|\w\(|--")
_PROSE = re.compile(
    r"(?:\d{1,4}[.:]? )?[«\"–-]? ?[A-ZÆØÅ][a-zæøå]+(?:[ ,.:;–-]+[\w§«»()\"'.,:;?!%–-]+)+"
    r"|[a-zæøå]+(?: [\wæøå]+){3,}[.,:;?!]"
)


def accidental_code(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each indented code block that reads as text."""
    for token in reading.tokens:
        if token.type != "code_block" or not token.map:
            continue
        first = token.content.strip().partition("\n")[0].strip()
        prose = _PROSE.match(first) and not _CODE.search(first)
        if _STRUCTURE.match(first) or prose:
            yield problem(begins(reading, token.map[0]), "accidental-code", text=first[:60])
