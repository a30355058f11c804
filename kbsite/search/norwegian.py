"""The built-in language data for Norwegian, read from `norwegian.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.model.search import Group


@dataclass(frozen=True, slots=True)
class Norwegian:
    """Stop words, word pairs of the two written standards, abbreviations, and related words."""

    stop: tuple[str, ...]
    same: tuple[Group, ...]
    abbreviations: tuple[Group, ...]
    near: tuple[Group, ...]


def norwegian() -> Norwegian:
    """Return the language data, in the order of the file."""
    data = tomllib.loads((files("kbsite.search") / "norwegian.toml").read_text(encoding="utf-8"))
    same, abbreviations, near = (
        tuple(tuple(each) for each in data[part]) for part in ("same", "abbreviations", "near")
    )
    return Norwegian(tuple(data["stop"].split()), same, abbreviations, near)
