"""The list of all pages with their facts, `innhold.json`, and its JSON Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.model import Output
from kbsite.render.compose.hrefs import absolute
from kbsite.render.outputs.open_data.facts import documents, facts
from kbsite.schema.explained import DECLARED_IN, explanation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.model import Site

TITLE = "Innholdet på nettstedet"

VERSION = 1
"""The version of the form of the list: a field that goes or means something else makes a new one."""


def content_list(site: Site) -> Iterator[Output]:
    """Yield the list and its schema."""
    config, lang = site.config, site.config.language
    about = {
        "title": config.title.in_language(lang),
        "url": config.base_url,
        "language": lang,
        "publisher": config.publisher,
        "license": config.license.url if config.license else "",
    }
    found = {
        "$schema": absolute(config, config.routes.content_schema),
        "version": VERSION,
        "site": {name: value for name, value in about.items() if value},
        "kinds": {kind.kind: kind.one.in_language(lang) for kind in config.kinds},
        "themes": {theme.id: theme.title.in_language(lang) for theme in config.themes},
        "pages": [facts(site, document) for document in documents(site)],
    }
    yield Output(config.routes.content_list.removeprefix("/"), _json(found))
    yield Output(
        config.routes.content_schema.removeprefix("/"),
        _json(schema(absolute(config, config.routes.content_schema), config.languages, lang)),
    )


def schema(address: str, languages: Sequence[str], lang: str = DECLARED_IN) -> dict[str, Any]:
    """Return the JSON Schema of the list, which is found at `address`; pages are in one of `languages`.

    It is explained in `lang`.
    """
    language = {"enum": [*languages]}
    page = {**_PAGE, "properties": {**_PAGE["properties"], "language": language}}
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": TITLE,
        "type": "object",
        "required": ["version", "site", "kinds", "themes", "pages"],
        "properties": {
            "version": {"const": VERSION, "description": "Utgaven av formatet."},
            "site": {
                "type": "object",
                "required": ["title", "url", "language"],
                "properties": {
                    "title": {"type": "string"},
                    "url": _ADDRESS,
                    "language": language,
                    "publisher": {"type": "string"},
                    "license": {**_ADDRESS, "description": "Lisensen for alt innholdet, når nettstedet oppgir en."},
                },
            },
            "kinds": _names("Navnene på innholdstypene, etter verdien av `kind`."),
            "themes": _names("Navnene på temaene, etter verdiene i `themes`."),
            "pages": {"type": "array", "items": {"$ref": "#/$defs/page"}},
        },
        "$defs": {"page": page, "author": _AUTHOR},
    }
    return {**_explained(made, lang), "title": explanation(TITLE, {}, lang)}


def _explained(value: Any, lang: str) -> Any:
    """Return a schema with each description, which is text and not a field of that name, in a language."""
    if not isinstance(value, dict):
        return value
    return {
        name: explanation(each, {}, lang)
        if name == "description" and isinstance(each, str)
        else _explained(each, lang)
        for name, each in value.items()
    }


def _names(description: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": {"type": "string"}, "description": description}


_ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}
_DATE: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}

_AUTHOR = {
    "type": "object",
    "required": ["name", "url"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "url": _ADDRESS,
        "role": {"type": "string", "description": "Rollen da siden ble skrevet."},
        "affiliation": {"type": "string", "description": "Arbeidsstedet da siden ble skrevet."},
        "example": {"const": True, "description": "Forfatteren er oppdiktet."},
    },
}

_PAGE: dict[str, Any] = {
    "type": "object",
    "required": ["title", "url", "markdown", "kind", "language"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string"},
        "url": _ADDRESS,
        "markdown": {**_ADDRESS, "description": "Den samme siden som Markdown."},
        "kind": {"type": "string"},
        "language": {},
        "summary": {"type": "string", "description": "For spørsmål: det korte svaret."},
        "themes": {"type": "array", "items": {"type": "string"}},
        "authors": {"type": "array", "items": {"$ref": "#/$defs/author"}},
        "published": {**_DATE, "description": "Så mye som er kjent: år, måned eller dag."},
        "updated": {**_DATE, "description": "Siste gang innholdet ble endret."},
        "reviewed": {**_DATE, "description": "Siste faglige gjennomgang."},
        "part_of": {**_ADDRESS, "description": "Artikkelen som kapitlet hører til."},
        "translations": {"type": "array", "items": _ADDRESS},
        "example": {"const": True, "description": "Siden er oppdiktet."},
        "archived": {"const": True, "description": "Siden er arkivert og blir ikke holdt ved like."},
        "license": _ADDRESS,
    },
}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
