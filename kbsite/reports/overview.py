"""All published pages in groups, by kind, theme, age, review and growth: the data of the dashboard."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.parse.place import key
from kbsite.reports.language import themes_of
from kbsite.reports.links import links_report, pairs
from kbsite.reports.pages import Page, page
from kbsite.reports.stale import is_alone, stale_report
from kbsite.site.assemble import language
from kbsite.site.review import due_day, is_overdue, latest_date, months_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.site.history import History

AGES = ("overdue", "24", "18", "12", "6", "0")
"""Age classes by the last review: overdue, or at least so many months ago; the worst first."""

MONTHS = 24
"""A history that is longer than this is shown by years."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a group; `day` is the date by which it is in the group, where there is one."""

    page: Page
    lang: str
    day: date | KnownDate | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that have something in common: `name` is the id of a kind or a theme, a year, or a language."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The links from pages on one theme to pages on another, or on the same."""

    start: str
    end: str
    links: tuple[tuple[Entry, Entry], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The groups; an empty group is kept only where its emptiness is informative."""

    day: date
    pages: int
    tasks: tuple[Group, ...]
    ages: tuple[Group, ...]
    kinds: tuple[Group, ...]
    themes: tuple[Group, ...]
    years: tuple[Group, ...]
    languages: tuple[Group, ...]
    growth: tuple[Group, ...]
    between: tuple[Between, ...]


def overview(site: Site, lives: History) -> Overview:
    """Return the groups of all published pages; chapters and translations are pages of their own."""
    pages = site.pages
    by_kind = _by((each.kind, each) for each in pages)
    by_theme = _by((theme, each) for each in pages for theme in themes_of(each))
    by_year = _by((str(each.meta.date.year) if each.meta.date else "", each) for each in pages)
    by_language = _by((language(each, site.config), each) for each in pages)
    themes = [*(theme.id for theme in site.config.themes), *([""] if "" in by_theme else [])]
    return Overview(
        day=site.today,
        pages=len(pages),
        tasks=_tasks(site),
        ages=_ages(site),
        kinds=tuple(
            _group(site, kind.kind, by_kind[kind.kind]) for kind in site.config.kinds if kind.kind in by_kind
        ),
        themes=tuple(_group(site, name, by_theme.get(name, ())) for name in themes),
        years=tuple(_group(site, year, by_year[year]) for year in sorted(by_year, key=lambda year: year or "9999")),
        languages=tuple(_group(site, name, by_language.get(name, ())) for name in LANGUAGES),
        growth=_growth(site, lives),
        between=_between(site),
    )


def _tasks(site: Site) -> tuple[Group, ...]:
    """Return the groups of pages that need work: reviews due, orphans and dead ends."""
    stale, links = stale_report(site), links_report(site)
    spoken = {each.path: language(each, site.config) for each in site.pages}
    overdue = tuple(Entry(due.page, spoken[due.page.file], due.day) for due in stale.overdue)
    soon = tuple(Entry(due.page, spoken[due.page.file], due.day) for due in stale.soon)
    orphans = tuple(Entry(each, spoken[each.file]) for each in links.orphans)
    ends = tuple(Entry(each, spoken[each.file]) for each in links.dead_ends)
    changed = {due.page.file: Entry(due.page, spoken[due.page.file], due.day) for due in stale.laws}
    law = (Group("law", tuple(changed.values())),) if site.config.law_lock else ()
    return (
        Group("overdue", overdue),
        Group("soon", soon),
        *law,
        Group("orphans", orphans),
        Group("dead_ends", ends),
    )


def _ages(site: Site) -> tuple[Group, ...]:
    """Return the pages by the time since their last review; only kinds that age and are reviewed by themselves."""
    found: dict[str, list[tuple[KnownDate, Document]]] = defaultdict(list)
    for each in site.pages:
        last, due = latest_date(site, each), due_day(site, each)
        if not each.meta.ages or each.meta.archived or each.meta.introduces or not is_alone(site, each):
            continue
        if due and is_overdue(due, site.today):
            found["overdue"].append((KnownDate.of(due), each))
        elif last:
            found[_age(last.last, site.today)].append((last, each))
    in_order = {name: sorted(found[name], key=lambda pair: (pair[0], pair[1].path)) for name in AGES}
    return tuple(Group(name, tuple(_entry(site, each, day) for day, each in in_order[name])) for name in AGES)


def _age(last: date, today: date) -> str:
    return next((age for age in AGES[1:] if months_after(last, int(age)) <= today), AGES[-1])


def _growth(site: Site, lives: History) -> tuple[Group, ...]:
    """Return the pages by the month in which git first saw their files, or by the year where that is long ago.

    Months and years without new pages are included, empty.
    """
    days = {each.path: life.added for each in site.pages if (life := lives.get(key(each.path)))}
    if not days:
        return ()
    first, last = (day.year * 12 + day.month - 1 for day in (min(days.values()), max(days.values())))
    length = 7 if last - first < MONTHS else 4
    times = dict.fromkeys(f"{month // 12:04}-{month % 12 + 1:02}"[:length] for month in range(first, last + 1))
    begun = _by((days[each.path].isoformat()[:length], each) for each in site.pages if each.path in days)
    return tuple(
        Group(name, tuple(_entry(site, each, days[each.path]) for each in begun.get(name, ()))) for name in times
    )


def _between(site: Site) -> tuple[Between, ...]:
    names = [theme.id for theme in site.config.themes]
    found: dict[tuple[str, str], list[tuple[Entry, Entry]]] = defaultdict(list)
    for begin, end in pairs(site):
        for start in dict.fromkeys(begin.meta.themes):
            for target in dict.fromkeys(end.meta.themes):
                found[start, target].append((_entry(site, begin), _entry(site, end)))
    return tuple(Between(start, end, tuple(found.get((start, end), ()))) for start in names for end in names)


def _by(named: Iterable[tuple[str, Document]]) -> Mapping[str, list[Document]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for name, document in named:
        groups[name].append(document)
    return groups


def _group(site: Site, name: str, documents: Iterable[Document]) -> Group:
    return Group(name, tuple(_entry(site, each) for each in sorted(documents, key=lambda each: each.path)))


def _entry(site: Site, document: Document, day: date | KnownDate | None = None) -> Entry:
    return Entry(page(site, document), language(document, site.config), day)
