"""The sections that a page cites are in their law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.model.law_lock import MISSING, REPEALED
from kbsite.model.lexicon import written_section
from kbsite.site.assemble import language
from kbsite.site.law_watch import lost_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "lost-section"

_STATES = {REPEALED: MessageKey("@section_repealed"), MISSING: MessageKey("@section_missing")}


def law_sections(site: Site) -> Iterator[Diagnostic]:
    """No page cites a section that is repealed or missing, or whose contents have got another number."""
    for document in site.pages:
        for lost in lost_sections(site, document):
            yield problem(
                lost.reference.at,
                CODE,
                law=lost.law.name(language(document, site.config)),
                section=written_section(lost.locked.section),
                state=_STATES.get(lost.locked.state, MessageKey("@section_moved")),
                near=written_section(lost.locked.moved_to),
                url=lost.law.url(),
            )
