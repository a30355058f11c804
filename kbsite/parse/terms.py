"""Glossary terms in a piece of running text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.model.lexicon import Term

_WORD = re.compile(r"(?<![\w-])\w+")
_ANY = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a term: `pattern` matches it, and `full` is false for an abbreviation."""

    term: str
    pattern: re.Pattern[str]
    full: bool


@dataclass(frozen=True, slots=True)
class TermPatterns:
    """Every form of every term by its first word, the longest first; compiled once for a build.

    `words` are the first words of each term's forms. `written_out` matches, for each term with an abbreviation, a
    text that ends with the full form and a bracket.
    """

    forms: Mapping[str, tuple[Form, ...]]
    words: Mapping[str, frozenset[str]]
    written_out: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A term from `begin` to `end` of a text; `written_out` where the text has just given its full form."""

    begin: int
    end: int
    term: str
    written_out: bool


def term_patterns(glossary: Iterable[Term]) -> TermPatterns | None:
    """Return the patterns that find the terms of a glossary; None where there are none."""
    found: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    written_out = {}
    for term in glossary:
        full = [text for text in (*term.term.forms, *term.variants) if text and text != term.abbreviation]
        for text in dict.fromkeys((*full, *filter(None, [term.abbreviation]))):
            word = _WORD.search(text)
            if word:
                form = Form(term.id, _pattern(text, exact=_exact(text, term)), text in full)
                found[word[0].casefold()].append((text, form))
                words[term.id].add(word[0].casefold())
        if term.abbreviation:
            names = "|".join(_spaced(text) for text in (*full, *term.synonyms))
            written_out[term.id] = re.compile(
                rf"(?<!\w)(?:{names})[»”\"']?\s*\((?:forkortet |forkorta )?$", re.IGNORECASE
            )
    if not found:
        return None
    forms = {
        word: tuple(form for _, form in sorted(each, key=lambda pair: -len(pair[0])))
        for word, each in found.items()
    }
    return TermPatterns(forms, {name: frozenset(each) for name, each in words.items()}, written_out)


@dataclass(slots=True)
class Unexplained:
    """The terms of one text that are still to be explained: those already met, and the others' first words."""

    patterns: TermPatterns
    met: set[str]
    first_words: set[str]

    def mentions(self, text: str, offset: int) -> Iterator[Mention]:
        """Yield the first mentions of terms in `text` from `offset` on; what precedes is context only.

        Most texts hold no term, and are searched just once. Terms already met are searched again where another may
        follow, for a term inside a longer term is no mention.
        """
        if self.first_words.isdisjoint(_ANY.findall(text.casefold())):
            return
        end = offset
        for word in _WORD.finditer(text, offset):
            mention = self._mention(text, word) if word.start() >= end else None
            if mention:
                end = mention.end
                if mention.term not in self.met:
                    yield mention

    def meet(self, term: str) -> None:
        """Mark the term as explained."""
        self.met.add(term)
        for word in self.patterns.words[term]:
            if all(form.term in self.met for form in self.patterns.forms[word]):
                self.first_words.discard(word)

    def _mention(self, text: str, word: re.Match[str]) -> Mention | None:
        for form in self.patterns.forms.get(word[0].casefold(), ()):
            match = form.pattern.match(text, word.start())
            if match:
                begin, end = match.span()
                out = self.patterns.written_out.get(form.term) if not form.full else None
                return Mention(begin, end, form.term, bool(out and out.search(text[max(0, begin - 120) : begin])))
        return None


def unexplained(patterns: TermPatterns) -> Unexplained:
    """Return the state at the beginning of a text: no term explained yet."""
    return Unexplained(patterns, set(), set(patterns.forms))


def _exact(text: str, term: Term) -> bool:
    """Return whether case matters: in abbreviations, and in forms with capitals inside, such as FoU."""
    return text == term.abbreviation or text[1:] != text[1:].lower()


def _pattern(text: str, *, exact: bool) -> re.Pattern[str]:
    return re.compile(rf"{_spaced(text)}(?![\w-])", re.NOFLAG if exact else re.IGNORECASE)


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
