"""Task list items: `- [ ] Varsle` and `- [x] Varsle`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.parse.reader import trace_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_BOX = re.compile(r"\[[ xX]\][ \t]+")


def mark_tasks(reading: Reading) -> None:
    """Set `meta["done"]` on each item that is a task, and remove the box from its text."""
    for item, paragraph, inline in zip(reading.tokens, reading.tokens[1:], reading.tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open" or not inline.children:
            continue
        first = inline.children[0]
        found = _BOX.match(first.content) if first.type == "text" else None
        if found or (first.content in ("[ ]", "[x]", "[X]") and len(inline.children) == 1):
            item.meta["done"] = first.content[1] != " "
            cut_text(inline, found.end() if found else len(first.content))


def cut_text(inline: Token, length: int) -> None:
    """Remove so many characters from the beginning of a block's text."""
    children = inline.children or []
    first = children[0]
    if length >= len(first.content):
        del children[0]
        return
    trace = trace_of(first)
    first.meta["trace"] = trace.part(length, len(first.content))
    first.meta["at"] = trace.source(length)
    first.content = first.content[length:]
