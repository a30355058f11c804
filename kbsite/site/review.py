"""When a page is due for review: the only place that decides it.

The due day comes from the page (`review_by`) or from the site's limit (`review_after_months`). On that day the
review is still in time: it is overdue from the day after. Checks, pages and reports all use `is_overdue`.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kbsite.norwegian.known_date import KnownDate

if TYPE_CHECKING:
    from kbsite.model import Document, Site


def is_overdue(due: date | None, today: date) -> bool:
    """Return whether a review is overdue: from the day after `due`, which is the last day in time."""
    return due is not None and due < today


def overdue_from(due: date) -> date | None:
    """Return the first day on which a review is overdue; None where the calendar ends before it."""
    return due + timedelta(days=1) if due < date.max else None


def due_day(site: Site, document: Document) -> date | None:
    """Return the last day on which a page is in time: what it or its article says, or by the site's limit."""
    return review_due(site, document) or fresh_until(site, document)


def stale_since(site: Site, document: Document) -> KnownDate | None:
    """Return the day that a page was last published, changed or reviewed, where the site's limit has passed since.

    None where the site has no limit, where the page or its article has its own due day, and for kinds that do not
    age. A chapter is as fresh as its article. A date that is known in part counts as its last day.
    """
    last = _fresh_since(site, document)
    return (
        last if last and is_overdue(months_after(last.last, site.config.review_after_months), site.today) else None
    )


def fresh_until(site: Site, document: Document) -> date | None:
    """Return the last day before a page is stale; None where `stale_since` never applies."""
    last = _fresh_since(site, document)
    return months_after(last.last, site.config.review_after_months) if last else None


def reviewed(site: Site, document: Document) -> date | None:
    """Return the day of the last review: of the page, or of the article that it is a chapter of."""
    return document.meta.reviewed or (parent.meta.reviewed if (parent := _article(site, document)) else None)


def review_due(site: Site, document: Document) -> date | None:
    """Return the day by which the page, or its article, should be reviewed; None for an archived one."""
    if document.meta.archived:
        return None
    return document.meta.review_by or (parent.meta.review_by if (parent := _article(site, document)) else None)


def latest_date(site: Site, document: Document) -> KnownDate | None:
    """Return the newest date in the fields of a page, and of the article that it is a chapter of; None without any.

    Dates from git do not count: a changed word is no review.
    """
    family = [each for each in (document, _article(site, document)) if each]
    held = [KnownDate.of(each.meta.reviewed) for each in family if each.meta.reviewed]
    days = (day for each in family for day in (each.meta.date, each.meta.updated) if day)
    return max((*days, *held), default=None)


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _article(site: Site, document: Document) -> Document | None:
    return site.parents.get(document.address)


def _fresh_since(site: Site, document: Document) -> KnownDate | None:
    """Return the newest date of a page; None where the site's limit does not apply to it."""
    parent = _article(site, document)
    family = (document, parent) if parent else (document,)
    if document.meta.archived or not site.config.review_after_months or not all(each.meta.ages for each in family):
        return None
    if any(each.meta.review_by for each in family):
        return None
    return latest_date(site, document)
