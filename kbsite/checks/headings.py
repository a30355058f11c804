"""Headings make a tree under the page's title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

TITLE = "title-in-text"
SKIPPED = "skipped-heading"


def headings(site: Site) -> Iterator[Diagnostic]:
    """The text has no heading of the first level, and goes down one level at a time."""
    for document in site.documents:
        for section in document.body.sections:
            top = 1 if all(spec.keeps_heading for spec in document.meta.sections) else 2
            before = top
            for heading in section.headings:
                if heading.level == 1:
                    yield problem(heading.at, TITLE, heading=heading.text)
                elif heading.level > before + 1:
                    yield problem(
                        heading.at,
                        SKIPPED,
                        heading=heading.text,
                        before=before,
                        level=heading.level,
                        marks="#" * (before + 1),
                    )
                before = max(heading.level, 1)
