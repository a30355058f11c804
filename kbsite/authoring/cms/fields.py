"""JSON Schema of a kind's front matter → the fields of its form in Decap CMS.

Help, `required`, pattern and choices of a field come from the schema; the widget follows from the type alone.
Widgets: decapcms.org/docs/widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.schema.json_schema import is_known_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json = dict[str, Any]

_LONG = ("summary", "text")
"""Fields that are a sentence or two, and get more than one line to be written in."""

NAMES = "kbsite-names"
"""The widget of assets/editor.js for a list of names, each of which may have more."""

DATE = "kbsite-date"
"""The widget of assets/editor.js for a date as far as it is known: Decap CMS's own takes whole days alone."""


def fields(schema: Mapping[str, Any], words: Mapping[str, str], defaults: Mapping[str, Any]) -> list[Json]:
    """Return the form fields of `schema` in order, with labels from `words` and initial values from `defaults`."""
    return _fields(schema, schema["$defs"], words, defaults)


def _fields(
    schema: Mapping[str, Any],
    parts: Mapping[str, Any],
    words: Mapping[str, str],
    defaults: Mapping[str, Any],
) -> list[Json]:
    made = []
    for name, field in schema["properties"].items():
        given = {"default": defaults[name]} if name in defaults else {}
        about = {
            "name": name,
            "label": field["label"][words["language"]],
            "hint": field["description"].replace("`", ""),
            "required": name in schema["required"],
        }
        made.append({**about, **_widget(name, field, parts, words), **given})
    return made


def _widget(name: str, field: Mapping[str, Any], parts: Mapping[str, Any], words: Mapping[str, str]) -> Json:
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if "array" in types:
        return {
            **_list(field, parts, words),
            **({"min": field["minItems"]} if "minItems" in field else {}),
        }
    if "enum" in field:
        return {"widget": "select", "options": _options(field, words)}
    if field.get("format") == "date":
        return {"widget": "datetime", "date_format": "YYYY-MM-DD", "time_format": False}
    if is_known_date(field):
        return {"widget": DATE, **_pattern(field, words)}
    if "boolean" in types:
        return {"widget": "boolean"}
    if "maximum" in field:
        limits = {"min": field["minimum"], "max": field["maximum"]}
        return {"widget": "number", "value_type": "int", **limits}
    if "number" in types and "string" not in types:
        return {"widget": "number", "value_type": "float"}
    if field.get("contentMediaType") == "text/markdown":
        return {"widget": "markdown", "buttons": [], "editor_components": [], "modes": ["raw"]}
    return {"widget": "text" if name in _LONG else "string", **_pattern(field, words)}


def _list(field: Mapping[str, Any], parts: Mapping[str, Any], words: Mapping[str, str]) -> Json:
    """Return the form field of a list: of choices, of objects, of names with extra fields, or of texts."""
    items = field["items"]
    if "enum" in items:
        return {"widget": "select", "multiple": True, "options": _options(items, words)}
    one = field.get("item", field["label"])[words["language"]]
    if "anyOf" in items:
        short, whole = items["anyOf"]
        said = {"label_singular": one, "add": words["add"].replace("{one}", one.lower()), "remove": words["remove"]}
        more = _part(whole, parts, words)[1:]
        return {"widget": NAMES, **said, "options": _options(short, words), "parts": more}
    made = {"widget": "list", "label_singular": one}
    if "$ref" in items:
        return {**made, "summary": "{{fields.title}}", "fields": _part(items, parts, words)}
    return {**made, "field": {"name": "item", "label": one, "widget": "string", **_pattern(items, words)}}


def _part(reference: Mapping[str, Any], parts: Mapping[str, Any], words: Mapping[str, str]) -> list[Json]:
    return _fields(parts[reference["$ref"].rpartition("/")[2]], parts, words, {})


def _pattern(field: Mapping[str, Any], words: Mapping[str, str]) -> Json:
    return {"pattern": [field["pattern"], words["wrong_form"]]} if "pattern" in field else {}


def _options(field: Mapping[str, Any], words: Mapping[str, str]) -> list[Json]:
    """Return the choices with their labels; a code without a label is shown as it is."""
    values: Sequence[str] = [value for value in field.get("enum", ()) if value]
    titles = field.get("enumDescriptions") or [words.get(value, value) for value in values]
    return [{"label": title, "value": value} for value, title in zip(values, titles, strict=True)]
