"""Rows of cells → an aligned plain-text table for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP = "  "


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows with the first column left-aligned and the others right-aligned, each as wide as its cells.

    A row of one cell is a title and does not widen the column; an empty row is an empty line.
    """
    rows = [[printable(cell) for cell in row] for row in rows]
    full = [row for row in rows if len(row) > 1]
    widths = [max(len(row[column]) for row in full) for column in range(len(full[0]))]
    lines = []
    for row in rows:  # a title has the first cell alone
        sized = zip(row, widths, strict=False)
        lines.append(_GAP.join(cell.rjust(n) if i else cell.ljust(n) for i, (cell, n) in enumerate(sized)).rstrip())
    return "".join(f"{line}\n" for line in lines)
