"""Adds aliases to a page's front matter, or removes them, and changes nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.model import Place
from kbsite.parse.front_matter import split
from kbsite.parse.place import place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.schema.kinds import Kinds
    from kbsite.schema.yaml_fields import Fields


def with_aliases(data: bytes, path: str, kinds: Kinds, add: Iterable[str], drop: Iterable[str]) -> bytes | None:
    """Return the file at `path` with the aliases `add` and without those in `drop`.

    None where its fields cannot be read, or are written in a way that leaves no sure place for one.
    """
    text = data.decode("utf-8", "surrogateescape")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(mark).replace("\r\n", "\n")
    mixed = plain.replace("\n", ends) != text.removeprefix(mark)
    if mixed:
        ends, plain = "\n", text.removeprefix(mark)
    given = _aliases(plain, path)
    if given is None:
        return None
    wanted = [each for each in given if each not in set(drop)]
    wanted += [each for each in dict.fromkeys(add) if each not in wanted]
    if wanted == given:
        return data
    lines = plain.split("\n")
    for each in [each for each in given if each not in wanted]:
        lines = _without(lines, path, each)
    for each in [each for each in wanted if each not in given]:
        lines = _with(lines, path, kinds, each)
    if _aliases("\n".join(lines), path) != wanted:
        return None
    return (mark + ends.join(lines)).encode("utf-8", "surrogateescape")


def _aliases(text: str, path: str) -> list[str] | None:
    """Return the aliases of a page, none without that field; None where its fields cannot be read."""
    found = split(text, path)
    data = found.fields.data
    if not found.bounded or found.fields.problems or not isinstance(data, dict):
        return None
    given = data.get("aliases", [])
    if isinstance(given, list):
        return [str(each) for each in given]
    return [] if isinstance(given, str) and not given.strip() else None


def _with(lines: list[str], path: str, kinds: Kinds, alias: str) -> list[str]:
    found = split("\n".join(lines), path).fields
    items = [at for place_, at in found.marks.items() if len(place_) == 2 and place_[0] == "aliases"]
    named = found.keys.get(("aliases",))
    if items:
        return _after_last(lines, items[-1], alias)
    if named is None:
        row = row_for("aliases", lines, found, place(path, kinds))
        return [*lines[:row], "aliases:", f"  - {alias}", *lines[row:]]
    row = named.line - 1
    if "[" in lines[row]:
        return [*lines[:row], re.sub(r"\[\s*\]", f"[{alias}]", lines[row], count=1), *lines[row + 1 :]]
    return [*lines[: row + 1], f"  - {alias}", *lines[row + 1 :]]


def _after_last(lines: list[str], at: Location, alias: str) -> list[str]:
    """Return the lines with another list item after the one at a location: on a new line, or after a comma."""
    row, line = at.line - 1, lines[at.line - 1]
    before = line[: at.column - 1]
    if before.strip() == "-":
        return [*lines[: row + 1], f"{before}{alias}", *lines[row + 1 :]]
    item = re.compile(r"\"[^\"]*\"|'[^']*'|[^,\]\s]+").match(line, at.column - 1)
    end = item.end() if item else len(line)
    return [*lines[:row], f"{line[:end]}, {alias}{line[end:]}", *lines[row + 1 :]]


def _without(lines: list[str], path: str, alias: str) -> list[str]:
    found = split("\n".join(lines), path).fields
    data = found.data
    given = data.get("aliases", []) if isinstance(data, dict) else []
    at = found.marks[("aliases", list(given).index(alias))]
    row, line = at.line - 1, lines[at.line - 1]
    if line[: at.column - 1].strip() == "-":
        if len(given) > 1:
            return [*lines[:row], *lines[row + 1 :]]
        first = found.keys[("aliases",)].line - 1
        return [*lines[:first], *lines[row + 1 :]]
    item = rf"\"{re.escape(alias)}\"|'{re.escape(alias)}'|{re.escape(alias)}"
    left = re.sub(rf"(?:{item})\s*,\s*|,\s*(?:{item})(?=\s*[,\]])|(?:{item})(?=\s*\])", "", line, count=1)
    return [*lines[:row], left, *lines[row + 1 :]]


def row_for(name: str, lines: list[str], found: Fields, where: Place | Diagnostic) -> int:
    """Return the row at which to insert a missing field: above the next field, or the end."""
    order = where.kind.order() if isinstance(where, Place) else ()
    later = set(order[order.index(name) + 1 :]) if name in order else set()
    rows = [at.line - 1 for given, at in found.keys.items() if len(given) == 1 and given[0] in later]
    end = next(row for row, line in enumerate(lines) if row and re.fullmatch(r"-{3,}\s*", line))
    row = min([*rows, end])
    while row > 1 and lines[row - 1].startswith("#") and row != end:
        row -= 1
    return row
