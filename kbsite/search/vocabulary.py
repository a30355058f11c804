"""The vocabulary of a site for its search: which words it has, and the list that misspelt ones are put right by."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING

from kbsite.search.stemming import base, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST = 20_000
"""How many words are listed, the commonest: some 2 bytes each."""

MOST_STEMS = 6_000
"""How many words without inflection, or stems, the filter has, the commonest: one byte each."""

_WORD = re.compile(r"[^\W\d_]{3,}")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What says how many letters a word has in common with the one before."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of three letters or more, in lower case, each once, sorted."""
    return tuple(sorted(set(_WORD.findall(unicodedata.normalize("NFC", text).lower()))))


def vocabulary(texts: Iterable[Iterable[str]]) -> list[str]:
    """Return the words of some texts, the words of each given, sorted by code point."""
    return _commonest(texts, MOST)


def stems(texts: Iterable[Iterable[str]], language: str = "nb") -> list[str]:
    """Return the same words without their inflections, and their stems."""
    forms: dict[str, list[list[int]]] = defaultdict(list)
    for word, found in places(texts).items():
        for form in {base(word, language), stem(word, language)}:
            forms[form].append(found)
    often = {form: len(set().union(*found)) for form, found in forms.items()}
    return _most_used(often, MOST_STEMS)


def places(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return, for each word, the numbers of the texts that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for word in words:
            found[word].append(number)
    return found


def _commonest(texts: Iterable[Iterable[str]], most: int) -> list[str]:
    """Return the words that most texts have, sorted."""
    often: Counter[str] = Counter()
    for words in texts:
        often.update(words)
    return _most_used(often, most)


def _most_used(often: Mapping[str, int], most: int) -> list[str]:
    return sorted(sorted(often, key=lambda word: (-often[word], word))[:most])


def packed(words: Iterable[str]) -> str:
    """Return sorted words front-coded in one string: the length of the shared prefix in base 36, and the rest.

    `plan`, `planer`, `planstrategi` are `0plan4er4strategi`.
    """
    before, parts = "", []
    for word in words:
        shared = shared_letters(before, word)
        parts.append(DIGITS[shared] + word[shared:])
        before = word
    return "".join(parts)


def shared_letters(before: str, word: str) -> int:
    """Return how many letters two words begin with in common, as far as a digit can say it."""
    pairs = zip(word, before, strict=False)
    return min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), len(DIGITS) - 1)
