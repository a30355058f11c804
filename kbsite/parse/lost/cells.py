"""Surplus table cells: text beyond the table's last column, which no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.source_text import cells_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading


def lost_cells(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem at the first surplus cell of each row, unless its surplus cells are empty."""
    columns = 0
    for token in reading.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and columns:
            row = token.map[0]
            line = reading.source.lines[row]
            spare = [(a, b) for a, b in cells_of_row(line)[columns:] if line[a:b].strip()]
            if spare:
                begin = spare[0][0] + len(line[spare[0][0] :]) - len(line[spare[0][0] :].lstrip())
                at = reading.source.at(reading.source.starts[row] + begin)
                text = line[begin : spare[0][1]].strip()
                yield problem(at, "lost-cells", text=text[:60], columns=columns)
