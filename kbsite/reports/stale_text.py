"""The stale report as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.reports.pages import as_mapping, lines
from kbsite.reports.writing import as_object, day

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.stale import Due, StaleReport


def as_text(report: StaleReport, words: Catalogue) -> str:
    """Return the pages under two headings, each with its day, its file, its title, its owners and its address."""
    out = [words.line("stale_heading", day=day(report.day, words), days=report.days) + "\n"]
    groups = (
        ("stale_overdue", report.overdue),
        ("stale_soon", report.soon),
        ("stale_translations", report.translations),
    )
    for name, found in groups:
        if found:
            out.append(f"\n{words.line(name, count=len(found))}\n")
            out += [lines(due.page, f"{due.day.isoformat()}  ") for due in found]
    if report.laws:
        out.append(f"\n{words.line('stale_laws', count=len({due.page.file for due in report.laws}))}\n")
        out += [lines(due.page, f"{due.day.isoformat()}  ", f"{due.law} § {due.section}") for due in report.laws]
    if not (report.laws or any(found for _, found in groups)):
        out.append(f"\n{words.line('stale_none')}\n")
    return "".join(out)


def as_json(report: StaleReport, _words: Catalogue) -> str:
    """Return an object with day, days, overdue, soon, translations, laws: pages with due and by.

    Those of laws also have law, section and act.
    """
    return as_object(
        {
            "day": report.day.isoformat(),
            "days": report.days,
            "overdue": [_object(due) for due in report.overdue],
            "soon": [_object(due) for due in report.soon],
            "translations": [_object(due) for due in report.translations],
            "laws": [_object(due) for due in report.laws],
        }
    )


def _object(due: Due) -> dict[str, Any]:
    law = {"law": due.law, "section": due.section, "act": due.act} if due.law else {}
    return {"due": due.day.isoformat(), "by": due.by, **law, **as_mapping(due.page)}
