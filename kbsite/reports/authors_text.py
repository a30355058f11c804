"""The authors report as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.reports.pages import as_mapping, listed
from kbsite.reports.text_table import table
from kbsite.reports.writing import as_object, day, iso, number

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.authors import AuthorsReport


def as_text(report: AuthorsReport, words: Catalogue) -> str:
    """Return a table with a row for each author."""
    rows = [["", *(words.line(name) for name in ("report_pages", "report_newest", "report_overdue"))]]
    rows += [
        [each.author.title, number(len(each.pages), words), iso(each.newest) or "–", number(each.overdue, words)]
        for each in report.authors
    ]
    return f"{words.line('authors_heading', day=day(report.day, words))}\n\n{table(rows)}"


def as_json(report: AuthorsReport, _words: Catalogue) -> str:
    """Return a JSON object with day and authors: each with profile, newest, overdue and pages."""
    authors = [
        {
            **as_mapping(each.author),
            "newest": iso(each.newest),
            "overdue": each.overdue,
            "pages": listed(each.pages),
        }
        for each in report.authors
    ]
    return as_object({"day": report.day.isoformat(), "authors": authors})
