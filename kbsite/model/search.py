"""The nouns of the search's words: what `data/search.yaml` lists, and the form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics import Location

Group = tuple[str, ...]
"""Words or phrases that may stand for one another."""


@dataclass(frozen=True, slots=True)
class BestBet:
    """A page that an editor wants first for some queries; `at` is where the file names the page."""

    queries: tuple[str, ...]
    page: str
    at: Location


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What editors tell the search: words that mean the same, words that are near, and pages to show first."""

    same: tuple[Group, ...] = ()
    near: tuple[Group, ...] = ()
    bets: tuple[BestBet, ...] = ()


def normal(text: str) -> str:
    """Return a word or a phrase as words are compared: composed, lower case, no dots that end a word."""
    words = unicodedata.normalize("NFC", text).lower().split()
    return " ".join(filter(None, (re.sub(r"\.+$", "", word) for word in words)))


def group(texts: Iterable[str]) -> Group:
    """Return what is left of a group of alternatives when each is in its normal form and stands once."""
    return tuple(dict.fromkeys(filter(None, map(normal, texts))))
