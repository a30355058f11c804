"""The checks of the whole site, one file each: Site → Diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.checks.addresses import addresses
from kbsite.checks.best_bets import best_bets
from kbsite.checks.chapters import chapters
from kbsite.checks.dates import dates
from kbsite.checks.empty_text import empty_text
from kbsite.checks.headings import headings
from kbsite.checks.links import links
from kbsite.checks.models import models
from kbsite.checks.names import names
from kbsite.checks.pictures import pictures
from kbsite.checks.standard import standard
from kbsite.checks.unused import unused

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CHECKS = (
    addresses,
    best_bets,
    chapters,
    names,
    dates,
    empty_text,
    headings,
    links,
    models,
    pictures,
    standard,
    unused,
)
"""Every check, in no particular order: problems are sorted by place before they are shown."""


def check(site: Site) -> tuple[Diagnostic, ...]:
    """Return all problems that only the whole site shows."""
    return tuple(found for each in CHECKS for found in each(site))
