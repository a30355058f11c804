"""Dates make sense together, and reviews are held when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.site.review import is_overdue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

BEFORE = "updated-before-date"
OVERDUE = "review-overdue"


def dates(site: Site) -> Iterator[Diagnostic]:
    """A page is updated and reviewed after it was published, and its review is not overdue."""
    published = {document.path for document in site.pages}
    for document in site.documents:
        meta = document.meta
        for name in ("updated", "reviewed"):
            day = getattr(meta, name)
            if day and meta.date and ("date",) in document.marks and day < meta.date and document.sound:
                values = {"field": name, "value": day.isoformat(), "date": meta.date.isoformat()}
                yield problem(document.at(name), BEFORE, **values)
        if meta.review_by and is_overdue(meta.review_by, site.today) and document.path in published:
            yield problem(document.at("review_by"), OVERDUE, date=meta.review_by.isoformat())
