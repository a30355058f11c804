"""The search settings of `data/search.yaml`, and the normal form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics import Location

Group = tuple[str, ...]
"""Words or phrases that are synonyms."""


@dataclass(frozen=True, slots=True)
class BestBet:
    """A page that an editor wants first for some queries; `at` is the place in the file."""

    queries: tuple[str, ...]
    page: str
    at: Location


@dataclass(frozen=True, slots=True)
class Everyday:
    """What readers say in everyday words, and what the site calls that: the first lead to the others, not back."""

    words: Group
    means: Group


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The search settings: synonyms, related words, everyday words, and best bets."""

    same: tuple[Group, ...] = ()
    near: tuple[Group, ...] = ()
    everyday: tuple[Everyday, ...] = ()
    bets: tuple[BestBet, ...] = ()


def normal(text: str) -> str:
    """Return the normal form of a word or a phrase: composed (NFC), lower case, no trailing dots."""
    words = unicodedata.normalize("NFC", text).lower().split()
    return " ".join(filter(None, (re.sub(r"\.+$", "", word) for word in words)))


def group(texts: Iterable[str]) -> Group:
    """Return a group of synonyms in normal form, without duplicates."""
    return tuple(dict.fromkeys(filter(None, map(normal, texts))))


def is_word(text: str) -> bool:
    """Return whether a text has a letter or a digit: the search knows no word without one."""
    return any(map(str.isalnum, text))
