"""The reference of kinds, made from their declarations: docstrings, properties and JSON Schema."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.json_schema import front_matter_schema, is_known_date
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from tests.markdown_table import table

FIELD_HEAD = ("field", "type", "required")


class Common(FrontMatter):
    """A kind that adds nothing of its own."""

    one: ClassVar[LocalText] = LocalText("", "")


def kinds() -> str:
    """Return what a kind declares, the fields that all kinds have, a section for each kind, and their parts."""
    sections = [
        "### What a kind declares\n\n" + table(("property", "type", "default", "meaning"), _properties()),
        "### Fields of every kind\n\n" + table(FIELD_HEAD, _rows(_schema(Common))),
        *(_section(kind) for kind in BUILT_IN),
        *(f"### `{name}`\n\n" + table(FIELD_HEAD, _rows(part)) for name, part in _parts().items()),
    ]
    return "\n\n".join(sections) + "\n"


def _section(kind: type[FrontMatter]) -> str:
    facts = [
        ("folder", f"`content/{kind.folder}/`" if kind.folder else "that of the page it belongs to"),
        ("address", f"`{kind.base()}SLUG/`" if kind.folder else "below that of the page it belongs to"),
        ("layout", f"`{kind.layout()}`"),
        *((name, f"`{_plain(getattr(kind, name))}`") for name, *_ in _properties() if _differs(kind, name)),
    ]
    parts = [f"### `{kind.kind}`", inspect.cleandoc(kind.__doc__ or ""), table(("property", "value"), facts)]
    common = _rows(_schema(Common))
    own = [row for row in _rows(_schema(kind)) if row not in common]
    if own:
        parts.append(table(FIELD_HEAD, own))
    return "\n\n".join(parts)


def _differs(kind: type[FrontMatter], name: str) -> bool:
    return hasattr(FrontMatter, name) and getattr(kind, name) != getattr(FrontMatter, name)


def _properties() -> list[tuple[str, str, str, str]]:
    """Return the class variables that a kind may set: name, type, default, and the docstring of each."""
    (declared,) = ast.parse(inspect.getsource(FrontMatter)).body
    assert isinstance(declared, ast.ClassDef)
    found = []
    for each, following in zip(declared.body, [*declared.body[1:], None], strict=True):
        if not (isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)):
            continue
        if not (isinstance(each.annotation, ast.Subscript) and ast.unparse(each.annotation.value) == "ClassVar"):
            continue
        default = f"`{ast.unparse(each.value)}`" if each.value else ""
        found.append((f"{each.target.id}", f"`{ast.unparse(each.annotation.slice)}`", default, _text(following)))
    return found


def _text(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(inspect.cleandoc(node.value.value).split())
    return ""


def _plain(value: Any) -> str:
    """Return a property's value in words that say the same without Python's names."""
    if isinstance(value, tuple):
        return ", ".join(_plain(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(value)
    if isinstance(value, LocalText):
        return value.nb
    if is_dataclass(value):
        return "; ".join(f"{part.name} {_plain(getattr(value, part.name))}" for part in fields(value))
    return str(value)


def _schema(kind: type[FrontMatter]) -> Mapping[str, Any]:
    """Return the schema without the choices of one site: its themes and authors."""
    return front_matter_schema(kind, (), (), labels=True)


def _parts() -> dict[str, Mapping[str, Any]]:
    """Return the mappings that fields consist of, such as an author with a role, by name."""
    found = {name: part for kind in BUILT_IN for name, part in _schema(kind)["$defs"].items()}
    return dict(sorted(found.items()))


def _rows(schema: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    required = schema["required"]
    return [
        (f"`{name}`", _type(field), "yes" if name in required else "no")
        for name, field in schema["properties"].items()
    ]


def _type(schema: Mapping[str, Any]) -> str:
    """Return the type of a JSON Schema in words: text, date, one of, list of …"""
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[-1]}`"
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if "items" in schema:
        return f"list of {_type(schema['items'])}" + (", at least one" if schema.get("minItems") else "")
    if len(values := [value for value in schema.get("enum", []) if value is not None]) > 4:
        return "code of a warning"
    if values:
        return " or ".join(f"`{value}`" for value in values)
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if is_known_date(schema):
        return "date, month or year"
    return str(schema.get("format", "text" if "string" in types else types[0]))
