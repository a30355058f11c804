"""Checks of lost text: text that readers would not see, and markup that is shown as plain text.

Each module is one kind: a function from the parsed text to its problems. To add one, add it to the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.parse.lost.cells import lost_cells
from kbsite.parse.lost.code import unclosed_code
from kbsite.parse.lost.definitions import lost_definitions
from kbsite.parse.lost.emphasis import unclosed_marks
from kbsite.parse.lost.foreign import foreign_markup
from kbsite.parse.lost.headings import broken_headings
from kbsite.parse.lost.indentation import accidental_code
from kbsite.parse.lost.lists import broken_lists
from kbsite.parse.lost.nesting import outside_list
from kbsite.parse.lost.tables import broken_tables
from kbsite.parse.lost.underlines import accidental_headings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.parse.reading import Reading

CHECKS: tuple[Callable[[Reading], Iterator[Diagnostic]], ...] = (
    lost_cells,
    unclosed_code,
    lost_definitions,
    unclosed_marks,
    foreign_markup,
    broken_headings,
    broken_lists,
    broken_tables,
    outside_list,
    accidental_code,
    accidental_headings,
)
"""Every check of lost text, in any order: problems are sorted by place before they are shown."""


_SAY_IT_ALL = ("lost-cells", "broken-heading", "broken-list", "broken-table")
"""Problems that explain leftover markers on their line, which are then not reported too."""

_LEFT_OVER = ("unclosed-mark", "foreign-markup")
"""Problems of marks, which another problem of the line may explain."""


def find_lost(reading: Reading) -> None:
    """Report all text that is lost, or shown otherwise than intended."""
    problems = [found for check in CHECKS for found in check(reading)]
    torn = {each.location.line for each in problems if each.code in _SAY_IT_ALL}
    reading.problems += (p for p in problems if p.code not in _LEFT_OVER or p.location.line not in torn)
