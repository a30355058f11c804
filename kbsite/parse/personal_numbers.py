"""Identity numbers in a file, wherever they stand: in its name, its fields, its text, its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.diagnostics.personal_numbers import find_numbers, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "personal-number"


def personal_numbers(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield a problem for each identity number in the text of a file; its message does not show the number."""
    line, start = 1, 0
    for found in find_numbers(text):
        line += text.count("\n", start, found.start())
        start = found.start()
        column = start - text.rfind("\n", 0, start)
        yield problem(Location(file, line, column), CODE, number=masked(found[0]))
