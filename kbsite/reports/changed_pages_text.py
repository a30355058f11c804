"""The report on changed pages as Markdown, for a comment on a pull request, and as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from kbsite.diagnostics.printable import printable
from kbsite.reports.changed_pages import link
from kbsite.reports.pages import as_mapping
from kbsite.reports.writing import as_object, iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.reports.changed_pages import ChangedPages, Hidden
    from kbsite.reports.pages import Page

MARK = "<!-- kbsite report changed-pages -->"
"""The first line, by which a pipeline finds its own comment again."""

MOST = 50
"""So many lines of each sort are written: a comment has a limit, and a reader too."""

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:$=^/\"'])")
_CALLS = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)")


def as_text(report: ChangedPages, words: Catalogue) -> str:
    """Return Markdown; what authors wrote in it is text alone: it links nothing, and calls nobody."""
    return f"{MARK}\n" + "\n".join(_lines(report, words)) + "\n"


def _lines(report: ChangedPages, words: Catalogue) -> Iterator[str]:
    if report.nothing:
        yield words.line("changed_nothing")
        return
    if report.new or report.changed:
        yield words.line("changed_head")
        yield ""
        new = [f"- {_linked(report, each)} ({words.line('changed_new')})" for each in report.new]
        yield from _most([*new, *(f"- {_linked(report, each)}" for each in report.changed)], words)
    else:
        yield words.line("changed_no_page")
    for name, lines in (
        ("changed_hidden", [f"- {_code(each.file)}: {_why(each, words)}" for each in report.hidden]),
        ("changed_gone", [f"- {_plain(each.title)}: {_code(each.address)}" for each in report.gone]),
        ("changed_shared", [f"- {_code(path)}" for path in report.shared]),
    ):
        if lines:
            yield from ("", words.line(name), "", *_most(lines, words))


def as_json(report: ChangedPages, _words: Catalogue) -> str:
    """Return a JSON object with day, preview, new, changed, gone (pages), hidden and shared."""

    def pages(found: Sequence[Page]) -> list[dict[str, object]]:
        return [{**as_mapping(each), "preview": link(report, each)} for each in found]

    hidden = [{"file": each.file, "reason": each.reason, "day": iso(each.day)} for each in report.hidden]
    return as_object(
        {
            "day": report.day.isoformat(),
            "preview": report.preview,
            "new": pages(report.new),
            "changed": pages(report.changed),
            "gone": [as_mapping(each) for each in report.gone],
            "hidden": hidden,
            "shared": list(report.shared),
        }
    )


def _most(lines: list[str], words: Catalogue) -> Iterator[str]:
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"- {words.line('changed_more', count=len(lines) - MOST)}"


def _linked(report: ChangedPages, each: Page) -> str:
    where = link(report, each)
    if not report.preview:
        return f"{_plain(each.title)}: {_code(where)}"
    return f"[{_plain(each.title)}]({quote(where, safe=':/?=&%')})"


def _why(each: Hidden, words: Catalogue) -> str:
    day = {"day": each.day.isoformat()} if each.day else {}
    return words.line(f"held_{each.reason}_one", **day)


def _plain(text: str) -> str:
    """Return Markdown that shows a text as it is; a name after @ or a number after # gets a sign without width."""
    return _MARKS.sub(r"\\\1", _CALLS.sub("\u200c", printable(text)))


def _code(text: str) -> str:
    """Return a text as code, whatever backquotes are in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{space}{printable(text)}{space}{'`' * (longest + 1)}"
