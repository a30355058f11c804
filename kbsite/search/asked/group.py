"""Queries that ask the same: alike but for order, inflection, stop words and the two written standards."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.model.search import normal
from kbsite.norwegian.standards import PAIRS
from kbsite.search.stemming import base

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|§")

_RULES = (
    (re.compile(r"^kv(?=[aeiouyæøå])"), "hv"),
    (re.compile(r"^korleis$"), "hvordan"),
    (re.compile(r"heit(?=$|a|er|ene|ane|s)"), "het"),
    (re.compile(r"leg(?=$|e|t)"), "lig"),
    (re.compile(r"øyring"), "øring"),
    (re.compile(r"medverk"), "medvirk"),
    (re.compile(r"løyve?"), "bevilling"),
    (re.compile(r"heim"), "hjem"),
)
"""Regular differences of nynorsk from bokmål, in the words that the lists do not have."""

_IN_BOKMAL = {base(nn): base(nb) for nb, nn in PAIRS}


@dataclass(slots=True)
class Wordings:
    """The queries of one group: how many readers used each wording, and each form of each of its words."""

    readers: set[int] = field(default_factory=set)
    texts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, text: str, reader: int, stop: frozenset[str]) -> None:
        """Count a query of a reader."""
        self.readers.add(reader)
        self.texts[normal(text)].add(reader)
        for word in _words(text, stop):
            self.forms[concept(word)][word] += 1

    def label(self, least: int) -> str:
        """Return the wording that most readers used; where fewer than `least` did, the words of the group alone."""
        text, readers = max(self.texts.items(), key=lambda each: (len(each[1]), each[0]))
        if len(readers) >= least:
            return text
        return " ".join(max(each.items(), key=lambda form: (form[1], form[0]))[0] for each in self.forms.values())


def concept(word: str) -> str:
    """Return what stands for a word in both standards and all of its inflections."""
    stem = base(word.lower())
    if stem in _IN_BOKMAL:
        return _IN_BOKMAL[stem]
    for pattern, instead in _RULES:
        stem = pattern.sub(instead, stem)
    return stem


def concepts(text: str, stop: Iterable[str]) -> tuple[str, ...]:
    """Return what a query asks for: its words without stop words, unless it has no others, sorted."""
    return tuple(sorted({concept(word) for word in _words(text, frozenset(stop))}))


def content_words(text: str, stop: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a query that carry its meaning, in their order."""
    return tuple(dict.fromkeys(_words(text, stop)))


def _words(text: str, stop: frozenset[str]) -> list[str]:
    found = _WORD.findall(normal(text))
    return [word for word in found if word not in stop] or found
