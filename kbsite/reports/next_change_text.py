"""The next-change report: the day alone on a line, for scripts, with a note on what changes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kbsite.reports.pages import as_mapping
from kbsite.reports.writing import as_object, iso

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.next_change import NextChange

_NORWAY = ZoneInfo("Europe/Oslo")


def as_text(report: NextChange, _words: Catalogue) -> str:
    """Return the day as YYYY-MM-DD, and nothing where there is none."""
    return f"{report.next.isoformat()}\n" if report.next else ""


def note(report: NextChange, words: Catalogue) -> str:
    """Return the changes of that day, a line for each page, or a line that there is none."""
    if not report.changes:
        return words.line("next_never") + "\n"
    return "".join(f"{words.line(f'next_{each.what}', file=each.page.file)}\n" for each in report.changes)


def as_json(report: NextChange, _words: Catalogue) -> str:
    """Return a JSON object with day, next, at and changes: pages with what.

    `next` is the day, and `at` the moment at which it begins in Norway; both are null where there is none.
    """
    changes = [{"what": each.what, **as_mapping(each.page)} for each in report.changes]
    return as_object(
        {"day": report.day.isoformat(), "next": iso(report.next), "at": _begins(report.next), "changes": changes}
    )


def _begins(day: datetime.date | None) -> str | None:
    return datetime.datetime.combine(day, datetime.time(), _NORWAY).isoformat() if day else None
