"""Names of people in small letters or joined, told from other words by lists of names and the site's words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from kbsite.search.frequent import frequent_words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_PATRONYMIC = ("sen", "son", "dotter", "dottir", "datter")
"""How many family names end."""

_LEAST = 3
"""The shortest part of a name that is joined with another."""


@cache
def common_names() -> frozenset[str]:
    """Return the names of people and places that are common in Norwegian, in lower case."""
    return _listed("names.txt")


@cache
def _given_names() -> frozenset[str]:
    return _listed("given.txt")


def _listed(name: str) -> frozenset[str]:
    lines = (files("kbsite.search.asked") / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _common_words() -> frozenset[str]:
    return frozenset(frequent_words()) - common_names()


def names_somebody(words: Sequence[str], known: Container[str]) -> bool:
    """Return whether words in lower case have somebody's name; `known` are the words of the site.

    A name is two words after one another: one in the lists of names, and another that the site does not have. Only
    where the site has neither may the other be any word (kari bakke); else it must be a name too (per hansen). A
    joined name is a word that the site lacks, made of a given name and another.
    """
    joined = any(_is_joined(word, known) for word in words)
    return joined or any(_is_name(first, other, known) for first, other in pairwise(words))


def _is_name(first: str, other: str, known: Container[str]) -> bool:
    given, family = first in _given_names() or first in common_names(), _is_strange_name(other, known)
    if given and family:
        return True
    strange = first not in known and other not in known
    return strange and (given or (family and first not in _common_words()))


def _is_strange_name(word: str, known: Container[str]) -> bool:
    """Return whether a word is a name that the site does not have."""
    likely = word in common_names() or (word.endswith(_PATRONYMIC) and word not in _common_words())
    return likely and word not in known


def _is_joined(word: str, known: Container[str]) -> bool:
    if word in known or word in _common_words() or word in common_names():
        return False
    cuts = ((word[:at], word[at:]) for at in range(_LEAST, len(word) - _LEAST))
    given = ((first, rest) for first, rest in cuts if first in common_names() or first in _given_names())
    return any(_is_strange_name(rest, ()) or _is_family(first, rest) for first, rest in given)


def _is_family(first: str, rest: str) -> bool:
    """Return whether a common word after a given name that is no other word is its family's: karinordmann."""
    return first in common_names() and rest in _common_words()
