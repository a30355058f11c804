"""Whether the search answered a query, judged by what its first hits say, and what an editor can do about it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.search.asked.group import concept, content_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kbsite.model.search import Group
    from kbsite.reports.queries import AskedGroup
    from kbsite.search.evaluation.browser import Answer

FIRST = 3
"""How many of the first hits may have the answer; fewer readers look any further."""

LACKING = 1 / 3
"""How much of a query a hit may lack: less than this."""

_NAME = 2
"""A query of so few words is most often the name of a page."""

_PART = 4
"""How many letters a word has at least that is looked for inside longer words."""

_ALIKE = 0.7
"""How much of a word a page must have where it has not all of it: skjenkekontroll of skjenkekontrollør."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages of a site say: the concepts of each by address, its file, and all concepts of the site.

    `alike` has, for the concept of a word, the groups of concepts that may stand for it.
    """

    concepts: Mapping[str, frozenset[str]]
    files: Mapping[str, str]
    everywhere: frozenset[str]
    alike: Mapping[str, tuple[frozenset[str], ...]]
    stop: frozenset[str]

    def lacking(self, words: Iterable[str], found: frozenset[str]) -> tuple[str, ...]:
        """Return those of some words that a page with the concepts `found` has neither itself nor by a synonym."""
        return tuple(word for word in words if not self._has(concept(word), found))

    def _has(self, wanted: str, found: frozenset[str]) -> bool:
        parts = re.split(r"[-.]", wanted)
        if len(parts) > 1 and all(self._has(part, found) for part in parts):
            return True
        if wanted in found or any(group <= found for group in self.alike.get(wanted, ())):
            return True
        shortest = wanted[: max(_PART, round(len(wanted) * _ALIKE))]
        return len(wanted) >= _PART and any(
            wanted in each or (each.startswith(shortest) and wanted.startswith(each)) for each in found
        )


def alike(groups: Iterable[Group]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return for each single word of the groups of synonyms the concepts of the others; a phrase has several."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for group in groups:
        phrases = [frozenset(concept(word) for word in text.split()) for text in group]
        for own in phrases:
            if len(own) == 1:
                found[next(iter(own))] += [other for other in phrases if other != own]
    return {word: tuple(others) for word, others in found.items()}


def judged(
    group: AskedGroup, answer: Answer, pages: Pages, address: Callable[[str], str], real: Callable[[str], bool]
) -> AskedGroup:
    """Return the group with its verdict and its deeds.

    `address` gives a hit's address in the site, and `real` says whether a dictionary has a word.
    """
    words = content_words(group.query, pages.stop)
    hits = [address(path) for path in answer.paths[:FIRST]]
    first = hits[0] if hits else ""
    group = replace(
        group, page=first, title=answer.title, file=pages.files.get(first, ""), corrected=answer.corrected
    )
    if answer.corrected:
        kept = set(content_words(answer.corrected, frozenset()))
        wrongly = tuple(word for word in words if word not in kept and real(word))
        if wrongly:
            return replace(group, verdict="miscorrected", missing=wrongly, deeds=("synonym", "page"))
        words = content_words(answer.corrected, pages.stop)
    if not hits:
        return replace(
            group, verdict="none", missing=pages.lacking(words, pages.everywhere), deeds=("page", "synonym")
        )
    lacking = min((pages.lacking(words, pages.concepts.get(hit, pages.everywhere)) for hit in hits), key=len)
    if len(lacking) < LACKING * len(words):
        return replace(group, verdict="corrected" if answer.corrected else "answered")
    return replace(group, verdict="weak", missing=lacking, deeds=tuple(_deeds(words, lacking, pages)))


def _deeds(words: tuple[str, ...], lacking: tuple[str, ...], pages: Pages) -> Iterator[str]:
    """Yield what helps where the hits lack something: other words for what is there, or a page on what is not."""
    unknown = bool(pages.lacking(lacking, pages.everywhere))
    if unknown:
        yield "synonym"
    if len(words) > _NAME or not unknown:
        yield "also_asked"
    if len(words) <= _NAME and not unknown:
        yield "best_bet"
    if unknown:
        yield "page"
