"""Identity numbers anywhere in a file: its name, fields, text and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.diagnostics.personal_numbers import find_numbers, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "personal-number"


def personal_numbers(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield a problem for each identity number in a file's text; the message does not show the number."""
    line, start = 1, 0
    for found in find_numbers(text):
        line += text.count("\n", start, found.start())
        start = found.start()
        column = start - text.rfind("\n", 0, start)
        yield problem(Location(file, line, column), CODE, number=masked(found[0]))
