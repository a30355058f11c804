"""Every page has text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "empty-text"


def empty_text(site: Site) -> Iterator[Diagnostic]:
    """Every page has text, or is a draft; sections have checks of their own, and an author needs none.

    A file with unreadable fields is skipped: that problem comes first.
    """
    for document in site.documents:
        body = document.body
        filled = any(section.blocks or section.text for section in body.sections)
        meta = document.meta
        has_fields = len(document.marks) > 1
        if (
            has_fields
            and meta.needs_text
            and not any(spec.required for spec in meta.sections)
            and not meta.draft
            and not filled
        ):
            last = max((at.line for at in document.marks.values()), default=1)
            yield problem(Location(document.path, last), CODE)
