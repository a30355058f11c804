"""A page is looked at again when a section that it cites is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.model.lexicon import written_section
from kbsite.site.assemble import language
from kbsite.site.law_watch import law_changes as changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "changed-law"


def law_changes(site: Site) -> Iterator[Diagnostic]:
    """No section that a page cites was changed after the page's last review."""
    for document in site.pages:
        for change in changes_of(site, document):
            yield problem(
                change.reference.at,
                CODE,
                law=change.law.name(language(document, site.config)),
                section=written_section(change.locked.section),
                day=change.day.isoformat(),
                by=change.locked.by or "?",
                last=MessageKey("@last_review" if change.reviewed else "@first_published"),
                since=change.since.isoformat(),
                url=change.law.url(change.locked.section),
            )
