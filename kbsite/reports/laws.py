"""Which pages refer to each law, and to each section of it, and when each was last reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import collation_key
from kbsite.reports.pages import Page, page
from kbsite.site.citations import cited_laws
from kbsite.site.review import reviewed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.norwegian.local_text import LocalText
    from kbsite.site.citations import CitedLaw


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page that refers to a law, and the day of its last review; None for one that was never reviewed."""

    page: Page
    reviewed: date | None


@dataclass(frozen=True, slots=True)
class SectionPages:
    """A section such as 11-1, or «kapittel 11», and the pages that refer to it."""

    section: str
    pages: tuple[CitingPage, ...]


@dataclass(frozen=True, slots=True)
class LawPages:
    """A law of `data/laws.yaml`, the pages that name it or refer to it, and those of each section that has any."""

    id: str
    title: LocalText
    pages: tuple[CitingPage, ...]
    sections: tuple[SectionPages, ...]


@dataclass(frozen=True, slots=True)
class LawsReport:
    """Every law, the most referred to first; a page counts once for each law and for each section."""

    day: date
    laws: tuple[LawPages, ...]


def laws_report(site: Site) -> LawsReport:
    """Return the laws, by number of pages and then in Norwegian alphabetical order."""
    lang = site.config.language
    found = [_law(site, each) for each in cited_laws(site)]
    found.sort(key=lambda law: (-len(law.pages), collation_key(law.title.in_language(lang)), law.id))
    return LawsReport(site.today, tuple(found))


def _law(site: Site, cited: CitedLaw) -> LawPages:
    sections = tuple(SectionPages(each.section, _pages(site, each.pages)) for each in cited.sections)
    return LawPages(cited.law.id, cited.law.title, _pages(site, cited.pages), sections)


def _pages(site: Site, documents: Iterable[Document]) -> tuple[CitingPage, ...]:
    return tuple(CitingPage(page(site, each), reviewed(site, each)) for each in documents)
