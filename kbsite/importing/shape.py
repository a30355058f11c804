"""The shape of a text: short lines that are headings, levels without a gap, lists in order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.importing.model import HEADING, ITEM, PICTURE, TEXT, Block
from kbsite.importing.plain import plain
from kbsite.norwegian.names_and_dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 70
_MOST_WORDS = 10
_PARAGRAPH = 80
_ENDS = (".", ",", ";", ":", "!", "…")
_FOLLOW = re.compile(r"(?:figur|tabell|bilde|foto|kilde|kjelde)\b", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)


def shaped(blocks: Sequence[Block], lowest: int) -> tuple[Block, ...]:
    """Return the blocks with their headings found and levelled from `lowest`, and stray numbers as text."""
    found = _without_stray_numbers(blocks)
    found = [_as_heading(found, at) for at in range(len(found))]
    while found and found[-1].kind == HEADING:  # a heading of nothing was a line of text
        found[-1] = replace(found[-1], kind=TEXT, level=0)
    return tuple(_levelled(found, lowest))


def _as_heading(blocks: Sequence[Block], at: int) -> Block:
    block = blocks[at]
    if block.kind != TEXT or at + 1 >= len(blocks):
        return block
    text = plain(block.text)
    following = blocks[at + 1]
    if not _is_short_line(text) or "](" in block.text:
        return block
    before = blocks[at - 1] if at else None
    opens = following.kind == ITEM or len(plain(following.text)) >= _PARAGRAPH or following.kind == HEADING
    if block.strong and following.kind != PICTURE:
        return Block(HEADING, plain_heading(block.text), 9)
    if following.kind in (TEXT, ITEM) and opens and not (before and before.kind == ITEM and following.kind == ITEM):
        return Block(HEADING, plain_heading(block.text), 9)
    return block


def plain_heading(text: str) -> str:
    """Return the Markdown of a heading without bold and italics."""
    return re.sub(r"(?<!\\)\*{1,3}", "", text).strip()


def _is_short_line(text: str) -> bool:
    return (
        3 <= len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not text.endswith(_ENDS)
        and (text[0].isupper() or text[0].isdigit() or text[0] == "«")
        and any(map(str.isalpha, text))
        and not _FOLLOW.match(text)
    )


def _without_stray_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; a number that no other follows or comes before, or that is a date, is text."""
    found = []
    for at, block in enumerate(blocks):
        if block.kind == ITEM and block.number:
            near = [each.number for each in blocks[max(0, at - 4) : at + 5] if each.kind == ITEM and each.number]
            alone = not ({block.number - 1, block.number + 1} & set(near)) and near.count(block.number) < 2
            if alone or _MONTH.match(plain(block.text)):
                found.append(Block(TEXT, f"{block.number}. {block.text}"))
                continue
        found.append(block)
    return found


def _levelled(blocks: Iterable[Block], lowest: int) -> Iterable[Block]:
    """Yield the blocks with the levels of headings from `lowest`, none skipped."""
    above: list[int] = []
    for block in blocks:
        if block.kind != HEADING:
            yield block
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield replace(block, level=min(lowest + len(above) - 1, 6))
