"""The next day on which the site changes without any file changing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kbsite.parse.place import key
from kbsite.reports.pages import Page, page
from kbsite.site.review import due_day, overdue_from, review_due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a page on a day: published, expired, review (due) or age (marked as stale)."""

    day: date
    what: str
    page: Page


@dataclass(frozen=True, slots=True)
class NextChange:
    """All changes of the next day that has any; empty where the site never changes by itself."""

    day: date
    changes: tuple[Change, ...]

    @property
    def next(self) -> date | None:
        """Return the day of the changes."""
        return self.changes[0].day if self.changes else None


def next_change(site: Site) -> NextChange:
    """Return the changes of the first day after today that has any, in the order of the files."""
    found = [*_of_hidden(site), *_of_shown(site)]
    first = min((day for day, _, _ in found), default=None)
    changes = [Change(day, what, page(site, document)) for day, what, document in found if day == first]
    return NextChange(site.today, tuple(sorted(changes, key=lambda each: (each.page.file, each.what))))


def _of_hidden(site: Site) -> Iterator[tuple[date, str, Document]]:
    """Yield when pages will be published; drafts, and pages that expire before that day, never are."""
    by_path = {key(document.path): document for document in site.documents}
    by_address = {document.address: document for document in site.documents if not document.place.original}
    shown = {document.path for document in site.pages}
    for document in site.documents:
        if document.path in shown:
            continue
        family = [document]
        while above := by_path.get(family[-1].place.original) or by_address.get(family[-1].place.parent):
            family.append(above)
        begins = max((each.meta.date.first for each in family if each.meta.date), default=date.min)
        ends = min((each.meta.expires for each in family if each.meta.expires), default=date.max)
        if site.today < begins < ends and not any(each.meta.draft for each in family):
            yield begins, "published", document


def _of_shown(site: Site) -> Iterator[tuple[date, str, Document]]:
    """Yield when published pages expire, and when they are first marked as overdue or stale."""
    for document in site.pages:
        if document.meta.expires and document.meta.expires > site.today:
            yield document.meta.expires, "expired", document
        due = due_day(site, document)
        day = overdue_from(due) if due else None
        if day and day > site.today:
            yield day, "review" if review_due(site, document) else "age", document
