"""Code that is never closed, and text that stands where the language of code belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_LANGUAGE = re.compile(r"[A-Za-z0-9+#.:/_-]*")
_SETTING = re.compile(r"[={}:\d]")
"""A language, and what other programs have for settings beside it: `python title="a" {3}`."""


def unclosed_code(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem where code begins that is never closed, or that has words beside its language."""
    for token in reading.tokens:
        if token.type != "fence" or not token.map:
            continue
        at = reading.source.line(token.map[0])
        if not _closed(token, reading):
            yield problem(at, "unclosed-code", mark=token.markup[:10])
        elif _has_text(token.info.strip()):
            yield problem(at, "lost-text", text=token.info.strip()[:60])


def _closed(token: Token, reading: Reading) -> bool:
    begin, end = token.map or (0, 0)
    last = reading.source.lines[end - 1].strip(" \t>") if begin < end - 1 else ""
    return len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _has_text(info: str) -> bool:
    """Return whether there are words where the language of code and its settings belong."""
    language, *others = info.split() or [""]
    settings = info.startswith("{") and info.endswith("}")
    return not settings and not (_LANGUAGE.fullmatch(language) and all(map(_SETTING.search, others)))
