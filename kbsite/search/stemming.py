"""Stems of words, exactly as in layouts/assets/words.js; tests/test_search_words.py compares both.

Each function takes the language that the words are stemmed as: nb, for both standards of Norwegian, or en. Words
of other languages stay as they are: there the search has Pagefind's stems alone, and none where Pagefind has none.
"""

from __future__ import annotations

import re
from functools import lru_cache

STEMMED = ("nb", "nn", "en")
"""The languages that words are stemmed in here."""

_VOWELS = "aeiouyæøå"
_REGION = re.compile(f"[^{_VOWELS}]*[{_VOWELS}]+[^{_VOWELS}]")
_ENDINGS = (
    "hetenes hetene hetens heten heter endes ande ende edes enes erte ede ane ene ens ers ets het ast ert en ar er"
    " as es et a e s"
)
_INFLECTION = re.compile(f"(?:{_ENDINGS.replace(' ', '|')})$")
_BARE_S = re.compile(f"(?:[bcdfghjlmnoprtvyz]|[^{_VOWELS}]k)s$")
_DERIVATION = re.compile("(?:hetslov|eleg|elig|elov|slov|leg|eig|lig|els|lov|ig)$")

_IN_ENGLISH = re.compile("(?:ings?|ies|ied|es|ed|(?<![aiosuy])s|e|y)$")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_DERIVED_IN_ENGLISH = re.compile("(?:ation|ment|ness|ful)$")

_KNOWN = 131_072
"""How many words are remembered with their stems: a site has each of its words on many pages."""


@lru_cache(maxsize=_KNOWN)
def base(word: str, language: str = "nb") -> str:
    """Return a word in lower case without its inflection: `kommuneloven` is kommunelov, `planning` is plan."""
    return uninflected(word, language)


def uninflected(word: str, language: str = "nb") -> str:
    """Return the same as `base`, of a word that is asked for only once: it is not remembered."""
    if language not in STEMMED:
        return word
    start = _start(word)
    if language == "en":
        kept = _without(word, _IN_ENGLISH, start)
        return kept[:-1] if kept != word and _DOUBLED.search(kept) else kept
    matched = _INFLECTION.search(word, start)
    ending = matched[0] if matched else ""
    kept = word[: len(word) - len(ending)]
    if ending == "s" and not _BARE_S.search(word):
        kept = word
    if ending in ("ert", "erte"):
        kept += "er"
    return kept[:-1] if re.search("[dv]t$", kept[start:]) else kept


@lru_cache(maxsize=_KNOWN)
def stem(word: str, language: str = "nb") -> str:
    """Return the stem of a word in lower case, without what it is derived with: `kommuneloven` is kommun."""
    if language not in STEMMED:
        return word
    return _without(base(word, language), _DERIVED_IN_ENGLISH if language == "en" else _DERIVATION, _start(word))


def _start(word: str) -> int:
    """Return where the part of a word begins that an ending can be in."""
    found = _REGION.match(word)
    return max(found.end() if found else len(word), 3)


def _without(word: str, ending: re.Pattern[str], start: int) -> str:
    """Return a word without an ending that begins at `start` or later."""
    found = ending.search(word, min(start, len(word)))
    return word[: found.start()] if found else word
