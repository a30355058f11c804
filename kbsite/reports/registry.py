"""Every report by its name: how it is computed from a site, and how it is formatted as text and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbsite.reports import (
    authors_text,
    changed_pages_text,
    language_text,
    laws_text,
    links_text,
    next_change_text,
    stale_text,
    themes_text,
)
from kbsite.reports.authors import authors_report
from kbsite.reports.changed_pages import changed_pages
from kbsite.reports.language import language_report
from kbsite.reports.laws import laws_report
from kbsite.reports.links import links_report
from kbsite.reports.next_change import next_change
from kbsite.reports.stale import stale_report
from kbsite.reports.themes import themes_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kbsite.diagnostics.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Report:
    """How a report is computed from a site, and how it is formatted as text and as JSON.

    `make` takes the site, and the report's own options by keyword. `note` is printed next to the result, and
    `failing` whether the report finds something that must be acted on.
    """

    make: Callable[..., Any]
    text: Callable[[Any, Catalogue], str]
    json: Callable[[Any, Catalogue], str]
    note: Callable[[Any, Catalogue], str] = lambda _report, _words: ""
    failing: Callable[[Any], bool] = lambda _report: False


REPORTS: Mapping[str, Report] = {
    "stale": Report(
        stale_report, stale_text.as_text, stale_text.as_json, failing=lambda report: bool(report.overdue)
    ),
    "next-change": Report(
        next_change, next_change_text.as_text, next_change_text.as_json, note=next_change_text.note
    ),
    "changed-pages": Report(changed_pages, changed_pages_text.as_text, changed_pages_text.as_json),
    "language": Report(language_report, language_text.as_text, language_text.as_json),
    "links": Report(links_report, links_text.as_text, links_text.as_json),
    "laws": Report(laws_report, laws_text.as_text, laws_text.as_json),
    "authors": Report(authors_report, authors_text.as_text, authors_text.as_json),
    "themes": Report(themes_report, themes_text.as_text, themes_text.as_json),
}
"""Every report, by the name that the command line uses."""
