"""A page is looked at again when a section that it cites is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Act, Day, Diagnostic, MessageKey, problem
from kbsite.model.lexicon import written_section
from kbsite.site.assemble import language
from kbsite.site.law_watch import law_changes as changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site
    from kbsite.site.law_watch import LawChange

CODE = "changed-law"


def law_changes(site: Site) -> Iterator[Diagnostic]:
    """No section that a page cites was changed after the page's last review."""
    for document in site.pages:
        lang = language(document, site.config)
        for change in changes_of(site, document):
            yield problem(
                change.reference.at,
                CODE,
                law=change.law.name(lang),
                section=written_section(change.locked.section),
                day=Day(change.day.isoformat()),
                by=_act(site, change, lang),
                last=MessageKey("@last_review" if change.reviewed else "@first_published"),
                since=Day(change.since.isoformat()),
                url=change.law.url(change.locked.section),
            )


def _act(site: Site, change: LawChange, lang: str) -> str:
    """Return the act that made a change: its name where it is one of the site's laws, "" where nobody knows it."""
    act = change.locked.by
    return next((law.name(lang) for law in site.config.laws if law.lovdata == act), Act(act) if act else "")
