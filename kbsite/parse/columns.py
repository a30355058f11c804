"""Maps columns of a cleaned text back to columns of the file, as the author's editor counts them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.diagnostics import Location
    from kbsite.schema.yaml_fields import Fields

Columns = Mapping[int, tuple[int, ...]]
"""For each line, from 1, that lost characters: the original column of each remaining one, from 0."""

NOTHING_TAKEN: Columns = {}


def columns(written: str, cleaned: str) -> Columns:
    """Return the original columns of the characters of a cleaned text; both texts have the same lines."""
    if written == cleaned:
        return {}
    pairs = zip(written.split("\n"), cleaned.split("\n"), strict=True)
    return {row: _aligned(old, new) for row, (old, new) in enumerate(pairs, start=1) if len(old) != len(new)}


def in_file(at: Location, known: Columns) -> Location:
    """Return the location in the file of a location in the cleaned text."""
    line = known.get(at.line)
    return at if line is None else replace(at, column=line[min(at.column - 1, len(line) - 1)] + 1)


def fields_in_file(found: Fields, known: Columns) -> Fields:
    """Return fields with their locations mapped to the file."""
    if not known:
        return found
    return replace(
        found,
        marks={path: in_file(at, known) for path, at in found.marks.items()},
        keys={path: in_file(at, known) for path, at in found.keys.items()},
        problems=[replace(each, location=in_file(each.location, known)) for each in found.problems],
    )


def _aligned(written: str, cleaned: str) -> tuple[int, ...]:
    """Return the original column of each character of a cleaned line, and of its end."""
    places, at = [], 0
    for character in cleaned:
        while at < len(written) and written[at] != character and _is_passed_over(written[at]):
            at += 1
        places.append(min(at, len(written)))
        at += 1
    return (*places, len(written))


def _is_passed_over(character: str) -> bool:
    """Return whether a character has no column of its own: zero-width, or combined with the letter before."""
    return bool(unicodedata.combining(character)) or unicodedata.category(character) in ("Cf", "Mn")
