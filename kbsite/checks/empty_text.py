"""A page without text helps nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "empty-text"


def empty_text(site: Site) -> Iterator[Diagnostic]:
    """Every page has text, or is a draft; sections have checks of their own, and an author needs none."""
    for document in site.documents:
        body = document.body
        filled = any(section.html for section in body.sections)
        if document.meta.needs_text and not document.meta.sections and not document.meta.draft and not filled:
            last = max((at.line for at in document.marks.values()), default=1)
            yield problem(Location(document.path, last), CODE)
