"""How much of the published text is in bokmål, in nynorsk and in other languages, counted in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import LANGUAGES, words
from kbsite.site.assemble import section_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kbsite.model import Document, Site

LIMIT = 25
"""Per cent of the lesser used standard that the Language Act, § 13, asks of central government bodies."""


@dataclass(frozen=True, slots=True)
class Count:
    """Number of pages, and words by language; `id` is the kind or the theme, "" for all, and for no theme."""

    id: str
    title: LocalText
    pages: int
    by_language: tuple[tuple[str, int], ...]

    @property
    def norwegian(self) -> int:
        """Return the number of words in either written standard."""
        return sum(count for language, count in self.by_language if language in LANGUAGES)

    @property
    def others(self) -> tuple[tuple[str, int], ...]:
        """Return the words in other languages, the most used first."""
        return tuple(pair for pair in self.by_language if pair[0] not in LANGUAGES)

    def words(self, language: str) -> int:
        """Return the number of words in one language."""
        return dict(self.by_language).get(language, 0)

    @property
    def lesser(self) -> str:
        """Return the written standard that is used less; nynorsk where both are used equally."""
        return "nb" if self.words("nb") < self.words("nn") else "nn"

    def tenths(self, language: str) -> int:
        """Return the share of one written standard of both, in tenths of a per cent; the two add up to 1000.

        The lesser used is rounded down, so that it is never shown at the legal minimum before it is reached.
        """
        if not self.norwegian:
            return 0
        least = self.words(self.lesser) * 1000 // self.norwegian
        return least if language == self.lesser else 1000 - least


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """Word counts of all pages, of each kind, and of each theme; a page on two themes counts under both."""

    day: date
    total: Count
    kinds: tuple[Count, ...]
    themes: tuple[Count, ...]

    @property
    def reached(self) -> bool:
        """Return whether the lesser used written standard has the share that the law requires."""
        return self.total.words(self.total.lesser) * 100 >= LIMIT * self.total.norwegian > 0


def language_report(site: Site) -> LanguageReport:
    """Return the words of the published text in each language: paragraphs, lists, tables, headings, pictures.

    Each counts in the language that the page, the question or the passage declares. Fields, addresses and
    code do not count, nor do the site's own words.
    """
    total: Counter[str] = Counter()
    kinds: dict[str, list[Counter[str]]] = defaultdict(list)
    themes: dict[str, list[Counter[str]]] = defaultdict(list)
    for document in site.pages:
        found = _words(document, site)
        total += found
        kinds[document.kind].append(found)
        for theme in themes_of(document):
            themes[theme].append(found)
    titles = {theme.id: theme.title for theme in site.config.themes} | {"": LocalText()}
    return LanguageReport(
        site.today,
        _count("", LocalText(), len(site.pages), total),
        tuple(_gathered(kind.kind, kind.many, kinds) for kind in site.config.kinds if kind.kind in kinds),
        tuple(_gathered(name, title, themes) for name, title in titles.items() if name in themes),
    )


def _words(document: Document, site: Site) -> Counter[str]:
    found: Counter[str] = Counter()
    for section in document.body.sections:
        own = section_language(document, section, site.config)
        for passage in section.passages:
            found[passage.lang or own] += len(words(passage.text)) + len(words(passage.linked))
    return found


def themes_of(document: Document) -> tuple[str, ...]:
    """Return the themes of a page, its own theme for an introduction; "" where it has none."""
    if document.meta.introduces == "theme":
        return (document.place.slug,)
    return tuple(dict.fromkeys(document.meta.themes)) or ("",)


def _gathered(name: str, title: LocalText, groups: Mapping[str, list[Counter[str]]]) -> Count:
    total: Counter[str] = Counter()
    for each in groups[name]:
        total += each
    return _count(name, title, len(groups[name]), total)


def _count(name: str, title: LocalText, pages: int, found: Counter[str]) -> Count:
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return Count(name, title, pages, tuple(pair for pair in order if pair[1]))
