"""Words of the glossary in a piece of running text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.lexicon import Term

_WORD = re.compile(r"(?<![\w-])\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a term is written: `pattern` matches it, and `full` tells that it is no abbreviation."""

    term: str
    pattern: re.Pattern[str]
    full: bool


@dataclass(frozen=True, slots=True)
class TermPatterns:
    """Every form of every term by its first word, the longest first; made once for a build.

    `written_out` matches, for each term with an abbreviation, a text that ends with the full form and a bracket.
    """

    forms: Mapping[str, tuple[Form, ...]]
    written_out: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in a text, from `begin` to `end`; `written_out` where the text itself has just said it in full."""

    begin: int
    end: int
    term: str
    written_out: bool


def term_patterns(glossary: Iterable[Term]) -> TermPatterns | None:
    """Return what the terms of a glossary are found by; None where there are none."""
    found: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    written_out = {}
    for term in glossary:
        full = [text for text in (term.term.nb, term.term.nn, *term.variants) if text and text != term.abbreviation]
        for text in dict.fromkeys((*full, *filter(None, [term.abbreviation]))):
            word = _WORD.search(text)
            if word:
                form = Form(term.id, _pattern(text, exact=_exact(text, term)), text in full)
                found[word[0].casefold()].append((text, form))
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
    return TermPatterns(forms, written_out)


def mentions(text: str, offset: int, patterns: TermPatterns) -> Iterator[Mention]:
    """Yield the terms that stand in `text` from `offset` on, in order; what stands before it is read only."""
    end = offset
    for word in _WORD.finditer(text, offset):
        for form in patterns.forms.get(word[0].casefold(), ()) if word.start() >= end else ():
            match = form.pattern.match(text, word.start())
            if match:
                begin, end = match.span()
                out = patterns.written_out.get(form.term) if not form.full else None
                yield Mention(begin, end, form.term, bool(out and out.search(text[max(0, begin - 120) : begin])))
                break


def _exact(text: str, term: Term) -> bool:
    """Return whether capitals count: in abbreviations, and in forms that have capitals within, such as FoU."""
    return text == term.abbreviation or text[1:] != text[1:].lower()


def _pattern(text: str, *, exact: bool) -> re.Pattern[str]:
    return re.compile(rf"{_spaced(text)}(?![\w-])", re.NOFLAG if exact else re.IGNORECASE)


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
