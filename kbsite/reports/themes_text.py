"""The themes report as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import MessageKey
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.reports.pages import listed
from kbsite.reports.text_table import table
from kbsite.reports.themes import FEW
from kbsite.reports.writing import as_object, day, iso, number

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.themes import ThemeCount, ThemesReport


def as_text(report: ThemesReport, words: Catalogue) -> str:
    """Return a table of themes by kind, written standard and age, then what is missing in each thin one."""
    kinds = [kind for kind in report.kinds if any(dict(theme.kinds)[kind.kind] for theme in report.themes)]
    names = [kind.many.in_language(words.language) for kind in kinds]
    rest = [words.line(f"report_{name}") for name in (*LANGUAGES, "newest", "overdue")]
    rows = [["", words.line("report_pages"), *names, *rest]]
    for theme in report.themes:
        counts = [dict(theme.kinds)[kind.kind] for kind in kinds] + [count for _, count in theme.languages]
        cells = [number(count, words) for count in (len(theme.pages), *counts)]
        rows.append([title(theme, words), *cells, iso(theme.newest) or "–", number(theme.overdue, words)])
    heading = words.line("themes_heading", day=day(report.day, words))
    return f"{heading}\n\n{table(rows)}\n{_thin(report, words)}"


def as_json(report: ThemesReport, words: Catalogue) -> str:
    """Return day, months and themes: each with id, title, kinds, languages, newest, overdue, thin and pages."""
    themes = [_object(theme, words) for theme in report.themes]
    return as_object({"day": report.day.isoformat(), "months": report.months, "themes": themes})


def _thin(report: ThemesReport, words: Catalogue) -> str:
    thin = [theme for theme in report.themes if theme.thin]
    if not thin:
        return words.line("themes_no_thin") + "\n"
    out = [words.line("themes_thin") + "\n"]
    for theme in thin:
        wants = ", ".join(wanting(code, report, words) for code in theme.thin)
        out.append(f"  {title(theme, words)}: {wants}\n")
    return "".join(out)


def wanting(code: str, report: ThemesReport, words: Catalogue) -> str:
    """Return the words for one of the codes in `thin`."""
    if code == "few":
        return words.line("thin_few", count=FEW)
    if code == "old":
        return words.line("thin_old", months=report.months)
    name = code.removeprefix("no-")
    if name in LANGUAGES:
        return words.line("thin_no_language", what=MessageKey(f"@standard_{name}"))
    many = {kind.kind: kind.many.in_language(words.language) for kind in report.kinds}
    return words.line("thin_none", what=f"«{many[name]}»")


def title(theme: ThemeCount, words: Catalogue) -> str:
    """Return a theme's title in the language of a catalogue."""
    return theme.title.in_language(words.language)


def _object(theme: ThemeCount, words: Catalogue) -> dict[str, Any]:
    return {
        "id": theme.id,
        "title": title(theme, words),
        "kinds": dict(theme.kinds),
        "languages": dict(theme.languages),
        "newest": iso(theme.newest),
        "overdue": theme.overdue,
        "thin": list(theme.thin),
        "pages": listed(theme.pages),
    }
