"""The headings of a text and their ids."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbsite.model import Heading
from kbsite.norwegian.names_and_dates import fragment
from kbsite.parse.reading import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.parse.reading import Reading

RESERVED_IDS = frozenset({"innhold"})
"""Ids that the layouts use; their other ids have an underscore, which no heading's id has."""


def name_headings(reading: Reading) -> None:
    """Give each heading an id from its own text; a duplicate is prefixed with the heading above it.

    The prefix is separated by a double hyphen, which no heading's own text gives. So a heading keeps its id
    whatever other headings are added, moved or removed, unless an earlier one has the same words.
    """
    ids = _Ids()
    above: list[tuple[int, str]] = []
    for token, inline in zip(reading.tokens, reading.tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        level, text = int(token.tag[1:]), plain(inline.children).strip()
        above = [entry for entry in above if entry[0] < level]
        own = fragment(text)
        heading_id = ids.take(own, [name for _, name in above])
        above.append((level, own))
        token.meta["id"] = heading_id
        line = token.map[0] if token.map else 0
        reading.headings.append(Heading(level, heading_id, text, reading.source.line(line)))


class _Ids:
    """The ids in use in one text."""

    def __init__(self) -> None:
        self._taken = set(RESERVED_IDS)
        self._next: dict[str, int] = defaultdict(lambda: 2)

    def take(self, own: str, above: Sequence[str]) -> str:
        """Return a unique id: `own`, or prefixed with the nearest heading above, or numbered."""
        for each in (own, *(f"{name}--{own}" for name in reversed(above))):
            if each not in self._taken:
                self._taken.add(each)
                return each
        while f"{own}--{self._next[own]}" in self._taken:
            self._next[own] += 1
        self._taken.add(f"{own}--{self._next[own]}")
        return f"{own}--{self._next[own]}"
