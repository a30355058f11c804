"""What readers asked the search: how often, whether it was answered, and what an editor can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 3
"""How many readers must have asked the same before it is shown; it can be more, never fewer."""

MOST = 100
"""How many groups are asked of the site and shown, the commonest first."""

VERDICTS = ("none", "weak", "miscorrected", "corrected", "answered", "unasked")
"""What the search answered, the worst first.

No hit; hits that lack a part of the question; a word that is right changed to another; a word put right; hits that
have it all; and not asked, where there is no browser.
"""

DEEDS = ("page", "also_asked", "synonym", "best_bet")
"""What an editor can do: write a page, add `also_asked` to one, or a synonym or a best bet to data/search.yaml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGroup:
    """Queries that ask the same: what they ask, of how many readers, in how many wordings, and the verdict.

    `missing` are the words that the site, or the first hit, does not have; `page` is the address of the first hit,
    `file` its file, `title` its title. `corrected` is what the search made of the query.
    `deeds` are those of DEEDS that may help.
    """

    query: str
    readers: int
    wordings: int
    verdict: str = "unasked"
    page: str = ""
    title: str = ""
    file: str = ""
    corrected: str = ""
    missing: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriesReport:
    """The groups by verdict, the worst first, then by readers; and how much was left out, in numbers alone.

    `rare` are the groups of fewer than `least` readers, `more` those that are common enough but not among the
    first.
    `asked` is whether a browser asked the site.
    """

    least: int
    asked: bool
    lines: int
    queries: int
    broken: int = 0
    bots: int = 0
    personal: int = 0
    rare: int = 0
    more: int = 0
    groups: tuple[AskedGroup, ...] = ()

    def of(self, verdict: str) -> tuple[AskedGroup, ...]:
        """Return the groups with a verdict."""
        return tuple(group for group in self.groups if group.verdict == verdict)


def sorted_groups(groups: Sequence[AskedGroup]) -> tuple[AskedGroup, ...]:
    """Return groups in the order of the report."""
    return tuple(sorted(groups, key=lambda each: (VERDICTS.index(each.verdict), -each.readers, each.query)))
