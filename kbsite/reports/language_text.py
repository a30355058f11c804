"""The language report as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import MessageKey
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.reports.language import LIMIT
from kbsite.reports.text_table import table
from kbsite.reports.writing import as_object, day, number

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.language import Count, LanguageReport


def as_text(report: LanguageReport, words: Catalogue) -> str:
    """Return the report as an aligned table and a sentence on whether the legal minimum is reached."""
    head = [words.line(f"report_{name}") for name in ("pages", "words", "nb", "nn", "others")]
    groups = [
        ("", [(words.line("report_all"), report.total)]),
        (words.line("report_kinds"), [(title(count, words), count) for count in report.kinds]),
        (words.line("report_themes"), [(title(count, words), count) for count in report.themes]),
    ]
    rows = [["", *head]]
    for group, counts in groups:
        rows += [[], [group]] if group else []
        rows += [[name, *_cells(count, words)] for name, count in counts]
    heading = words.line("report_heading", day=day(report.day, words))
    return f"{heading}\n\n{table(rows)}\n{verdict(report, words)}"


def as_json(report: LanguageReport, words: Catalogue) -> str:
    """Return a JSON object with day, limit, lesser, total, kinds and themes; shares are between 0 and 1."""
    total = report.total
    data = {
        "day": report.day.isoformat(),
        "limit": LIMIT / 100,
        "lesser": {"language": total.lesser, "share": _share(total, total.lesser), "reached": report.reached},
        "total": _object(total, words),
        "kinds": [_object(count, words) for count in report.kinds],
        "themes": [_object(count, words) for count in report.themes],
    }
    return as_object(data)


def verdict(report: LanguageReport, words: Catalogue) -> str:
    """Return whether the legal minimum is reached, and the words in other languages: a line each."""
    total = report.total
    lines = []
    if total.norwegian:
        name = "report_reached" if report.reached else "report_not_reached"
        lesser, share = MessageKey(f"@standard_{total.lesser}"), percent(total, total.lesser, words)
        lines.append(words.line(name, lesser=lesser, share=share, limit=LIMIT))
    if total.others:
        listed = ", ".join(f"{language} {number(count, words)}" for language, count in total.others)
        lines.append(words.line("report_other_languages", languages=listed))
    return "".join(f"{line}\n" for line in lines)


def _cells(count: Count, words: Catalogue) -> list[str]:
    others = sum(found for _, found in count.others)
    return [
        number(count.pages, words),
        number(count.norwegian, words),
        *(percent(count, language, words) for language in LANGUAGES),
        number(others, words),
    ]


def title(count: Count, words: Catalogue) -> str:
    """Return the label of a row: a kind, a theme, or "none"."""
    return count.title.in_language(words.language) or words.line("report_no_theme")


def percent(count: Count, language: str, words: Catalogue) -> str:
    """Return the share of a language, with one decimal."""
    if not count.norwegian:
        return "–"
    share = f"{count.tenths(language) / 10:.1f}"
    return f"{share}%" if words.language == "en" else f"{share.replace('.', ',')} %"


def _share(count: Count, language: str) -> float | None:
    return round(count.words(language) / count.norwegian, 4) if count.norwegian else None


def _object(count: Count, words: Catalogue) -> dict[str, Any]:
    return {
        "id": count.id,
        "title": count.title.in_language(words.language),
        "pages": count.pages,
        "words": {**dict.fromkeys(LANGUAGES, 0), **dict(count.by_language)},
        "share": {language: _share(count, language) for language in LANGUAGES},
    }
