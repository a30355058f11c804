"""The editors' dashboard: all reports of a site on self-contained HTML pages, which are not published."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from kbsite.diagnostics.printable import printable
from kbsite.render.templates import environment
from kbsite.reports.dashboard.board import board
from kbsite.reports.dashboard.figures import Board
from kbsite.reports.writing import number

if TYPE_CHECKING:
    from kbsite.diagnostics import EnvironmentFault
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site
    from kbsite.reports.queries import QueriesReport
    from kbsite.site.history import History

__all__ = ["Board", "board", "dashboard"]


def dashboard(
    site: Site,
    lives: History,
    fault: EnvironmentFault | None,
    words: Catalogue,
    asked: QueriesReport | None = None,
) -> dict[str, bytes]:
    """Return the page and those of its long lists, by the names of their files.

    They are HTML with inline style, no script, and a content security policy that blocks all requests.

    `fault` is why git's history is not available, where it is not; `asked` is what readers asked, where that is
    known.
    """
    style = _own("dashboard.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    templates = environment(lambda name: (_own(name), f"kbsite/dashboard/{name}", None))
    templates.finalize = _shown
    shown = board(site, lives, fault, words, asked)
    common = {"board": shown, "style": style, "digest": digest, "say": words.line, "lang": words.language}
    common["number"] = lambda count: number(count, words)
    pages = {"index.html": templates.get_template("index.html").render(common)}
    template = templates.get_template("list.html")
    for each in shown.lists:
        for name, first, last in each.pages:
            pages[name] = template.render(common, list=each, part=each.part(first, last), own=name)
    return {name: html.encode("utf-8") for name, html in pages.items()}


def _shown(value: object) -> object:
    """Return a value as it is shown; what is HTML already stays as it is."""
    return printable(value, breaks=True) if type(value) is str else value


def _own(name: str) -> str:
    return (files("kbsite.reports.dashboard") / name).read_text(encoding="utf-8")
