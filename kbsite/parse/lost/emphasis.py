"""Emphasis and code markers shown as text, because the other half is missing or misplaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import as_written
from kbsite.parse.reader import trace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_MARKS = re.compile(
    r"(?<!\S)\*\*(?=\s+[^\s*][^*]*\s\*\*(?!\S))"  # ** fet **
    r"|(?<![*])\*\*\*?(?![*])(?:(?=\S)|(?<=[^\s*]\*\*)|(?<=[^\s*]\*\*\*))"  # **fet, fet**
    r"|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])"  # __fet, fet__
    r"|(?<![\w*/)])\*(?=[\w«(\"])"  # *kursiv
    r"|(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])"  # _kursiv, kursiv_
    r"|(?<![~])~~(?![~])"  # ~~strøket
    r"|(?<![`\w])`+(?=\S)|(?<=\S)`+(?![`\w])"  # `kode, kode`
)

_QUICK = re.compile(r"[*_~`]")

_STAR_OF_A_NOTE = re.compile(r"\w\*(?![\w*])")
"""An asterisk after a word, explained in a paragraph that begins with one: `Tall*`, `*Gjelder 2025`."""


def unclosed_marks(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for the first unmatched marker of each kind in a paragraph."""
    starred = bool(_STAR_OF_A_NOTE.search(reading.source.text))
    for block in reading.tokens:
        if block.type == "inline" and _QUICK.search(block.content):
            yield from _unclosed(block, reading, note=starred and block.content.startswith("*"))


def _unclosed(block: Token, reading: Reading, *, note: bool) -> Iterator[Diagnostic]:
    """Yield the problems of a block; `note` is one that begins with the asterisk of a note."""
    seen: set[str] = set()
    children = block.children or []
    for index, child in enumerate(children):
        if child.type != "text":
            continue
        before = _beside(children, index - 1)
        text = f"{before}{child.content}{_beside(children, index + 1)}"
        for found in _MARKS.finditer(text, len(before)):
            mark, start = found[0].strip(), found.start() - len(before)
            inside = start + len(mark) <= len(child.content)
            at = as_written(reading, child.content, trace_of(child), start) if inside else -1
            if at < 0 or mark in seen or (note and mark == "*" and index == start == 0):
                continue
            seen.add(mark)
            around = child.content[max(start - 20, 0) : start + len(mark) + 20].strip()
            yield problem(reading.source.at(at), "unclosed-mark", mark=mark[:3], around=around)


def _beside(children: Sequence[Token], index: int) -> str:
    """Return "a" where something other than a line break is next to a text, else ""."""
    return "a" if 0 <= index < len(children) and not children[index].type.endswith("break") else ""
