"""The class of an entry in a file in `data/` → its JSON Schema, for completion and explanations in editors.

It accepts what `kbsite check` accepts of the file, and more: what depends on the rest of the site is left to the
check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.schema.explained import explanation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.schema.field_types import Strict

Schema = dict[str, Any]

SETTINGS_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that extensions for YAML know."""

_KEPT = (
    "type", "enum", "pattern", "format", "examples", "minimum", "maximum", "minItems", "maxItems", "minProperties",
    "propertyNames",
)  # fmt: skip


def settings_schema(entries: Iterable[type[Strict]], *, title: str, listed: bool, language: str) -> Schema:
    """Return the JSON Schema of a file that is one of `entries`, or a list of them, explained in `language`."""
    made = [_entry(each, language) for each in entries]
    one = made[0] if len(made) == 1 else {"anyOf": made}
    whole = {"type": ["array", "null"], "items": one} if listed else one
    return {"$schema": SETTINGS_DIALECT, "title": title, **whole}


def _entry(model: type[Strict], language: str) -> Schema:
    made = model.model_json_schema()
    return _value(made, made.get("$defs", {}), language)


def _value(field: Mapping[str, Any], parts: Mapping[str, Any], language: str) -> Schema:
    """Return the schema of a value, with the parts that it refers to in their places."""
    if "$ref" in field:
        return _value(parts[field["$ref"].rpartition("/")[2]], parts, language)
    if "anyOf" in field:
        made = [_value(each, parts, language) for each in field["anyOf"] if each.get("type") != "null"]
        return (
            made[0] if len(made) == 1 else {"anyOf": [part for each in made for part in each.get("anyOf", [each])]}
        )
    found = {name: _as_json(field[name]) for name in _KEPT if name in field}
    if "items" in field:
        found["items"] = _value(field["items"], parts, language)
    if isinstance(field.get("additionalProperties"), dict):
        found["additionalProperties"] = _value(field["additionalProperties"], parts, language)
    if "properties" in field:
        found |= _properties(field, parts, language)
    return _loosened(found)


def _as_json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _properties(model: Mapping[str, Any], parts: Mapping[str, Any], language: str) -> Schema:
    required = model.get("required", [])
    properties = {}
    for name, field in model["properties"].items():
        value = _value(field, parts, language)
        if "description" in field:
            value = {"description": explanation(field["description"], {}, language), **value}
        properties[name] = value if name in required else _or_nothing(value)
    return {"properties": properties, "required": required, "additionalProperties": False}


def _loosened(value: Schema) -> Schema:
    """Return the schema with the types that YAML may read a valid value as: check reads `2030` as it stands."""
    if value.get("type") == "boolean":
        return {"type": ["boolean", "string"], "pattern": "^(?:true|false)$"}
    if value.get("type") == "integer":
        return {**value, "type": ["integer", "string"], "pattern": "^[0-9]+$"}
    if value.get("type") == "string" and not {"enum", "format"} & set(value):
        return {**value, "type": ["string", "number", *(() if "pattern" in value else ("boolean",))]}
    return value


def _or_nothing(value: Schema) -> Schema:
    """Return the schema of a field that may be left empty."""
    if "anyOf" in value:
        return {**value, "anyOf": [*value["anyOf"], {"type": "null"}]}
    kind = value.get("type", [])
    types = kind if isinstance(kind, list) else [kind]
    none = {"enum": [*value["enum"], None]} if "enum" in value else {}
    return {**value, **({"type": [*types, "null"]} if types else {}), **none}
