"""When a page was last looked after, and whether that is longer ago than the site allows."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.model import Document, Site


def stale_since(site: Site, document: Document) -> date | None:
    """Return the day that a page was last published, changed or reviewed, where the site's limit has passed since.

    None where the site has no limit, where the page or its article says itself when its review is due, and for
    kinds that are dated by nature. A chapter was looked after when its article was.
    """
    parent = site.parents.get(document.address)
    family = (document, parent) if parent else (document,)
    if not site.config.review_after_months or not all(each.meta.ages for each in family):
        return None
    if any(each.meta.review_by for each in family):
        return None
    days = (day for each in family for day in (each.meta.date, each.meta.updated, each.meta.reviewed) if day)
    last = max(days, default=None)
    return last if last and months_after(last, site.config.review_after_months) < site.today else None


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
