"""The pages of each author, when they last published, and which pages are overdue for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import collation_key
from kbsite.reports.pages import Page, page
from kbsite.site.review import due_day, is_overdue

if TYPE_CHECKING:
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.norwegian.known_date import KnownDate


@dataclass(frozen=True, slots=True)
class AuthorPages:
    """An author's profile, published pages, date of the newest page, and number of overdue pages."""

    author: Page
    pages: tuple[Page, ...]
    newest: KnownDate | None
    overdue: int


@dataclass(frozen=True, slots=True)
class AuthorsReport:
    """Every author with a page, those with the most pages first."""

    day: date
    authors: tuple[AuthorPages, ...]


def authors_report(site: Site) -> AuthorsReport:
    """Return the authors; chapters and translations count as part of the page that they belong to."""
    found = [_author(site, author) for author in site.authors]
    found.sort(key=lambda each: (-len(each.pages), collation_key(each.author.title), each.author.file))
    return AuthorsReport(site.today, tuple(found))


def _author(site: Site, author: Document) -> AuthorPages:
    written = site.by_author.get(author.place.slug, ())
    due = [due_day(site, document) for document in written]
    return AuthorPages(
        page(site, author),
        tuple(page(site, document) for document in written),
        max((document.meta.date for document in written if document.meta.date), default=None),
        sum(1 for day in due if is_overdue(day, site.today)),
    )
