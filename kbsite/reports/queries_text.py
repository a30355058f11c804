"""The report on what readers asked, as text and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kbsite.diagnostics.printable import printable
from kbsite.reports.queries import VERDICTS
from kbsite.reports.writing import as_object, number

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.queries import AskedGroup, QueriesReport


def as_text(report: QueriesReport, words: Catalogue) -> str:
    """Return the groups by verdict, each with what an editor can do, and how much was left out."""
    out = [
        words.line("asked_heading", queries=number(report.queries, words), lines=number(report.lines, words)) + "\n"
    ]
    for verdict in VERDICTS:
        if found := report.of(verdict):
            out.append(f"\n{words.line(f'asked_{verdict}', count=len(found))}\n")
            out += [_lines(group, words) for group in found]
    if not report.groups:
        out.append(f"\n{words.line('asked_nothing', least=report.least)}\n")
    out.append(f"\n{left_out(report, words)}\n")
    return "".join(out)


def left_out(report: QueriesReport, words: Catalogue) -> str:
    """Return what is not shown, and why, in numbers alone."""
    counted = (
        ("asked_rare", report.rare),
        ("asked_more", report.more),
        ("asked_personal", report.personal),
        ("asked_bots", report.bots),
        ("asked_broken", report.broken),
    )
    parts = [words.line(name, count=number(count, words), least=report.least) for name, count in counted if count]
    return words.line("asked_left_out", parts=", ".join(parts)) if parts else words.line("asked_all_shown")


def said(group: AskedGroup, words: Catalogue) -> str:
    """Return what the search answered, in a sentence: its first hit, what it lacks, what was corrected."""
    parts = []
    if group.corrected:
        parts.append(words.line("asked_became", corrected=group.corrected))
    if group.missing:
        parts.append(words.line("asked_missing", missing=", ".join(f"«{word}»" for word in group.missing)))
    if group.page:
        parts.append(words.line("asked_first", title=group.title or group.page, file=group.file or group.page))
    return "; ".join(parts)


def advice(group: AskedGroup, words: Catalogue) -> tuple[str, ...]:
    """Return what an editor can do, a sentence for each."""
    given = {"file": group.file or group.page, "query": group.query}
    given["missing"] = ", ".join(f"«{word}»" for word in group.missing) or f"«{group.query}»"
    return tuple(words.line(f"asked_do_{deed}", **given) for deed in group.deeds)


def as_json(report: QueriesReport, _words: Catalogue) -> str:
    """Return an object with the numbers of what was read and left out, and the groups."""
    return as_object(asdict(report))


def _lines(group: AskedGroup, words: Catalogue) -> str:
    out = [f"{group.readers:>5}  {group.query}"]
    if group.wordings > 1:
        out[0] += f" {words.line('asked_wordings', count=group.wordings)}"
    out += [
        f"       {line}" for line in (said(group, words), *(f"→ {each}" for each in advice(group, words))) if line
    ]
    return "".join(f"{printable(line)}\n" for line in out)
