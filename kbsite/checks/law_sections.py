"""The sections that pages and definitions cite are in their law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.model.law_lock import MISSING, REPEALED
from kbsite.model.lexicon import written_section
from kbsite.site.assemble import language
from kbsite.site.law_watch import lost_in_definitions, lost_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site
    from kbsite.site.law_watch import LostSection

CODE = "lost-section"

_STATES = {REPEALED: MessageKey("@section_repealed"), MISSING: MessageKey("@section_missing")}


def law_sections(site: Site) -> Iterator[Diagnostic]:
    """No page or definition cites a section that is repealed or missing, or whose contents have another number."""
    for document in site.pages:
        for lost in lost_sections(site, document):
            yield _problem(lost, language(document, site.config))
    for lost in lost_in_definitions(site):
        yield _problem(lost, site.config.language)


def _problem(lost: LostSection, lang: str) -> Diagnostic:
    return problem(
        lost.reference.at,
        CODE,
        law=lost.law.name(lang),
        section=written_section(lost.locked.section),
        state=_STATES.get(lost.locked.state, MessageKey("@section_moved")),
        near=written_section(lost.locked.moved_to),
        url=lost.law.url(),
    )
