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
"""Ids that the pages use themselves; the others of theirs have an underscore, which no heading's id has."""


def name_headings(reading: Reading) -> None:
    """Give each heading an id from its own text; the second of the same gets the heading above it in front.

    What tells ids apart is a double hyphen, which no heading's own text gives. So a heading keeps its id whatever
    other headings come, move or go, unless one before it has the same words.
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
    """The ids that are taken; lives no longer than `name_headings`."""

    def __init__(self) -> None:
        self._taken = set(RESERVED_IDS)
        self._next: dict[str, int] = defaultdict(lambda: 2)

    def take(self, own: str, above: Sequence[str]) -> str:
        """Return `own`, or with the nearest heading above that tells it apart, or with the first free number."""
        for each in (own, *(f"{name}--{own}" for name in reversed(above))):
            if each not in self._taken:
                self._taken.add(each)
                return each
        while f"{own}--{self._next[own]}" in self._taken:
            self._next[own] += 1
        self._taken.add(f"{own}--{self._next[own]}")
        return f"{own}--{self._next[own]}"
