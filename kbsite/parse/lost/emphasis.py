"""Marks of emphasis and code that are shown, because the other half is missing or stands where it does not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import as_written, shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_MARKS = re.compile(
    r"(?<![*])\*\*\*?(?![*])(?:(?=\S)|(?<=\S\*\*)|(?<=\S\*\*\*))"  # **fet, fet**
    r"|(?<![\w_])__(?=\w)|(?<=\w)__(?![\w_])"  # __fet, fet__
    r"|(?<![\w*/)])\*(?=[\w«(\"])"  # *kursiv
    r"|(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])"  # _kursiv, kursiv_
    r"|(?<![~])~~(?![~])"  # ~~strøket
    r"|(?<![`\w])`+(?=\S)|(?<=\S)`+(?![`\w])"  # `kode, kode`
)

_STAR_OF_A_NOTE = re.compile(r"\w\*(?![\w*])")
"""A star behind a word, which a paragraph beginning with a star explains: `Tall*`, `*Gjelder 2025`."""


def unclosed_marks(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for the first mark of each kind in a paragraph that is shown as it was written."""
    starred = bool(_STAR_OF_A_NOTE.search(reading.source.text))
    seen: set[str] = set()
    last = None
    for block, text, trace in shown_texts(reading):
        if block is not last:
            seen, last = set(), block
        for found in _MARKS.finditer(text):
            mark = found[0]
            at = as_written(reading, text, trace, found.start())
            note = mark == "*" and starred and block.content.startswith("*") and found.start() == 0
            if at < 0 or note or mark in seen:
                continue
            seen.add(mark)
            around = text[max(found.start() - 20, 0) : found.end() + 20].strip()
            yield problem(reading.source.at(at), "unclosed-mark", mark=mark, around=around)
