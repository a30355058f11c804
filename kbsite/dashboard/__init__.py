"""The editors' dashboard: what the reports say of a site, as one page that works by itself and is not published."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from kbsite.dashboard.board import Board, board
from kbsite.render import environment

if TYPE_CHECKING:
    from kbsite.diagnostics import Fault
    from kbsite.history import History
    from kbsite.messages import Catalogue
    from kbsite.model import Site

__all__ = ["Board", "board", "dashboard"]


def dashboard(site: Site, lives: History, fault: Fault | None, words: Catalogue) -> bytes:
    """Return the page: HTML with its style in it, no script, and a policy under which it can fetch nothing.

    `fault` is why git's history cannot be had, where it is known.
    """
    style = _own("dashboard.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment(lambda name: (_own(name), f"kbsite/dashboard/{name}", None)).get_template("index.html")
    shown = board(site, lives, fault, words)
    html = template.render(board=shown, style=style, digest=digest, say=words.line, lang=words.language)
    return html.encode("utf-8")


def _own(name: str) -> str:
    return (files("kbsite") / "dashboard" / name).read_text(encoding="utf-8")
