"""The common words that a site does not have, so that its search takes none of them for a misspelt one.

The browser gets those that are so near to a word of the site that the search might change them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

from kbsite.search.stemming import STEMMED, base, uninflected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Near = dict[str, Sequence[str]]
"""The common words near to a folded word."""

_LONG = 9
"""From how many letters on two of them may be wrong, as in layouts/assets/words.js."""

_DOUBLED = re.compile(r"(.)\1+")


@cache
def frequent_words(language: str = "nb") -> tuple[str, ...]:
    """Return the commonest words of four letters or more in Norwegian or English, the commonest first."""
    if language not in STEMMED:
        return ()
    lines = (
        (files("kbsite.search") / ("frequent.en.txt" if language == "en" else "frequent.txt"))
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return tuple(line for line in lines if not line.startswith("#"))


def mistakable(words: Iterable[str], language: str = "nb", known: Near | None = None) -> list[str]:
    """Return the common words that `words` lack and that are a few letters from one of them.

    `known` has the common words near to words that have been asked for before; it gets those of the others.
    """
    site = tuple(words)
    folded = {fold(word) for word in site}
    near = {} if known is None else known
    missing = [word for word in folded if word not in near]
    if missing:
        near |= near_words(missing, language)
    found = {other for word in folded for other in near[word]}
    had = {base(word, language) for word in site}
    return sorted(word for word in found if uninflected(word, language) not in had)


def near_words(words: Iterable[str], language: str = "nb") -> Near:
    """Return, for each of some folded words, the common words that the search might take for it, sorted."""
    found: dict[str, set[str]] = {word: set() for word in words}
    common = [(fold(word), word) for word in frequent_words(language)]
    for length in range(1, max(map(len, found), default=0) + 1):
        shaped: dict[str, list[str]] = defaultdict(list)
        for word in found:
            for shape in _shapes(word, length):
                shaped[shape].append(word)
        for folded, word in common:
            for other in _near(folded, length, shaped):
                found[other].add(word)
    return {word: sorted(near) for word, near in found.items()}


def _near(word: str, length: int, shaped: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the words that are near enough to a word for the search to change it to one of them.

    Those of one length of shapes at a time: all shapes of a site's words at once take much memory.
    """
    most = 1 if len(word) < _LONG else 2
    found = {other for shape in _shapes(word, length) if shape in shaped for other in shaped[shape]}
    yield from (
        other for other in found if abs(len(other) - len(word)) <= most and distance(word, other, most) <= most
    )


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are put in, left out, changed or swapped; one more than `most` where it is more."""
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        following = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > most:
            return most + 1
        before, row = row, following
    return row[-1]


def fold(word: str) -> str:
    """Return a word without what is most often mistyped, as layouts/assets/words.js has it."""
    return _DOUBLED.sub(r"\1", plain(word))


def plain(word: str) -> str:
    """Return the same for a word with å, æ and ø, and for one that is written without them, as words.js does."""
    for pattern, letter in (("aa|å", "a"), ("ae|æ", "e"), ("oe|ø", "o")):
        word = re.sub(pattern, letter, word)
    return word


def _shapes(word: str, length: int) -> Iterator[str]:
    """Yield a word of so many letters, or one without any one or two of its letters: near words share such a shape.

    Two are left out of a long word only.
    """
    match len(word) - length:
        case 0:
            yield word
        case 1:
            yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
        case 2 if len(word) >= _LONG - 2:
            pairs = combinations(range(len(word)), 2)
            yield from (word[:one] + word[one + 1 : other] + word[other + 1 :] for one, other in pairs)
