"""What refers to each law, and to each section of it: pages with their last reviews, and the glossary's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import collation_key
from kbsite.reports.pages import Page, page, word
from kbsite.site.citations import cited_laws
from kbsite.site.review import reviewed

if TYPE_CHECKING:
    from datetime import date

    from kbsite.model import Site
    from kbsite.model.law_lock import LockedSection
    from kbsite.norwegian.local_text import LocalText
    from kbsite.site.citations import CitedLaw, CitedSection


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page that refers to a law, and the day of its last review; None for one that was never reviewed.

    A word of the glossary is one too, with its own address; words have no reviews.
    """

    page: Page
    reviewed: date | None


@dataclass(frozen=True, slots=True)
class SectionPages:
    """A section such as 11-1, or «kapittel 11», the pages that refer to it, and what is known of its wording."""

    section: str
    pages: tuple[CitingPage, ...]
    locked: LockedSection | None = None


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
    since: date | None = None


def laws_report(site: Site, since: date | None = None) -> LawsReport:
    """Return the laws, by number of pages and then in Norwegian alphabetical order.

    With `since`, only the sections that were changed or repealed on that day or later, and their pages.
    """
    lang = site.config.language
    found = [_law(site, each) for each in cited_laws(site)]
    if since:
        found = [narrowed for each in found if (narrowed := _changed(each, since)).sections]
    found.sort(key=lambda law: (-len(law.pages), collation_key(law.title.in_language(lang)), law.id))
    return LawsReport(site.today, tuple(found), since)


def _law(site: Site, cited: CitedLaw) -> LawPages:
    lock = site.config.law_lock
    sections = tuple(
        SectionPages(each.section, _citing(site, each), lock.get((cited.law.id, each.section)))
        for each in cited.sections
    )
    return LawPages(cited.law.id, cited.law.title, _citing(site, cited), sections)


def _changed(law: LawPages, since: date) -> LawPages:
    """Return a law with the sections that were changed on a day or later, and the pages that refer to those."""
    kept = tuple(
        each for each in law.sections if each.locked and each.locked.changed and each.locked.changed >= since
    )
    on_them = {one.page.address for each in kept for one in each.pages}
    return replace(law, sections=kept, pages=tuple(each for each in law.pages if each.page.address in on_them))


def _citing(site: Site, cited: CitedLaw | CitedSection) -> tuple[CitingPage, ...]:
    pages = (CitingPage(page(site, each), reviewed(site, each)) for each in cited.pages)
    return (*pages, *(CitingPage(word(site, each), None) for each in cited.terms))
