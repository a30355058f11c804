"""The front matter of other generators, in YAML or TOML → its fields."""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any

from kbsite.schema.yaml_fields import fields

_YAML = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields and the text below them; {} where there are none that can be read."""
    if found := _YAML.match(text):
        data = fields(found[1], "").data
        return (data if isinstance(data, dict) else {}), text[found.end() :]
    if found := _TOML.match(text):
        try:
            data = tomllib.loads(found[1])
        except tomllib.TOMLDecodeError:
            data = {}
        return {name: _plain(value) for name, value in data.items()}, text[found.end() :]
    return {}, text


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date | datetime.datetime) else value
