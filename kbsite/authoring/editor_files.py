"""Completion and validation in VS Code: JSON Schemas of the kinds and of the files in `data/`, and snippets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.authoring.settings_files import settings_schemas
from kbsite.schema.json_schema import Schema, front_matter_schema, is_known_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.authoring.choices import Choices
    from kbsite.schema.kinds import FrontMatter, Kinds

FOLDER = ".vscode/schema"
FILES = f"{FOLDER}/files.json"
SNIPPETS = ".vscode/kbsite.code-snippets"

_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"

_PICKED = {
    "nb": (("tema", "Et tema", "themes"), ("forfatter", "En forfatter", "authors")),
    "nn": (("tema", "Eit tema", "themes"), ("forfattar", "Ein forfattar", "authors")),
    "en": (("topic", "A topic", "themes"), ("author", "An author", "authors")),
}
"""Snippets for one more item of a list, by language: the prefix, a description, and the field."""


def schemas(choices: Choices) -> dict[str, Schema]:
    """Return the schema of each kind, by the kind's name."""
    return {
        kind.kind: front_matter_schema(
            kind,
            choices.themes,
            choices.authors,
            choices.laws,
            language=choices.language,
            languages=choices.kinds.languages,
        )
        for kind in choices.kinds
    }


def editor_files(choices: Choices) -> dict[str, str]:
    """Return the text of each file, by its path from the site's root; the same choices give the same bytes."""
    made = schemas(choices)
    return {
        **{f"{FOLDER}/{name}.json": as_json(schema) for name, schema in made.items()},
        FILES: as_json({f"./{FOLDER}/{kind.kind}.json": patterns(kind, choices.kinds) for kind in choices.kinds}),
        **{
            f"{FOLDER}/{path.removesuffix('.yaml')}.json": as_json(schema)
            for path, schema in settings_schemas(choices.language).items()
        },
        SNIPPETS: as_json(_snippets(made, choices.language)),
    }


def as_json(value: object) -> str:
    """Return indented JSON without escaped letters."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def patterns(kind: type[FrontMatter], kinds: Kinds) -> list[str]:
    """Return glob patterns, below the root, of the files with the front matter of a kind; * matches no slash."""
    if kind.folder:
        return [f"content/{kind.folder}/*.md", f"content/{kind.folder}/*/index*.md"]
    return [f"content/{whole.folder}/*/[0-9]*.md" for whole in kinds if whole.chaptered]


def _snippets(made: Mapping[str, Schema], language: str) -> dict[str, Any]:
    """Return a snippet for each field that some kind has, and one for another item of each list of names."""
    fields: dict[str, Schema] = {}
    for schema in made.values():
        for name, field in schema["properties"].items():
            fields.setdefault(name, field)
    found = {name: _snippet(name, _body(name, field), field["description"]) for name, field in fields.items()}
    for word, title, name in _PICKED.get(language, _PICKED["en"]):
        known = _names(fields[name])
        if known:
            found[title] = _snippet(word, [f"- {_one_of(known)}"], fields[name]["description"])
    return found


def _snippet(prefix: str, body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}


def _body(name: str, field: Schema) -> list[str]:
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if "array" in types:
        known = _names(field)
        return [f"{name}:", f"  - {_one_of(known)}" if known else "  - $1"]
    if "boolean" in types:
        return [f"{name}: {_one_of(['true', 'false'])}"]
    if "enum" in field:
        return [f"{name}: {_one_of([value for value in field['enum'] if value])}"]
    dated = field.get("format") == "date" or is_known_date(field)
    return [f"{name}: ${{1:{_TODAY}}}" if dated else f"{name}: $1"]


def _names(field: Schema) -> list[str]:
    items = field["items"]
    chosen: list[str] = (items.get("anyOf") or [items])[0].get("enum", [])
    return chosen


def _one_of(values: list[str]) -> str:
    return f"${{1|{','.join(values)}|}}"
