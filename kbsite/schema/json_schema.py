"""A kind's class → JSON Schema of its front matter, for the programs that editors write in.

It accepts what `kbsite check` accepts of one file's fields, as far as JSON Schema can say it: a value that passes
the check is valid here too. Links and the text itself are left to the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.norwegian.known_date import PATTERN
from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.schema.declared import LABELS
from kbsite.schema.explained import DECLARED_IN, HELP, explanation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kbsite.schema.choices import Choice
    from kbsite.schema.kinds import FrontMatter

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def front_matter_schema(
    kind: type[FrontMatter],
    themes: tuple[Choice, ...],
    authors: tuple[Choice, ...],
    laws: tuple[Choice, ...] = (),
    *,
    labels: bool = False,
    language: str = DECLARED_IN,
    languages: tuple[str, ...] = SHIPPED,
) -> Schema:
    """Return the JSON Schema of a kind's front matter, with the site's themes, authors and laws as choices.

    Fields are explained in `language`; pages can be in one of `languages`.

    With `labels` each field has its `label` too, and a list the label of one `item`, by language. Such a
    schema is for forms in the browser, and requires what a page in use must have.
    """
    left_out = ("title", "default", "anyOf", HELP, *(() if labels else LABELS))
    made = kind.model_json_schema()
    parts = {name: _fields(part, left_out, language) for name, part in made.get("$defs", {}).items()}
    whole = _fields(made, left_out, language)
    _only(whole["properties"]["themes"]["items"], themes)
    _only(parts["AuthorRef"]["properties"]["id"], authors)
    _one_or_none(whole["properties"]["law"], laws)
    for field in whole["properties"].values():
        if field.get("examples") == [*SHIPPED]:
            del field["pattern"], field["examples"]
            field["enum"] = [*languages, None]
    short: Schema = {"type": "string"}
    _only(short, authors)
    field = whole["properties"]["authors"]
    field["items"] = {"anyOf": [short, field["items"]]}
    if not labels:
        whole.update(_required(whole["required"], kind.unknown))
    return {"$schema": DIALECT, "title": kind.one.in_language(language), **whole, "$defs": parts}


def _required(names: Sequence[str], unknown: Collection[str]) -> Schema:
    """Return which fields must be there: those of `unknown` only where a page is neither a draft nor archived."""
    kept_up = [name for name in names if name in unknown]
    if not kept_up:
        return {"required": [*names]}
    either = [
        {"required": [name], "properties": {name: {"const": value}}}
        for name, value in (("draft", True), ("status", "archived"))
    ]
    always = [name for name in names if name not in unknown]
    return {"required": always, "if": {"anyOf": either}, "else": {"required": kept_up}}


def is_known_date(field: Mapping[str, Any]) -> bool:
    """Return whether the schema of a field is that of a date which may be known in part."""
    return bool(field.get("pattern") == f"^(?:{PATTERN})$")


def _fields(model: Mapping[str, Any], left_out: tuple[str, ...], language: str) -> Schema:
    """Return the schema of a mapping; an optional field may be empty, as in the check."""
    required = model.get("required", [])
    properties = {}
    for name, field in model["properties"].items():
        value = _value(field, left_out)
        if "description" in value:
            value["description"] = explanation(value["description"], field, language)
        properties[name] = value if name in required else _or_nothing(value)
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _value(field: Mapping[str, Any], left_out: tuple[str, ...]) -> Schema:
    """Return the schema of a value without what pydantic adds from Python: class names, defaults, None."""
    inner: Schema = next((each for each in field.get("anyOf", []) if each.get("type") != "null"), {})
    found = {**inner, **{name: value for name, value in field.items() if name not in left_out}}
    if "items" in found:
        found["items"] = _value(found["items"], left_out)
    if found.get("type") == "string" and not {"format", "pattern", "enum"} & set(found):
        found["type"] = ["string", "number"]  # `title: 2030` is a number to YAML, and a title to an editor
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _or_nothing(field: Schema) -> Schema:
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return {
        **field,
        "type": [*types, "null"],
        **({"enum": [*field["enum"], None]} if "enum" in field else {}),
    }


def _one_or_none(field: Schema, choices: tuple[Choice, ...]) -> None:
    """Limit an optional field to the ids of `choices`; it may be empty."""
    if choices:
        _only(field, choices)
        field.update(_or_nothing(field))
        field["enum"].append("")


def _only(field: Schema, choices: tuple[Choice, ...]) -> None:
    """Limit a field to the ids of `choices`, each with its title; without choices any value is valid."""
    if choices:
        field.update(
            type="string",
            enum=[choice.id for choice in choices],
            enumDescriptions=[choice.title for choice in choices],
        )
