"""Characters and lists as old pages have them → as Markdown and Norwegian have them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.importing.model import ITEM, TEXT, WHOLE
from kbsite.importing.plain import plain
from kbsite.parse.pasted import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.importing.model import Block

_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_BEFORE_MARK = re.compile(r"(?<=[^\W_]) +([,.?!;:](?=\s|$))")
_INSIDE = re.compile(r"\( +(?=\S)|(?<=\S) +\)")
_DOUBLE = re.compile(r"[”“\"„]([^”“\"„«»]{1,400}?)[”“\"]")
_SINGLE = re.compile(r"(?<![\w’'])[’‘']([^’‘'\n]{1,200}?)[’'](?![\w])")
_BULLET = re.compile(r"^(?:\\?[·•▪●◦‣*-]|[–—]|\uf0b7|o(?=[ \u00a0]{2}))[ \t\u00a0]+(?=\S)|^[·•▪●◦‣\uf0b7](?=\S)")
_NUMBER = re.compile(r"^(\d{1,2})[.)][ \t\u00a0]+(?=[^\W\d_«”\"(*\[])")
_TARGETS = re.compile(r"(\]\((?:[^()\s]|\([^()\s]*\))*(?:\s\"[^\"]*\")?\))")


def tidy(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with plain blanks and Norwegian quotation marks, and lists that were typed as text."""
    for block in blocks:
        if block.kind == WHOLE:
            yield block
            continue
        found = _as_item(block)
        text = tidy_text(found.text)
        if plain(text) or "![" in text:
            yield replace(found, text=text)


def tidy_text(text: str) -> str:
    """Return inline Markdown with one kind of blanks and of quotation marks; targets of links stay."""
    parts = _TARGETS.split(clean(text))
    parts[::2] = [_spaced(part) for part in parts[::2]]
    joined = "".join(parts).strip()
    if _TARGETS.search(joined):
        return joined
    return _SINGLE.sub(r"«\1»", _DOUBLE.sub(r"«\1»", joined))


def _spaced(text: str) -> str:
    found = _BLANKS.sub(" ", text)
    return _INSIDE.sub(lambda match: match[0].strip(), _BEFORE_MARK.sub(r"\1", found))


def _as_item(block: Block) -> Block:
    if block.kind not in (TEXT, ITEM):
        return block
    if bullet := _BULLET.match(block.text):
        rest = block.text[bullet.end() :]
        return replace(block, kind=ITEM, text=rest, level=max(block.level, 1))
    if block.kind == TEXT and (number := _NUMBER.match(block.text)):
        rest = block.text[number.end() :]
        return replace(block, kind=ITEM, text=rest, level=1, number=int(number[1]))
    return block
