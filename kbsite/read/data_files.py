"""The files in ROOT/data as fields with places; config and lexicon interpret them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.model import Source
from kbsite.parse import characters, decoded
from kbsite.parse.columns import fields_in_file
from kbsite.parse.hidden_characters import hidden_in_addresses
from kbsite.parse.personal_numbers import personal_numbers
from kbsite.parse.stray import stray_characters
from kbsite.read.guard import guarded_bytes
from kbsite.schema.running_text import shown
from kbsite.schema.yaml_fields import Fields, fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def load(root: Path, name: str, *, needed: bool = True) -> Fields:
    """Return the fields of a file; a missing file has none, with a problem where it is needed."""
    at = Location(name)
    try:
        data = guarded_bytes(root / name, name, root.resolve())
    except FileNotFoundError:
        return Fields({}, {(): at}, {}, [problem(at, "missing-file", file=name)] if needed else [])
    if not isinstance(data, bytes):
        return Fields({}, {(): at}, {}, [data])
    return fields_of(Source(name, data))


def fields_of(source: Source) -> Fields:
    """Return the fields of a YAML file, with the problems of its encoding and its syntax."""
    read = decoded(source)
    found = fields_in_file(fields(read.text, source.path), read.columns)
    stray = stray_characters(read.text, source.path, read.columns)
    raw = characters(source)[0]
    written = (*hidden_in_addresses(raw, source.path), *personal_numbers(raw, source.path))
    return replace(found, problems=[*read.problems, *found.problems, *stray, *written])


def entries(found: Fields, name: str, problems: list[Diagnostic]) -> Iterator[Fields]:
    """Yield each item of the list in the file `name`, as a file of its own; a problem where it is no list."""
    problems.extend(found.problems)
    if isinstance(found.data, list):
        for index, data in enumerate(found.data):
            marks = {path[1:]: at for path, at in found.marks.items() if path[:1] == (index,)}
            keys = {path[1:]: at for path, at in found.keys.items() if path[:1] == (index,)}
            cut = {path[1:]: each for path, each in found.cut.items() if path[:1] == (index,)}
            yield Fields(data, {(): found.marks[(index,)], **marks}, keys, cut=cut)
    elif not found.problems:
        values = {"field": name, "expected": MessageKey("@list"), "value": shown(found.data)}
        problems.append(problem(found.marks[()], "wrong-type", **values))
