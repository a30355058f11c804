"""Validation: fields as read from a file → an object of their class, and every problem with its location."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from kbsite.diagnostics import WARNINGS, Diagnostic, Location, MessageKey, errors, nearest, problem
from kbsite.schema.advice import advice, date_advice
from kbsite.schema.field_addresses import addresses_in_fields
from kbsite.schema.field_types import Strict, near_language
from kbsite.schema.plain_text import marks_in_fields
from kbsite.schema.running_text import field_at, inner_model, running_texts, shown, shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.schema.yaml_fields import Fields, Path, Value

Model = TypeVar("Model", bound=Strict)

_EXPECTED = {
    "string_type": MessageKey("@text"),
    "tuple_type": MessageKey("@list"),
    "list_type": MessageKey("@list"),
    "model_type": MessageKey("@mapping"),
    "model_attributes_type": MessageKey("@mapping"),
    "dict_type": MessageKey("@mapping"),
    "bool_type": MessageKey("@boolean"),
    "int_parsing": MessageKey("@number"),
}

_UNREAD = ("missing-file", "leaves-site", "not-a-file", "too-large", "no-front-matter", "broken-yaml")
"""Problems with which no fields could be read, so that none is reported as missing."""

_IN_NORWEGIAN = {
    "tittel": "title",
    "navn": "title",
    "name": "title",
    "dato": "date",
    "oppdatert": "updated",
    "språk": "lang",
    "language": "lang",
    "sammendrag": "summary",
    "samandrag": "summary",
    "ingress": "summary",
    "description": "summary",
    "tema": "themes",
    "temaer": "themes",
    "tags": "themes",
    "forfatter": "authors",
    "forfattere": "authors",
    "author": "authors",
    "kilder": "resources",
    "ressurser": "resources",
    "utgiver": "publisher",
    "årstall": "year",
    "adresse": "url",
    "lenke": "url",
    "rolle": "role",
    "tilhørighet": "affiliation",
    "arbeidssted": "affiliation",
    "kommune": "municipality",
    "kladd": "draft",
    "utkast": "draft",
}
"""Norwegian and other common names of fields, and the field that each means."""


_NEARLY, _CLOSE = 0.75, 0.1
"""The least similarity of a misspelt name, and its least lead over every other name."""


@dataclass(frozen=True, slots=True)
class Validated:
    """The object, with stand-ins where `sound` is false, and the problems."""

    value: Any
    problems: tuple[Diagnostic, ...]
    sound: bool


def validate(
    model: type[Model], found: Fields, stand_ins: Mapping[str, Any], unknown: Mapping[str, Any] | None = None
) -> Validated:
    """Return `found` as an object of `model`, and a problem for every invalid field at once.

    An empty field counts as missing. Where a required field is missing or a field is invalid, the object has the
    field's default or its `stand_ins`, so that later checks can run. The fields in `unknown` may be missing, and
    have the values there.
    """
    if not isinstance(found.data, dict):
        at = found.marks[()]
        wrong = problem(
            at, "wrong-type", field=MessageKey("@fields"), expected=MessageKey("@mapping"), value=shown(found.data)
        )
        return Validated(_stand_in(model, {}, stand_ins), (*found.problems, wrong), False)
    given = {name: value for name, value in found.data.items() if not isinstance(value, str) or value.strip()}
    data = {name: _without_blanks(value, (name,), found.blank) for name, value in given.items()}
    addresses = dict(addresses_in_fields(model, found))
    seen = (*found.problems, *running_texts(model, found), *marks_in_fields(found, model), *addresses.values())
    try:
        return Validated(model.model_validate(data), seen, not errors(seen))
    except ValidationError as error:
        details = error.errors(include_url=False)
    lacks = {name: value for name, value in (unknown or {}).items() if _lacks(name, details)}
    details = [detail for detail in details if detail["loc"][:1] not in {(name,) for name in lacks}]
    unread = any(each.code in _UNREAD for each in found.problems)
    unexplained = [detail for detail in details if tuple(detail["loc"]) not in addresses]
    problems = [] if unread else _problems(model, unexplained, found)
    faulty = {str(detail["loc"][0]) for detail in details if detail["loc"]}
    good = {name: value for name, value in data.items() if name not in faulty}
    value = _stand_in(model, good, stand_ins).model_copy(update=lacks)
    return Validated(value, (*seen, *problems), not details and not errors(seen))


def _lacks(name: str, details: Sequence[Any]) -> bool:
    """Return whether a required field is not there at all."""
    return any(detail["type"] == "missing" and detail["loc"] == (name,) for detail in details)


def _without_blanks(value: Value, path: Path, blank: set[Path]) -> Value:
    """Return a value whose mappings have no field that nothing is written after."""
    if isinstance(value, list):
        return [_without_blanks(each, (*path, at), blank) for at, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    kept = {name: each for name, each in value.items() if (*path, name) not in blank}
    return {name: _without_blanks(each, (*path, name), blank) for name, each in kept.items()}


def _stand_in(model: type[Model], good: Mapping[str, Any], stand_ins: Mapping[str, Any]) -> Model:
    needed = {
        name: stand_ins[name]
        for name, info in model.model_fields.items()
        if info.is_required() and name not in good
    }
    return model.model_validate({**needed, **good})


def _problems(model: type[Strict], details: Sequence[Any], found: Fields) -> list[Diagnostic]:
    """Return a problem for each error; a misspelt field is not reported as missing too."""
    meant = {
        (*detail["loc"][:-1], _meant(str(detail["loc"][-1]), _known(model, detail["loc"])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [
        _problem(model, detail, found)
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in meant
    ]


def _meant(name: str, known: tuple[str, ...]) -> str:
    """Return the known field that an unknown one most likely means, in Norwegian too, or ""."""
    translated = _IN_NORWEGIAN.get(name.casefold(), "")
    return translated if translated in known else nearest(name, known)


def sure(name: str, known: tuple[str, ...]) -> str:
    """Return the known field that an unknown one certainly means, or "" where that is not certain.

    It is the one that the hint proposes, if it is nearly the same letters and no other field comes close.
    """
    near = _meant(name, known)
    if not near or near == _IN_NORWEGIAN.get(name.casefold()):
        return near
    likeness = {each: difflib.SequenceMatcher(None, _letters(name), _letters(each)).ratio() for each in known}
    second = max((ratio for each, ratio in likeness.items() if each != near), default=0)
    return near if likeness[near] >= _NEARLY and likeness[near] - second > _CLOSE else ""


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


def _problem(model: type[Strict], detail: Any, found: Fields) -> Diagnostic:
    path: Path = tuple(detail["loc"])
    name = shown_path(path)
    value = shown(detail["input"])
    match detail["type"]:
        case "missing":
            return problem(_missing_at(path, found), "missing-field", field=name, name=str(path[-1]))
        case "extra_forbidden":
            known = _known(model, path)
            near = _meant(str(path[-1]), known)
            at = found.keys.get(path) or _at(path, found.marks)
            return problem(at, "unknown-field", field=name, near=near, known=", ".join(known))
        case "impossible_date" | "impossible_known_date" as fault:
            partial = fault == "impossible_known_date"
            near = date_advice(str(path[-1]), str(detail["input"]), partial=partial)
            form = MessageKey("@known_date" if partial else "@whole_date")
            return problem(_at(path, found.marks), "impossible-date", field=name, value=value, form=form, near=near)
        case "unknown_language":
            near = near_language(value, detail["ctx"]["known"])
            return problem(_at(path, found.marks), "unknown-language", language=value, near=near)
        case "unknown_warning":
            near = nearest(value, WARNINGS)
            return problem(_at(path, found.marks), "unknown-warning", warning=value, near=near)
        case "expected":
            what = MessageKey(detail["ctx"]["what"])
        case other:
            what = _EXPECTED.get(other, MessageKey("@text"))
    key = found.keys.get(path)
    on_line = key is not None and key.line == _at(path, found.marks).line
    of_models = (
        what == "@list" and inner_model(info.annotation if (info := field_at(model, path)) else None) is not None
    )
    simple = not of_models or path[-1:] == ("authors",)
    near = (
        advice(str(path[-1]), what, detail["input"], on_line=on_line)
        if simple and isinstance(path[-1], str)
        else ""
    )
    return problem(_at(path, found.marks), "wrong-type", field=name, expected=what, value=value, near=near)


def _at(path: Path, marks: Mapping[Path, Location]) -> Location:
    for length in range(len(path), 0, -1):
        if path[:length] in marks:
            return marks[path[:length]]
    return marks[()]


def _missing_at(path: Path, found: Fields) -> Location:
    """Return the location of a missing field: its name where it is empty, else the mapping that lacks it."""
    return found.keys.get(path) or _at(path[:-1], found.marks)


def _known(model: type[Strict], path: Path) -> tuple[str, ...]:
    """Return the names of the fields that are known where `path` ends."""
    for name in path[:-1]:
        info = model.model_fields.get(str(name))
        inner = inner_model(info.annotation) if info else None
        if inner is not None:
            model = inner
    return tuple(model.model_fields)
