"""Tables that are shown as lines with strokes, and text that a table took for one of its rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.parse.lost.written import Line, paragraphs
from kbsite.parse.source_text import cells_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.parse.reading import Reading

_RULE = re.compile(r"\|?\s*:?[-–—]+:?\s*(?:\|\s*:?[-–—]+:?\s*)+\|?\s*|\|\s*:?[-–—]{2,}:?\s*\|\s*")
_FRAME = re.compile(r"\+[-=+:]{3,}\+\s*")
_FEWEST = 2


def broken_tables(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each table that was not read as one, and for text that stands right under a table."""
    for paragraph in paragraphs(reading):
        if found := _broken(paragraph.lines):
            line, reason, head, rule = found
            at = reading.source.at(line.at)
            yield problem(at, "broken-table", reason=MessageKey(reason), head=head, rule=rule)
    columns = 0
    inside = False
    for token in reading.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type in ("tbody_open", "tbody_close"):
            inside = token.type == "tbody_open"
        elif token.type == "tr_open" and inside and columns >= _FEWEST and token.map:
            row = token.map[0]
            if "|" not in reading.source.lines[row]:
                at = reading.source.line(row)
                yield problem(at, "broken-table", reason=MessageKey("@table_text"), head=columns, rule=columns)
                inside = False


def _broken(lines: Sequence[Line]) -> tuple[Line, str, int, int] | None:
    """Return the line where a table is broken, why, and how many columns its head and its rule have."""
    for above, line in zip((None, *lines), lines, strict=False):
        if _FRAME.fullmatch(line.text):
            return line, "@table_frame", 0, 0
        if _RULE.fullmatch(line.text) and "|" in line.text:
            head = len(cells_of_row(above.text)) if above and "|" in above.text else 0
            return line, "@table_rule" if head else "@table_head", head, len(cells_of_row(line.text))
    rows = [line for line in lines if _is_row(line.text)]
    in_a_row = any(_is_row(a.text) and _is_row(b.text) for a, b in zip(lines, lines[1:], strict=False))
    if in_a_row or (rows and len(lines) == 1 and lines[0].text.count("|") > _FEWEST):
        return rows[0], "@table_no_rule", len(cells_of_row(rows[0].text)), 0
    return None


def _is_row(line: str) -> bool:
    """Return whether a line looks like a row of a table."""
    line = line.strip()
    return line.count("|") >= _FEWEST and line.startswith("|")
