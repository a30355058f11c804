"""Fixes of front matter: misspelt field names, dates, and the order. Each yields candidates; `holds` decides.

Only the name, the value or whole lines are replaced, so quotation marks and comments stay as they are.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from kbsite.norwegian.iso_date import iso_date, iso_month
from kbsite.norwegian.known_date import KnownDate, known_date
from kbsite.schema.validate import sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.authoring.fix.page import Page
    from kbsite.diagnostics import Location
    from kbsite.schema.yaml_fields import Path, Value


def names(page: Page) -> Iterator[Page]:
    """Yield the page with one misspelt field name corrected, and again with its date corrected too."""
    for path, name in _misspelt(page):
        at = page.fields().keys[path]
        lines = exchanged(page, at, str(path[-1]), name)
        if lines:
            renamed = page.with_lines(lines, _renamed(page.data, path, name))
            yield renamed
            yield from dates(renamed)


def dates(page: Page) -> Iterator[Page]:
    """Yield the page with one date as YYYY-MM-DD, or YYYY-MM for a month."""
    found = page.fields()
    for name, field in page.kind.model_fields.items():
        value = found.data.get(name) if isinstance(found.data, dict) else None
        day = _meant(value.strip(), field.annotation) if isinstance(value, str) else ""
        if day and day != value:
            lines = exchanged(page, found.marks[(name,)], str(value), day)
            if lines and isinstance(page.data, dict):
                yield page.with_lines(lines, {**page.data, name: day})


def order(page: Page) -> Iterator[Page]:
    """Yield the page with its fields in the order of the schema, each with the comment right above it.

    Where a field is unknown, or a comment may belong to something else, the order is kept.
    """
    wanted = page.kind.order()
    found = page.fields()
    places = {str(path[0]): at for path, at in found.keys.items() if len(path) == 1}
    given = list(places)
    rows = [at.line for at in places.values()]
    if found.problems or not set(given) <= set(wanted) or given == sorted(given, key=wanted.index):
        return
    if any(at.column > 1 for at in places.values()) or len(set(rows)) < len(rows):
        return
    lines = page.lines()
    end = next(row for row, line in enumerate(lines) if row and line.rstrip().strip("-") == "" and "---" in line)
    blocks = _blocks(lines, [row - 1 for row in rows], end)
    if blocks is None:
        return
    top, parts = blocks
    moved = sorted(zip(given, parts, strict=True), key=lambda each: wanted.index(each[0]))
    if not top and parts[0][0].startswith("#") and moved[0][0] != given[0]:
        return  # a comment on the first line may belong to the first field or to the whole file
    inner = [line for _, part in moved for line in part]
    yield page.with_lines([lines[0], *top, *inner, *lines[end:]])


def _blocks(lines: list[str], rows: list[int], end: int) -> tuple[list[str], list[list[str]]] | None:
    """Return the lines above the first field, and those of each field; None where a comment belongs to none."""
    heads = []
    for row in rows:
        head = row
        while lines[head - 1].startswith("#"):
            head -= 1
        heads.append(head)
    parts = [lines[a:b] for a, b in zip(heads, [*heads[1:], end], strict=True)]
    for part, row, head in zip(parts, rows, heads, strict=True):
        if any(line.startswith("#") for line in part[row - head + 1 :]):
            return None
    return lines[1 : heads[0]], parts


def _misspelt(page: Page) -> Iterator[tuple[Path, str]]:
    """Yield the path of each unknown field, and the only name that it can be a misspelling of."""
    places = {at: path for path, at in page.fields().keys.items()}
    meant: list[tuple[Path, str]] = []
    for each in page.problems():
        if each.code == "unknown-field" and each.location in places:
            path, known = places[each.location], dict(each.values)["known"].split(", ")
            meant.append((path, sure(str(path[-1]), tuple(known))))
    times = Counter((path[:-1], name) for path, name in meant)
    for path, name in meant:
        siblings = _at(page.data, path[:-1])
        if name and times[path[:-1], name] == 1 and isinstance(siblings, dict) and name not in siblings:
            yield path, name


def exchanged(page: Page, at: Location, old: str, new: str) -> list[str]:
    """Return the lines with `old` replaced by `new` at a place, quoted or not; empty where it is not there."""
    lines = page.lines()
    line, start = lines[at.line - 1], at.column - 1
    start += line[start : start + 1] in ("'", '"')
    if not line.startswith(old, start):
        return []
    lines[at.line - 1] = line[:start] + new + line[start + len(old) :]
    return lines


def _renamed(data: Value, path: Path, name: str) -> Value:
    """Return the fields with the one at `path` renamed."""
    if len(path) == 1 and isinstance(data, dict):
        return {name if key == path[0] else key: value for key, value in data.items()}
    first, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {key: _renamed(value, rest, name) if key == first else value for key, value in data.items()}
    return [_renamed(value, rest, name) if index == first else value for index, value in enumerate(data)]


def _at(data: Value, path: Path) -> Any:
    found: Any = data
    for part in path:
        found = found[part]
    return found


def _meant(value: str, annotation: Any) -> str:
    """Return the date that a value of a field means; "" for a field that is no date, and for an uncertain value."""
    if not _is(KnownDate, annotation):
        return iso_date(value) if _is(date, annotation) else ""
    return "" if known_date(value) else iso_date(value) or iso_month(value)


def _is(wanted: type, annotation: Any) -> bool:
    return annotation is wanted or any(_is(wanted, each) for each in get_args(annotation))
