"""Malformed tables shown as lines with pipes, and text that a table took as one of its rows."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.parse.lost.written import Line, begins, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.parse.reading import Reading

_CELL_OF_A_RULE = re.compile(r"[ \t]*:?[-–—]+:?[ \t]*")
_FRAME = re.compile(r"\+[-=+:]{3,}\+\s*")
_COLUMNS = (re.compile(r"(?<=\S)\t+(?=\S)"), re.compile(r"(?<=\S) {3,}(?=\S)"))
"""What divides the cells of a table that was copied from another program."""

_AFTER_SEMICOLON = re.compile(r";\s*\w+\s+\w+\s+\w+|;\s|&\w+;")
"""What stands behind the semicolon of a sentence, or ends with one."""

_FEWEST = 2
_TOKENS = 3
"""The number of tokens of a paragraph."""


def broken_tables(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each malformed table, and for text directly below a table."""
    last = -1
    for paragraph in paragraphs(reading):
        if found := _broken(paragraph.lines):
            line, reason = found
            if last < 0 or paragraph.index != last + _TOKENS:  # what follows is part of the same table
                yield problem(reading.source.at(line.at), "broken-table", reason=MessageKey(reason))
            last = paragraph.index
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
                at = begins(reading, row)
                yield problem(at, "broken-table", reason=MessageKey("@table_text"))
                inside = False


def _broken(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Return the line where a table is malformed, and the message key of the reason."""
    for above, line in zip((None, *lines), lines, strict=False):
        if _FRAME.fullmatch(line.text):
            return line, "@table_frame"
        if _is_rule(line.text):
            return line, "@table_rule" if above and "|" in above.text else "@table_head"
    rows = [line for line in lines if _is_row(line.text)]
    in_a_row = any(_is_row(a.text) and _is_row(b.text) for a, b in itertools.pairwise(lines))
    if in_a_row or (rows and len(lines) == 1 and lines[0].text.count("|") > _FEWEST):
        return rows[0], "@table_no_rule"
    return _pasted(lines)


def _pasted(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Return the first of two lines in a row that are divided alike, as a spreadsheet or an e-mail leaves them."""
    for columns in _COLUMNS:
        counts = [len(columns.findall(line.text.strip())) for line in lines]
        for line, (count, following) in zip(lines, itertools.pairwise(counts), strict=False):
            if count == following > 0:
                return line, "@table_pasted"
    counts = [line.text.count(";") if not _AFTER_SEMICOLON.search(line.text) else 0 for line in lines]
    if len(lines) > _FEWEST and counts[0] >= _FEWEST and len(set(counts)) == 1:
        return lines[0], "@table_pasted"
    return None


def _is_rule(line: str) -> bool:
    """Return whether a line is a delimiter row: only hyphens and colons in its cells."""
    cells = line.strip().strip("|").split("|") if "|" in line else []
    return bool(cells) and all(_CELL_OF_A_RULE.fullmatch(cell) for cell in cells)


def _is_row(line: str) -> bool:
    """Return whether a line looks like a row of a table."""
    line = line.strip()
    return line.count("|") >= _FEWEST and line.startswith("|")
