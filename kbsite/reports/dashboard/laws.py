"""The laws on the dashboard: a bar for each, and a listing of the pages on each law and on each section of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.reports.dashboard.charts import Bar
from kbsite.reports.dashboard.figures import Listing
from kbsite.reports.laws import laws_report
from kbsite.reports.laws_text import section_name
from kbsite.reports.overview import Entry
from kbsite.reports.writing import number
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site
    from kbsite.reports.laws import CitingPage


def law_bars(site: Site, words: Catalogue) -> tuple[tuple[Bar, ...], tuple[Listing, ...]]:
    """Return a bar for each law that pages refer to, and the listings; those of a law come before its sections."""
    languages = {each.path: language(each, site.config) for each in site.pages}
    bars, lists = [], []
    for law in laws_report(site).laws:
        if not law.pages:
            continue
        own, name = f"laws_{law.id}", law.title.in_language(words.language)
        bars.append(Bar(name, number(len(law.pages), words), f"#{own}", (("main", len(law.pages)),)))
        lists.append(Listing(own, name, "laws", _entries(law.pages, languages, site)))
        for each in law.sections:
            title = f"{section_name(each.section, words)} – {name}"
            entries = _entries(each.pages, languages, site)
            lists.append(Listing(f"{own}_{each.section.replace(' ', '-')}", title, "laws", entries))
    return tuple(bars), tuple(lists)


def _entries(pages: Iterable[CitingPage], languages: dict[str, str], site: Site) -> tuple[Entry, ...]:
    """Return the entries of pages, and of the glossary's words, which are in both written standards."""
    own = site.config.language
    return tuple(Entry(each.page, languages.get(each.page.file, own), each.reviewed) for each in pages)
