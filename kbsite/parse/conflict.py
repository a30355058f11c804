"""Merge conflict markers that were left in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OURS = re.compile(r"<{7}(?: .*)?$")
_BASE = re.compile(r"\|{7}(?: .*)?$")
_THEIRS = "======="
_END = re.compile(r">{7}(?: .*)?$")
"""The markers that git puts at the beginning of a line, with the name of a branch after them."""

_QUICK = re.compile(r"^(?:<{7}|>{7}|={7}$|\|{7} )", re.MULTILINE)


@dataclass(slots=True)
class _Conflict:
    """The lines of one conflict, counted from 0, as far as its markers were found."""

    marks: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


def without_conflicts(text: str, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return `text` with one side of each conflict and the same number of lines, and a problem for each.

    A line of `=======` under a line of text underlines a heading: alone it is no conflict. An indented marker is
    none either, so that a page can show what a conflict looks like.
    """
    if not _QUICK.search(text):
        return text, ()
    lines = text.split("\n")
    conflicts = tuple(_conflicts(lines))
    for each in conflicts:
        for row in (*each.marks, *each.other):
            lines[row] = ""
    problems = tuple(
        problem(Location(file, each.marks[0] + 1), "merge-conflict", last=each.marks[-1] + 1) for each in conflicts
    )
    return "\n".join(lines), problems


def _conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
    """Yield each conflict, also where some of its markers were deleted."""
    ended = _before_an_end(lines)
    begun: _Conflict | None = None
    dropped = False
    for row, line in enumerate(lines):
        if _OURS.match(line) or (begun is None and _left_alone(lines, row, ended)):
            if begun:
                yield _Conflict(begun.marks)
            begun, dropped = _Conflict([row]), False
        elif begun and (line == _THEIRS or _BASE.match(line)):
            begun.marks.append(row)
            dropped = True
        elif begun and _END.match(line):
            begun.marks.append(row)
        elif begun and dropped:
            begun.other.append(row)
        if begun and _END.match(line):
            yield begun
            begun = None
    if begun:
        yield _Conflict(begun.marks)


def _left_alone(lines: Sequence[str], row: int, ended: set[int]) -> bool:
    """Return whether a line is what remains of a conflict whose first marker was deleted."""
    line = lines[row]
    if line == _THEIRS:
        return row == 0 or not lines[row - 1].strip() or row in ended
    return bool(_END.match(line)) or line.startswith("||||||| ")


def _before_an_end(lines: Sequence[str]) -> set[int]:
    """Return the rows of `=======` after which a conflict ends before another begins."""
    found, ended = set(), False
    for row in range(len(lines) - 1, -1, -1):
        if _END.match(lines[row]):
            ended = True
        elif _OURS.match(lines[row]):
            ended = False
        elif ended and lines[row] == _THEIRS:
            found.add(row)
    return found
