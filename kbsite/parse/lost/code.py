"""Code that is never closed, and text that stands where the language of code belongs."""

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
"""So many blanks make a line code, and no end of code."""

_FEWEST = 3
"""So many words are a text; fewer may be a language and a setting, as in `rust ignore`."""


def unclosed_code(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem where code begins that is never closed, or that has words beside its language."""
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
    """Return whether there are words where the language of code and its settings belong."""
    words = info.split()
    if not all(map(_WORD.fullmatch, words)):
        return False
    return len(words) >= _FEWEST or (len(words) > 1 and words[0][0].isupper())
