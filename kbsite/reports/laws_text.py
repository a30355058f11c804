"""The laws report as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.reports.pages import listed
from kbsite.reports.text_table import table
from kbsite.reports.writing import as_object, day, number

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.laws import LawsReport


def as_text(report: LawsReport, words: Catalogue) -> str:
    """Return a table of laws and sections with their number of pages, and the number of laws without any."""
    rows: list[list[str]] = [["", words.line("report_pages")]]
    for law in report.laws:
        if law.pages:
            rows += [[], [law.title.in_language(words.language), number(len(law.pages), words)]]
            rows += [[f"  § {each.section}", number(len(each.pages), words)] for each in law.sections]
    unused = sum(not law.pages for law in report.laws)
    heading = words.line("laws_heading", day=day(report.day, words))
    last = f"\n{words.line('laws_unused', count=unused)}\n" if unused else ""
    return f"{heading}\n\n{table(rows)}{last}"


def as_json(report: LawsReport, words: Catalogue) -> str:
    """Return a JSON object with day and laws: id, title, pages and sections (section, pages)."""
    laws = [
        {
            "id": law.id,
            "title": law.title.in_language(words.language),
            "pages": listed(law.pages),
            "sections": [{"section": each.section, "pages": listed(each.pages)} for each in law.sections],
        }
        for law in report.laws
    ]
    return as_object({"day": report.day.isoformat(), "laws": laws})
