"""How much there is on each theme, by kind, written standard and age, and where it is thin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.reports.pages import Page, page
from kbsite.site.assemble import language
from kbsite.site.review import due_day, is_overdue, months_after

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kbsite.model import Document, Site, Theme
    from kbsite.norwegian.known_date import KnownDate
    from kbsite.norwegian.local_text import LocalText
    from kbsite.schema.kinds import FrontMatter

FEW = 5
"""A theme with fewer pages than this is thin."""

OLD = 24
"""How many months may pass without a new page, on a site that says nothing of `review_after_months`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCount:
    """The pages of a theme; a translation counts in `languages` alone.

    `thin` has codes for what is missing: few, old, no-KIND for an expected kind, no-nb or no-nn for a written
    standard.
    """

    id: str
    title: LocalText
    pages: tuple[Page, ...]
    kinds: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    newest: KnownDate | None
    overdue: int
    thin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemesReport:
    """Every theme in the order of `data/themes.yaml`; `months` is how old the newest page of one may be."""

    day: date
    months: int
    kinds: tuple[type[FrontMatter], ...]
    themes: tuple[ThemeCount, ...]


def themes_report(site: Site) -> ThemesReport:
    """Return the themes; a page on two themes counts in both, one on a subtheme not in its parent."""
    months = site.config.review_after_months or OLD
    kinds = site.config.kinds.listed
    return ThemesReport(
        site.today, months, kinds, tuple(_theme(site, theme, months) for theme in site.config.themes)
    )


def _theme(site: Site, theme: Theme, months: int) -> ThemeCount:
    found = site.by_theme.get(theme.id, ())
    kinds = tuple((kind.kind, sum(each.kind == kind.kind for each in found)) for kind in site.config.kinds.listed)
    written = [language(each, site.config) for document in found for each in _versions(site, document)]
    languages = tuple((name, written.count(name)) for name in LANGUAGES)
    newest = max((each.meta.date for each in found if each.meta.date), default=None)
    return ThemeCount(
        id=theme.id,
        title=theme.title,
        pages=tuple(page(site, document) for document in found),
        kinds=kinds,
        languages=languages,
        newest=newest,
        overdue=sum(1 for each in found if is_overdue(due_day(site, each), site.today)),
        thin=_thin(
            [kind.kind for kind in site.config.kinds if kind.on_every_theme],
            dict(kinds),
            dict(languages),
            len(found),
            old=newest is not None and months_after(newest.last, months) < site.today,
        ),
    )


def _versions(site: Site, document: Document) -> Sequence[Document]:
    return (document, *site.translations.get(document.address, ()))


def _thin(
    expected: Sequence[str], kinds: dict[str, int], languages: dict[str, int], pages: int, *, old: bool
) -> tuple[str, ...]:
    return (
        *(["few"] if pages < FEW else []),
        *(f"no-{kind}" for kind in expected if not kinds[kind]),
        *(f"no-{name}" for name in LANGUAGES if not languages[name]),
        *(["old"] if old else []),
    )
