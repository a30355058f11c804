"""No file name, which is part of an address, has an identity number in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.diagnostics.personal_numbers import find_numbers, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE = "personal-number"


def private_names(content: Content) -> Iterator[Diagnostic]:
    """No file of content/, attachments too, and no folder has an identity number in its name."""
    for path in sorted({*(source.path for source in content.sources), *content.assets}):
        for found in find_numbers(path):
            yield problem(Location(path), CODE, number=masked(found[0]))
