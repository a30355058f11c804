"""Pages that are not shown: drafts, pages that wait for their date, and expired pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.parse.place import key
from kbsite.site.shown import HeldBack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kbsite.model import Document, Site


def held_back(site: Site) -> Iterator[HeldBack]:
    """Yield every file of the site that is not shown, by path."""
    by_path = {key(document.path): document for document in site.documents}
    by_address = {document.address: document for document in site.documents if not document.place.original}
    for document in site.documents:
        reason = site.hidden.get(document.path)
        if reason is None:
            continue
        cause = document
        while above := by_path.get(cause.place.original) or by_address.get(cause.place.parent):
            if above.path not in site.hidden:
                break
            cause = above
        yield HeldBack(document.path, reason, _day(cause, reason), cause.path if cause is not document else "")


def _day(document: Document, reason: str) -> date | None:
    comes = document.meta.date.first if document.meta.date else None
    return {"future": comes, "expired": document.meta.expires}.get(reason)
