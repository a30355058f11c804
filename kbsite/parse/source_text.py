"""Positions in the source: offsets, lines and columns, and the trace of a block's content."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.common.utils import MD_TRIM_CHARS

from kbsite.diagnostics import Location
from kbsite.parse.columns import Columns, in_file

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = re.compile(r"[\s>]*")
_MARKS_OF_HEAD = re.compile(r"(?:[\s>]|[-+*:~]\s|\d{1,9}[.)]\s|\[\^[^\]\s]+\]:)*")
"""Markers before a table's row: those of quotations; before its first row also of lists and footnotes."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A body that begins on line `first_line` of `file`; offsets count its characters from 0.

    `columns` are the original columns of lines that lost characters.
    """

    file: str
    first_line: int
    text: str
    columns: Columns = field(default_factory=dict)
    lines: tuple[str, ...] = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines = tuple(self.text.split("\n"))
        starts, start = [], 0
        for line in lines:
            starts.append(start)
            start += len(line) + 1
        object.__setattr__(self, "lines", lines)
        object.__setattr__(self, "starts", tuple(starts))

    def at(self, offset: int) -> Location:
        """Return the location of the character at `offset`."""
        line = self.line_of(offset)
        at = Location(self.file, self.first_line + line, offset - self.starts[line] + 1)
        return in_file(at, self.columns) if self.columns else at

    def line(self, index: int) -> Location:
        """Return the location of the first character of a line that is no blank; lines count from 0."""
        text = self.lines[index] if index < len(self.lines) else ""
        at = Location(self.file, self.first_line + index, len(text) - len(text.lstrip()) + 1)
        return in_file(at, self.columns)

    def line_of(self, offset: int) -> int:
        """Return the line, counted from 0, of the character at `offset`."""
        return bisect_right(self.starts, offset) - 1


@dataclass(frozen=True, slots=True)
class Trace:
    """A map from offsets of a text to offsets of the source: the piece at `starts[i]` comes from `sources[i]`."""

    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, offset: int) -> int:
        """Return the offset in the source of the character at `offset` of the text."""
        if len(self.starts) == 1:
            return self.sources[0] + offset
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.sources[index] + offset - self.starts[index]

    def part(self, begin: int, end: int) -> Trace:
        """Return the trace of the text from `begin` to `end`."""
        first = max(bisect_right(self.starts, begin) - 1, 0)
        last = bisect_right(self.starts, end - 1)
        starts = (0, *(start - begin for start in self.starts[first + 1 : last]))
        return Trace(starts, (self.source(begin), *self.sources[first + 1 : last]))


def joined(parts: Sequence[tuple[int, Trace]]) -> Trace:
    """Return the trace of concatenated texts, each given as its length and its trace."""
    starts: list[int] = []
    sources: list[int] = []
    done = 0
    for length, trace in parts:
        starts += (start + done for start in trace.starts)
        sources += trace.sources
        done += length
    return Trace(tuple(starts), tuple(sources)) if starts else Trace((0,), (0,))


def trace_of_lines(source: SourceText, first: int, content: str) -> Trace:
    """Return the trace of the content of a block that begins on line `first`.

    Each line of the content is the end of a source line, without its indentation and the markers of quotations and
    lists; trailing blanks of the last line are gone too. A line may begin with more blanks than the source, which
    has a tab there.
    """
    lines = content.split("\n")
    starts, sources, start = [], [], 0
    for index, line in enumerate(lines):
        written = source.lines[first + index] if first + index < len(source.lines) else ""
        whole = written.rstrip(MD_TRIM_CHARS) if index == len(lines) - 1 else written
        starts.append(start)
        sources.append(_start(source, first + index) + len(whole) - len(line))
        start += len(line) + 1
    return Trace(tuple(starts), tuple(sources))


def trace_of_heading(source: SourceText, line: int, content: str) -> Trace:
    """Return the trace of the text of a heading such as `## Frister ##`."""
    whole = source.lines[line].rstrip(MD_TRIM_CHARS) if line < len(source.lines) else ""
    opened = whole.rstrip("#")
    if opened != whole and opened[-1:] in (" ", "\t") and opened.rstrip(MD_TRIM_CHARS).endswith(content):
        whole = opened.rstrip(MD_TRIM_CHARS)
    return Trace((0,), (_start(source, line) + max(len(whole) - len(content), 0),))


def trace_of_cell(source: SourceText, line: int, column: int, content: str, *, head: bool) -> Trace:
    r"""Return the trace of a table cell's content, `column` counted from 0; `\|` has become `|` in it."""
    written = source.lines[line] if line < len(source.lines) else ""
    cells = _cells(written)
    begin, end = cells[min(column + _before_the_first(written, cells, head=head), len(cells) - 1)]
    raw = written[begin:end]
    shown = raw.replace("\\|", "|").rstrip(MD_TRIM_CHARS)
    skipped = max(len(shown) - len(content), 0)  # blanks; in the first cell container markers too
    starts, sources = [0], [_start(source, line) + begin + skipped]
    at = raw.find("\\|", skipped)
    while at >= 0:
        starts.append(at - skipped - (len(starts) - 1))
        sources.append(_start(source, line) + begin + at + 1)
        at = raw.find("\\|", at + 2)
    return Trace(tuple(starts), tuple(sources))


def cells_of_row(line: str) -> list[tuple[int, int]]:
    """Return the begin and end of each cell of a row below the head, including surplus cells."""
    cells = _cells(line.rstrip())
    first = _before_the_first(line, cells, head=False)
    last = len(cells) - 1 if cells[-1][0] == cells[-1][1] else len(cells)
    return cells[first:last]


def _cells(line: str) -> list[tuple[int, int]]:
    """Return the begin and end of each cell of a line: between pipes that are not escaped."""
    cells, begin = [], 0
    for index, character in enumerate(line):
        if character == "|" and line[index - 1 : index] != "\\":
            cells.append((begin, index))
            begin = index + 1
    return [*cells, (begin, len(line))]


def _before_the_first(line: str, cells: Sequence[tuple[int, int]], *, head: bool) -> int:
    """Return 1 where the row begins with a pipe, since what precedes it is no cell; else 0."""
    marks = _MARKS_OF_HEAD if head else _MARKS
    return int(marks.fullmatch(line, *cells[0]) is not None)


def _start(source: SourceText, line: int) -> int:
    return source.starts[line] if line < len(source.starts) else len(source.text)
