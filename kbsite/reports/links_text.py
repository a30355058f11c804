"""The links report as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.reports.pages import as_mapping, lines, listed
from kbsite.reports.writing import as_object, day, number

if TYPE_CHECKING:
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.links import LinksReport


def as_text(report: LinksReport, words: Catalogue) -> str:
    """Return the orphans, the dead ends and the most linked pages, each under a heading with its number."""
    pages = number(report.pages, words)
    out = [words.line("links_heading", day=day(report.day, words), pages=pages) + "\n"]
    for name, found in (("links_orphans", report.orphans), ("links_dead_ends", report.dead_ends)):
        out.append(f"\n{words.line(name, count=number(len(found), words))}\n")
        out += [lines(each) for each in found]
    out.append(f"\n{words.line('links_most')}\n")
    out += [lines(each.page, f"{number(each.count, words):>5}  ") for each in report.most_linked]
    return "".join(out)


def as_json(report: LinksReport, _words: Catalogue) -> str:
    """Return a JSON object with day, pages, orphans, dead_ends and most_linked (pages with count)."""
    return as_object(
        {
            "day": report.day.isoformat(),
            "pages": report.pages,
            "orphans": listed(report.orphans),
            "dead_ends": listed(report.dead_ends),
            "most_linked": [{"count": each.count, **as_mapping(each.page)} for each in report.most_linked],
        }
    )
