"""The checks of the whole site, one file each: Site → Diagnostics.

A file in this folder whose function of the same name takes a site and yields problems is a check: it is found here
and needs no other line. The severity of each code is in `diagnostics.CODES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

Check = Callable[["Site"], Iterable["Diagnostic"]]

NOT_OF_A_BUILD = (
    "copied_files",
    "external",
    "file_names",
    "lost_addresses",
    "outside_links",
    "private_names",
    "spelling",
)
"""Modules of this folder that are no checks of a site: they check files, or run only with an option."""


def _checks() -> dict[str, Check]:
    names = sorted(module.name for module in iter_modules(__path__) if module.name not in NOT_OF_A_BUILD)
    return {name: getattr(import_module(f"{__name__}.{name}"), name) for name in names}


CHECKS = _checks()
"""Every check by its name; their order does not matter, for problems are sorted by place before they are shown."""

CHECKS_OF_VIEW = (
    "addresses",
    "best_bets",
    "dates",
    "front_questions",
    "law_changes",
    "law_sections",
    "links",
    "settings_links",
    "settings_pictures",
    "translations",
    "unused",
    "written_addresses",
)
"""The checks that depend on which pages are shown."""


CHECKS_OF_DOCUMENT = (
    "abbreviations",
    "chosen_forms",
    "empty_text",
    "headings",
    "long_sentences",
    "pasted",
    "placeholders",
    "repeated_title",
    "short_answers",
    "vague_alt",
    "vague_headings",
    "vague_links",
    "written_standard",
)
"""The checks that read each document by itself, and besides it the configuration alone.

What they find is a function of those two, so it stays the same while they do.
"""


def check(site: Site) -> tuple[Diagnostic, ...]:
    """Return all problems of a site that parsing does not find."""
    return (*check_documents(site), *check_whole(site))


def check_documents(site: Site) -> tuple[Diagnostic, ...]:
    """Return the problems that a document shows by itself, each in the file of its document."""
    return tuple(found for name in CHECKS_OF_DOCUMENT for found in CHECKS[name](site))


def check_whole(site: Site) -> tuple[Diagnostic, ...]:
    """Return the problems that only the whole site shows."""
    return tuple(found for name, each in CHECKS.items() if name not in CHECKS_OF_DOCUMENT for found in each(site))


def check_view(site: Site) -> tuple[Diagnostic, ...]:
    """Return the problems that depend on the view of a site, for a view that shows other pages."""
    return tuple(found for name in CHECKS_OF_VIEW for found in CHECKS[name](site))


def without_disabled(problems: Iterable[Diagnostic], site: Site) -> tuple[Diagnostic, ...]:
    """Return the problems that neither the site nor their page has disabled."""
    off = {each.path: each.meta.warnings_off for each in site.documents if each.meta.warnings_off}
    return tuple(
        each
        for each in problems
        if each.code not in site.config.warnings_off and each.code not in off.get(each.location.file, ())
    )
