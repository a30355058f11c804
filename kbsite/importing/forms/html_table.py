"""A table of data → Markdown; a table that only lays out a page → nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

_MOST = 300
"""The longest text of a cell of data, in characters."""

_LAYOUT = "p + p, div, h1, h2, h3, ul, ol, img, form"


def table(node: LexborNode, escape: Callable[[str], str]) -> str:
    """Return the Markdown of a table with two or more rows and columns of short cells; else ""."""
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    spans = any(cell.attributes.get("colspan") or cell.attributes.get("rowspan") for row in rows for cell in row)
    nested = any(each.mem_id != node.mem_id for each in node.css("table"))
    if len(rows) < 2 or width < 2 or spans or nested or node.css_first(_LAYOUT):
        return ""
    texts = [[" ".join(cell.text(deep=True, separator=" ").split()) for cell in row] for row in rows]
    if any(len(text) > _MOST for row in texts for text in row):
        return ""
    lines = ["| " + " | ".join([*map(escape, row), *[""] * (width - len(row))]) + " |" for row in texts]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
