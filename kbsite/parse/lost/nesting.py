"""Items and paragraphs indented too little to be part of the list item above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import begins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_BEFORE = re.compile(r"[\s>]*")
_MARK = re.compile(r"[-*+]\s+|\d{1,9}[.)]\s+")
_LISTS = ("bullet_list", "ordered_list")
_NEXT = ("paragraph_open", "bullet_list_open", "ordered_list_open", "blockquote_open", "fence", "heading_open")


def outside_list(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for what is indented under a list's marker, yet is not inside the item."""
    lists: list[_List] = []
    ended: _List | None = None
    for token in reading.tokens:
        if ended and token.map and token.type in _NEXT and token.level == ended.level:
            row = token.map[0]
            if ended.last < row and 0 < _indent(reading.source.lines[row]) - ended.indent < ended.needed:
                yield problem(begins(reading, row), "outside-list", needed=ended.needed)
        ended = None
        if token.type.endswith("list_open") and token.type.removesuffix("_open") in _LISTS and token.map:
            lists.append(_List(token, reading.source.lines, lists))
        elif token.type == "list_item_open" and lists and token.map:
            if lists[-1].is_deeper(token.map[0]):
                at = begins(reading, token.map[0])
                yield problem(at, "outside-list", needed=lists[-1].needed)
            lists[-1].item(token.map[0])
        elif token.type.endswith("list_close") and lists and token.type.removesuffix("_close") in _LISTS:
            ended = lists.pop()


class _List:
    """A list being read: the indentation of its markers, and the indentation that its items' content needs."""

    def __init__(self, token: Token, lines: Sequence[str], above: Sequence[_List]) -> None:
        begin = (token.map or [0])[0]
        self._lines = lines
        self.level = token.level
        self.last = begin
        self._reported = False
        self._glued = bool(above) and above[-1].last == begin
        """Whether it begins on the line of the item around it, so that its first mark stands further right."""
        line = lines[begin]
        self.indent = _indent(line)
        found = _MARK.match(line, _BEFORE.match(line).end() if _BEFORE.match(line) else 0)  # type: ignore[union-attr]
        self.needed = len(found[0]) if found and len(found[0]) <= 5 else 2
        if self._glued:
            self.indent = 10**6

    def item(self, row: int) -> None:
        """Record where an item begins."""
        self.last = row

    def is_deeper(self, row: int) -> bool:
        """Return whether an item is indented more than the first, and the one before is not."""
        deeper = _indent(self._lines[row]) > self.indent
        first = deeper and not self._reported
        self._reported = deeper
        return first


def _indent(line: str) -> int:
    found = _BEFORE.match(line)
    return len(found[0].expandtabs(4)) if found else 0
