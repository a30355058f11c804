"""What the texts of a booklet have in common: the level of headings, the numbers of links, words to explain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LEVELS = 6


@dataclass(slots=True)
class Collected:
    """Gathered while the texts of one booklet are printed, in their order; it lives no longer than that.

    `links` has the number and the name of each address, in the order of their numbers; `terms` the ids of the words
    that the texts use; `noted` the footnotes that are printed.
    """

    level: int = 0
    links: dict[str, tuple[int, str]] = field(default_factory=dict)
    terms: dict[str, None] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)

    def heading(self, level: int, text: str, name: str, *, outlined: bool = True) -> list[dict[str, Any]]:
        """Return a heading, at most one level below the one before; nothing where it has no text."""
        if not text.strip():
            return []
        self.level = max(1, min(level, self.level + 1, LEVELS))
        return [{"t": "h", "l": self.level, "id": name, "outlined": outlined, "c": [text]}]

    def number(self, url: str, name: str) -> int:
        """Return the number of an address, the same wherever it is linked to; `name` is what it is first called."""
        return self.links.setdefault(url, (len(self.links) + 1, name))[0]
