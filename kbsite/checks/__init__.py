"""The checks of the whole site, one file each: Site → Diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.checks.abbreviations import abbreviations
from kbsite.checks.addresses import addresses
from kbsite.checks.best_bets import best_bets
from kbsite.checks.chapters import chapters
from kbsite.checks.dates import dates
from kbsite.checks.empty_text import empty_text
from kbsite.checks.headings import headings
from kbsite.checks.links import links
from kbsite.checks.long_sentences import long_sentences
from kbsite.checks.models import models
from kbsite.checks.names import names
from kbsite.checks.pictures import pictures
from kbsite.checks.unused import unused
from kbsite.checks.vague_headings import vague_headings
from kbsite.checks.vague_links import vague_links
from kbsite.checks.written_standard import written_standard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CHECKS_OF_VIEW = (addresses, best_bets, dates, links, unused)
"""The checks that depend on which pages are shown."""

CHECKS = (
    *CHECKS_OF_VIEW,
    abbreviations,
    chapters,
    names,
    empty_text,
    headings,
    long_sentences,
    models,
    pictures,
    written_standard,
    vague_headings,
    vague_links,
)
"""Every check, in no particular order: problems are sorted by place before they are shown."""


def check(site: Site) -> tuple[Diagnostic, ...]:
    """Return all problems that only the whole site shows."""
    return tuple(found for each in CHECKS for found in each(site))


def check_view(site: Site) -> tuple[Diagnostic, ...]:
    """Return the problems that another view of a site may have: one that shows other pages."""
    return tuple(found for each in CHECKS_OF_VIEW for found in each(site))


def without_disabled(problems: Iterable[Diagnostic], site: Site) -> tuple[Diagnostic, ...]:
    """Return those problems that neither the site nor the page that they are in has switched off."""
    off = {each.path: each.meta.warnings_off for each in site.documents if each.meta.warnings_off}
    return tuple(
        each
        for each in problems
        if each.code not in site.config.warnings_off and each.code not in off.get(each.location.file, ())
    )
