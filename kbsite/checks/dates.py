"""Dates make sense together, and reviews are held when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.norwegian.known_date import first_day, last_day
from kbsite.site.review import is_overdue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site

BEFORE = "updated-before-date"
ORDER = "dates-out-of-order"
OVERDUE = "review-overdue"


def dates(site: Site) -> Iterator[Diagnostic]:
    """The days of a page come in the order that its kind demands, and its review is not overdue."""
    published = {document.path for document in site.pages}
    for document in site.documents:
        meta = document.meta
        if document.sound:
            yield from _out_of_order(document)
        if meta.review_by is None or any(
            day and meta.review_by < first_day(day) for day in (meta.date, meta.reviewed)
        ):
            continue  # a day that is wrong is reported where it is
        if is_overdue(meta.review_by, site.today) and document.path in published and not meta.archived:
            yield problem(document.at("review_by"), OVERDUE, date=meta.review_by.isoformat())


def _out_of_order(document: Document) -> Iterator[Diagnostic]:
    """Yield a problem for each rule that two dates of the page certainly break; an inherited date breaks none."""
    for rule in document.meta.rules:
        later, earlier = getattr(document.meta, rule.later), getattr(document.meta, rule.earlier)
        if later and earlier and (rule.earlier,) in document.marks and last_day(later) < first_day(earlier):
            values = {"field": rule.later, "value": later.isoformat(), "date": earlier.isoformat()}
            if rule.earlier == "date":
                yield problem(document.at(rule.later), BEFORE, **values)
            else:
                yield problem(document.at(rule.later), ORDER, **values, earlier=rule.earlier)
