"""Related pages and backlinks."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kbsite.model import Document, Target, ToPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST = 5
"""How many related pages a page shows."""

_COMMON_WORD = 40
"""A word in more titles than this says nothing of which pages are related."""

_WORD = re.compile(r"[^\W\d_]{4,}")


class Related(Mapping[str, tuple["Document", ...]]):
    """By address, at most MOST related pages for each page: the editor's choice, then the nearest in theme.

    A page that shares a rare theme comes before one that shares a frequent one; where the themes are the same,
    words that the titles and summaries share decide, the rarer the more, and at last the newer page. Never the
    page itself, its translations, its article or its chapters. `listed` is sorted, the newest first.

    Those of a page are looked for when they are asked for: one page is looked at for each change in the workbench.
    """

    def __init__(
        self,
        pages: Sequence[Document],
        listed: Sequence[Document],
        explicit: Mapping[str, Sequence[Target]],
        translations: Mapping[str, Sequence[Document]],
    ) -> None:
        self._pages = {page.address: page for page in pages}
        self._listed = listed
        self._explicit = explicit
        self._translations = translations
        self._found: dict[str, tuple[Document, ...]] = {}

    def __getitem__(self, address: str) -> tuple[Document, ...]:
        """Return the related pages of the page at an address."""
        if address not in self._found:
            self._found[address] = self._related(self._pages[address])
        return self._found[address]

    def __iter__(self) -> Iterator[str]:
        """Yield the address of every page."""
        return iter(self._pages)

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._pages)

    def facts(self) -> Iterator[list[object]]:
        """Yield all that decides which pages are related, as what JSON has."""
        for page in self._pages.values():
            meta, place = page.meta, page.place
            family = [place.parent, place.original, [d.address for d in self._translations.get(page.address, ())]]
            parents = [d.place.parent for d in self._translations.get(page.address, ())]
            targets = (
                each for each in self._explicit.get(page.path, ()) if isinstance(each, ToPage) and each.shown
            )
            chosen = [[each.document.address, each.document.place.parent] for each in targets]
            yield [page.address, [*meta.themes], meta.title, meta.summary, meta.listed, family, parents, chosen]
        yield [document.address for document in self._listed]

    def know(self, found: Mapping[str, Sequence[str]]) -> bool:
        """Take what was found before from the same facts; return whether it names pages of this site alone.

        Raises LookupError, TypeError or AttributeError for anything else than that.
        """
        if found.keys() != self._pages.keys():
            return False
        chosen = (
            target.document for each in self._explicit.values() for target in each if isinstance(target, ToPage)
        )
        by_address = {each.address: each for each in (*chosen, *self._listed, *self._pages.values())}
        known = {page: tuple(by_address[each] for each in addresses) for page, addresses in found.items()}
        self._found.update(known)
        return True

    def all_found(self) -> dict[str, list[str]]:
        """Return the addresses of those of every page; the words that they were found by are forgotten."""
        found = {address: [each.address for each in self[address]] for address in self}
        self.__dict__.pop("_nearness", None)
        _words_of.cache_clear()
        return found

    @cached_property
    def _nearness(self) -> _Nearness:
        return _Nearness(self._listed)

    def _related(self, page: Document) -> tuple[Document, ...]:
        translations = self._translations.get(page.address, ())
        family = {page.address, page.place.parent, *(d.address for d in translations)}
        if page.place.original:
            family.update(d.place.parent for d in translations)
        chosen: dict[str, Document] = {}
        for target in self._explicit.get(page.path, ()):
            if isinstance(target, ToPage) and target.shown and not _own(target.document, page, family):
                chosen.setdefault(target.document.address, target.document)
        if page.meta.listed or page.place.parent:
            for candidate in self._nearness.ranked(page):
                if len(chosen) >= MOST:
                    break
                if not _own(candidate, page, family):
                    chosen.setdefault(candidate.address, candidate)
        return tuple(chosen.values())[:MOST]


def backlinks(
    pages: Iterable[Document], targets: Mapping[str, Sequence[Target]]
) -> dict[str, tuple[Document, ...]]:
    """Return, by address, the pages whose text links to each page, sorted by address."""
    found: dict[str, dict[str, Document]] = defaultdict(dict)
    for page in pages:
        for target in targets[page.path]:
            if isinstance(target, ToPage) and target.document.address != page.address:
                found[target.document.address][page.address] = page
    return {address: tuple(each.values()) for address, each in found.items()}


def _own(candidate: Document, page: Document, family: set[str]) -> bool:
    """Return whether `candidate` is the page itself, its article, or a chapter of the same article."""
    return candidate.address in family or candidate.place.parent in {page.address, page.place.parent} - {""}


class _Nearness:
    """Inverted indexes over the listed documents, so that no page is compared with all others."""

    def __init__(self, listed: Sequence[Document]) -> None:
        self._order = {document.address: index for index, document in enumerate(listed)}
        self._listed = tuple(listed)
        self._groups: dict[frozenset[str], list[Document]] = defaultdict(list)
        self._by_word: dict[str, list[Document]] = defaultdict(list)
        themes: Counter[str] = Counter()
        for document in listed:
            self._groups[frozenset(document.meta.themes)].append(document)
            themes.update(set(document.meta.themes))
            for word in _words(document):
                self._by_word[word].append(document)
        self._weight = {theme: math.log(1 + len(listed) / count) for theme, count in themes.items()}
        self._groups_of: dict[str, list[frozenset[str]]] = defaultdict(list)
        for group in self._groups:
            for theme in sorted(group):
                self._groups_of[theme].append(group)
        self._ranked_groups: dict[frozenset[str], list[list[frozenset[str]]]] = {}

    def ranked(self, page: Document) -> Iterable[Document]:
        """Yield documents that share a theme with `page`, the nearest first."""
        words = self._shared_words(page)
        by_group: dict[frozenset[str], list[Document]] = defaultdict(list)
        for address in words:
            document = self._listed[self._order[address]]
            by_group[frozenset(document.meta.themes)].append(document)
        for level in self._levels(frozenset(page.meta.themes)):
            alike = [document for group in level for document in by_group[group]]
            yield from sorted(alike, key=lambda d: (-words[d.address], self._order[d.address]))
            newest = [document for group in level for document in self._groups[group][: 2 * MOST]]
            yield from sorted(newest, key=lambda d: self._order[d.address])

    def _shared_words(self, page: Document) -> dict[str, float]:
        """Return, by address, how much the documents that share words with `page` share with it."""
        shares: dict[str, list[float]] = defaultdict(list)
        for word in _words(page):
            documents = self._by_word.get(word, ())
            if len(documents) > _COMMON_WORD:
                continue
            for document in documents:
                shares[document.address].append(1 / len(documents))
        # fsum is exact: the sum, and so which page is nearer, depends on no order of words.
        return {address: math.fsum(each) for address, each in shares.items()}

    def _levels(self, themes: frozenset[str]) -> list[list[frozenset[str]]]:
        """Return the groups of documents that share a theme with `themes`, those of equal weight together."""
        if themes not in self._ranked_groups:
            weights: dict[frozenset[str], float] = {}
            for group in dict.fromkeys(each for theme in themes for each in self._groups_of.get(theme, ())):
                shared = sorted(group & themes)
                weights[group] = round(sum(self._weight[each] for each in shared), 9)
            levels: dict[float, list[frozenset[str]]] = defaultdict(list)
            for group, weight in weights.items():
                levels[weight].append(group)
            self._ranked_groups[themes] = [levels[weight] for weight in sorted(levels, reverse=True)]
        return self._ranked_groups[themes]


def _words(document: Document) -> frozenset[str]:
    return _words_of(f"{document.meta.title} {document.meta.summary}")


@lru_cache(maxsize=32_768)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word[:8] for word in _WORD.findall(text.lower()))
