"""What the search knows of Norwegian on every site, read from `norwegian.toml`, the package's own data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.model.search import Group


@dataclass(frozen=True, slots=True)
class Norwegian:
    """Words without meaning in a query, words of the two standards, abbreviations, and words that are near."""

    stop: tuple[str, ...]
    same: tuple[Group, ...]
    abbreviations: tuple[Group, ...]
    near: tuple[Group, ...]


def norwegian() -> Norwegian:
    """Return the words, in the order of the file."""
    data = tomllib.loads((files("kbsite.search") / "norwegian.toml").read_text(encoding="utf-8"))
    same, abbreviations, near = (
        tuple(tuple(each) for each in data[part]) for part in ("same", "abbreviations", "near")
    )
    return Norwegian(tuple(data["stop"].split()), same, abbreviations, near)
