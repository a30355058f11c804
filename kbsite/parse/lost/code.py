"""Code blocks that are never closed, and text in place of a code block's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_WORD = re.compile(r"[^\W\d_]+[,.:;!?]?")
_CODE = 4
"""A line indented by this many blanks is code, and does not close a code block."""

_FEWEST = 3
"""The fewest words that are a text; fewer may be a language and a setting, as in `rust ignore`."""


def unclosed_code(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each code block that is never closed or has text after its language."""
    for token in reading.tokens:
        if token.type != "fence" or not token.map:
            continue
        row = token.map[0]
        at = reading.source.at(reading.source.starts[row] + max(reading.source.lines[row].find(token.markup), 0))
        if not _closed(token, reading):
            yield problem(at, "unclosed-code", mark=token.markup[:10])
        elif _has_text(token.info.strip()):
            yield problem(at, "lost-text", text=token.info.strip()[:60])


def _closed(token: Token, reading: Reading) -> bool:
    begin, end = token.map or (0, 0)
    if begin >= end - 1:
        return False
    opening, closing = reading.source.lines[begin], reading.source.lines[end - 1]
    last = closing.strip(" \t>")
    indent = len(closing) - len(closing.lstrip(" \t>")) - opening.find(token.markup)
    return indent < _CODE and len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _has_text(info: str) -> bool:
    """Return whether a code block's info string has words other than its language and settings."""
    words = info.split()
    if not all(map(_WORD.fullmatch, words)):
        return False
    return len(words) >= _FEWEST or (len(words) > 1 and words[0][0].isupper())
