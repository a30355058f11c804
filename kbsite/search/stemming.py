"""Stems of Norwegian words, exactly as in layouts/assets/words.js; tests/test_search_words.py compares both."""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "aeiouyæøå"
_REGION = re.compile(f"[^{_VOWELS}]*[{_VOWELS}]+[^{_VOWELS}]")
_ENDINGS = (
    "hetenes hetene hetens heten heter endes ande ende edes enes erte ede ane ene ens ers ets het ast ert en ar er"
    " as es et a e s"
)
_INFLECTION = re.compile(f"(?:{_ENDINGS.replace(' ', '|')})$")
_BARE_S = re.compile(f"(?:[bcdfghjlmnoprtvyz]|[^{_VOWELS}]k)s$")
_DERIVATION = re.compile("(?:hetslov|eleg|elig|elov|slov|leg|eig|lig|els|lov|ig)$")


_KNOWN = 131_072
"""How many words are remembered with their stems: a site has each of its words on many pages."""


@lru_cache(maxsize=_KNOWN)
def base(word: str) -> str:
    """Return a word in lower case without its inflection: `kommuneloven` is kommunelov."""
    found = _REGION.match(word)
    start = max(found.end() if found else len(word), 3)
    matched = _INFLECTION.search(word, start)
    ending = matched[0] if matched else ""
    kept = word[: len(word) - len(ending)]
    if ending == "s" and not _BARE_S.search(word):
        kept = word
    if ending in ("ert", "erte"):
        kept += "er"
    return kept[:-1] if re.search("[dv]t$", kept[start:]) else kept


@lru_cache(maxsize=_KNOWN)
def stem(word: str) -> str:
    """Return the stem of a word in lower case, without what it is derived with: `kommuneloven` is kommun."""
    found = _REGION.match(word)
    start = max(found.end() if found else len(word), 3)
    kept = base(word)
    return kept[:start] + _DERIVATION.sub("", kept[start:])
