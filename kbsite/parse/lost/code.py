"""Code that is never closed, and text that stands where the language of code belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_LANGUAGE = re.compile(r"[A-Za-z0-9+#.:/_-]*(?:\s+[^\s]*[={}:\d][^\s]*)*|\{.*\}")
"""The language of code, and settings as other programs know them: `python title="a" {3}`."""


def unclosed_code(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem where code begins that swallows the rest of the text, or that has words beside its language."""
    for token in reading.tokens:
        if token.type != "fence" or not token.map:
            continue
        at = reading.source.line(token.map[0])
        if not _closed(token, reading):
            yield problem(at, "unclosed-code", mark=token.markup[:10])
        elif not _LANGUAGE.fullmatch(token.info.strip()):
            yield problem(at, "lost-text", text=token.info.strip()[:60])


def _closed(token: Token, reading: Reading) -> bool:
    begin, end = token.map or (0, 0)
    last = reading.source.lines[end - 1].strip(" \t>") if begin < end - 1 else ""
    return len(last) >= len(token.markup) and not last.strip(token.markup[0])
