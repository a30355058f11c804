"""Which pages refer to each law, and to each section of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model.lexicon import section_key
from kbsite.norwegian.names_and_dates import collation_key
from kbsite.reports.pages import Page, page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law
    from kbsite.norwegian.local_text import LocalText


@dataclass(frozen=True, slots=True)
class SectionPages:
    """A section such as 11-1 and the pages that refer to it."""

    section: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class LawPages:
    """A law of `data/laws.yaml`, the pages that refer to it, and those of each section that has any."""

    id: str
    title: LocalText
    pages: tuple[Page, ...]
    sections: tuple[SectionPages, ...]


@dataclass(frozen=True, slots=True)
class LawsReport:
    """Every law, the most referred to first; a page counts once for each law and for each section."""

    day: date
    laws: tuple[LawPages, ...]


def laws_report(site: Site) -> LawsReport:
    """Return the laws, by number of pages and then in Norwegian alphabetical order."""
    cited: dict[str, dict[str, dict[str, Document]]] = defaultdict(lambda: defaultdict(dict))
    for document in site.pages:
        for reference in document.body.references:
            cited[reference.law][reference.section][document.path] = document
    lang = site.config.language
    found = [_law(site, law, cited[law.id]) for law in site.config.laws]
    found.sort(key=lambda law: (-len(law.pages), collation_key(law.title.in_language(lang)), law.id))
    return LawsReport(site.today, tuple(found))


def _law(site: Site, law: Law, sections: Mapping[str, Mapping[str, Document]]) -> LawPages:
    pages = {path: document for each in sections.values() for path, document in each.items()}
    order = sorted(sections, key=section_key)
    by_section = tuple(SectionPages(name, _pages(site, sections[name])) for name in order)
    return LawPages(law.id, law.title, _pages(site, pages), by_section)


def _pages(site: Site, documents: Mapping[str, Document]) -> tuple[Page, ...]:
    return tuple(page(site, documents[path]) for path in sorted(documents))
