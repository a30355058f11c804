"""The built-in language data of the search, read from `norwegian.toml` or `english.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kbsite.model.search import Everyday
from kbsite.norwegian.names_and_dates import LANGUAGES, PAGE_LANGUAGES

if TYPE_CHECKING:
    from kbsite.model.search import Group


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """Stop words, those of them that are one word in both standards, synonyms, abbreviations, and other words.

    Related words lead to one another, everyday words to what is meant by them.
    """

    stop: tuple[str, ...]
    stop_alike: tuple[Group, ...]
    same: tuple[Group, ...]
    abbreviations: tuple[Group, ...]
    near: tuple[Group, ...]
    everyday: tuple[Everyday, ...]


def stemmed_as(language: str) -> str:
    """Return the language whose stems a site's search has; both standards of Norwegian share one index."""
    return LANGUAGES[0] if language in LANGUAGES else language


@cache
def built_in(language: str) -> BuiltIn:
    """Return the data of the language of a site, in the order of the file; none where there is no such file."""
    if language not in PAGE_LANGUAGES:
        return BuiltIn((), (), (), (), (), ())
    name = "norwegian" if language in LANGUAGES else "english"
    data = tomllib.loads((files("kbsite.search") / f"{name}.toml").read_text(encoding="utf-8"))
    parts = ("stop_alike", "same", "abbreviations", "near")
    alike, same, abbreviations, near = (tuple(tuple(each) for each in data.get(part, ())) for part in parts)
    everyday = tuple(Everyday(tuple(words), tuple(means)) for words, means in data.get("everyday", ()))
    return BuiltIn(tuple(data["stop"].split()), alike, same, abbreviations, near, everyday)
