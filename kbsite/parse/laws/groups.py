"""Section signs in a text → each with the law that the text itself says: before it, after it, or with others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import nearest
from kbsite.parse.laws.patterns import single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.model.lexicon import Law
    from kbsite.parse.laws.names import Named, Names
    from kbsite.parse.laws.patterns import LawPatterns

_NO_LAW = frozenset(
    {"skal.", "til.", "tal.", "tall.", "mål.", "del.", "vel.", "hel.", "full.", "null.", "spill.", "val."}
)
"""Words that look like a law's abbreviation but are none, before a section sign."""

_ABBREVIATION = re.compile(r"(?<![\w-])([a-zæøå]{1,4}l\.)[\s,]*$", re.IGNORECASE)
_ORDINAL = r"(?:første|fyrste|andre|annet|anna|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|siste|[0-9]+\.)"
_KINDS = "loven|lova|forskriften|forskrifta"
_THE_LAW = re.compile(rf"(?<![\w-])({_KINDS})s?(?:\s+(?:sin|si|sitt|sine))?\s*$", re.IGNORECASE)
_IN_THE_LAW = re.compile(rf"(?:\s+{_ORDINAL}\s+(?:ledd|punktum|setning))*\s+i\s+({_KINDS})(?![\w-])", re.IGNORECASE)
_IN = re.compile(r"\s+i\s+")
_PARTS = re.compile(
    rf"(?:,?\s+(?:{_ORDINAL}\s+(?:ledd|punktum|setning)|bokstav\s+[a-z](?:\s+(?:og|til|eller)\s+[a-z])?|nr\.\s*[0-9]+)"
    r"(?!\w))*",
    re.IGNORECASE,
)
"""The parts of a section that a reference may name: første ledd bokstav a, andre punktum, nr. 4."""


_RULES = (
    r"[\w-]*(?:vedtektene|vedtektenes|vedtektene|vedtekter|vedtektar|vedtektane|reglementet|reglement|avtalen|avtala"
    r"|avtale|kontrakten|kontrakt|instruksen|instruks|statuttene|statuttane|planbestemmelsene|bestemmelsene"
    r"|føresegnene|konvensjonen|direktivet|forordningen|forordninga|traktaten|overenskomsten)"
)
_FORMER = re.compile(
    r"(?<!\w)(?:tidligere|tidlegare|gamle|gammel|gamal|opphevede|oppheva|forrige|førre|daværende|dåverande)\s*$",
    re.IGNORECASE,
)
"""Words before a section that say that it was one."""

_OF_RULES = re.compile(
    rf"(?<![\w-])(?:{_RULES}s?|(?:forskrift(?:en|a)?|lov)\s+om\s+[^.,;:()§|]{{3,70}})\s*$", re.IGNORECASE
)
_IN_RULES = re.compile(rf"\s+i\s+(?:\w+\s+)?{_RULES}(?![\w-])", re.IGNORECASE)
"""Rules that have sections but are no law, such as a club's statutes or a plan's provisions."""

_BETWEEN = re.compile(
    r"(?:\s+(?:sin|si|sitt|sine))?(?:\s*,)?\s*"
    r"|\s*\((?!\s*(?:av\s+|frå\s+|fra\s+)?[0-9]{4}\s*\))[^()]{1,80}\)\s*"
    r"|\)\s*"
    r"|,?\s+(?:kap\.|kapittel)\s*[0-9]+[a-z]?\s*,?\s*(?:(?:og|jf\.)\s+)?"
)
"""What may come between a law's name and its section sign."""

_LATER = re.compile(
    r"(?:\s+(?:første|fyrste|andre|annet|anna|tredje|fjerde|femte|sjette|siste)\s+(?:ledd|punktum|setning))*"
    r"\s*(?:[–-]|,|(?:,\s*)?(?:og|eller|samt|jf\.?|jfr\.?))\s*(?:også\s+|òg\s+)?"
)
"""What may come between two sections of one law."""

_NEAR = 200
"""How many characters after a law's name its section may come."""

_JUST_BEFORE = 120
"""How many characters before an offset are enough context for what directly precedes it."""


@dataclass(frozen=True, slots=True)
class Group:
    """A section sign with its numbers, and the law that it refers to.

    The words of the reference run from `first` to `last`, which may include the law's name. `bare` says that the
    text does not say the law itself, `joined` that it follows another section of the same law.
    """

    match: re.Match[str]
    law: Law | None = None
    name: str = ""
    first: int = -1
    last: int = -1
    reverse: bool = False
    bare: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown name that looks like that of a law: its offset, and the most similar known name or ""."""

    begin: int
    name: str
    near: str


def grouped(text: str, match: re.Match[str], names: Names, groups: Sequence[Group]) -> Group:
    """Return the sections of `match` with their law: named before, after, or with the previous sections."""
    begin, end = match.span()
    before = names.before(begin)
    if before and begin - before.end <= _NEAR and _BETWEEN.fullmatch(text, before.end, begin):
        joined = not text[before.end : begin].strip()
        return Group(match, before.law, single(before.name), before.begin if joined else begin, end)
    named = _after(text, end, names)
    if named:
        return Group(match, named.law, single(named.name), begin, named.end, reverse=True)
    last = groups[-1] if groups else None
    if last and _LATER.fullmatch(text, max(last.last, last.match.end()), begin):
        return replace(last, match=match, first=begin, last=end, reverse=False, joined=True)
    ruled = _OF_RULES.search(text, max(0, begin - _JUST_BEFORE), begin) or _IN_RULES.match(text, end)
    former = _FORMER.search(text, max(0, begin - _JUST_BEFORE), begin)
    in_address = begin > 0 and text[begin - 1] in "/#=?&%"
    return Group(match, first=begin, last=end, bare=not (ruled or former or in_address))


def _after(text: str, end: int, names: Names) -> Named | None:
    """Return the law named after a section: «§ 4 første ledd bokstav a i folkehelseloven»."""
    parts = _PARTS.match(text, end)
    after = _IN.match(text, parts.end() if parts else end)
    return names.at(after.end()) if after else None


def backwards(text: str, groups: list[Group]) -> list[Group]:
    """Resolve sections whose law is named after later sections: § 3-1 og § 11-1 i pbl."""
    for index in range(len(groups) - 2, -1, -1):
        group, following = groups[index], groups[index + 1]
        gap = text[group.match.end() : following.match.start()]
        if group.bare and following.reverse and _LATER.fullmatch(gap):
            first, last = group.match.span()
            groups[index] = replace(following, match=group.match, first=first, last=last)
    return groups


def unknown_law(text: str, group: Group, names: Names, patterns: LawPatterns) -> Unknown | None:
    """Return the unknown name or abbreviation that a section follows, or that follows it after «i»."""
    begin, end = group.match.span()
    before = names.before(begin)
    if before and not text[before.end : begin].strip(" \t\n,\u00a0"):
        strange = before if before.law is None else None
    else:
        strange = _after(text, end, names)
    if strange and strange.foreign:
        return None
    if strange and strange.law is None:
        near = nearest(single(strange.name), patterns.by_name)
        known = single(strange.name).lower() in patterns.by_name
        return None if known else Unknown(strange.begin, single(strange.name), near)
    short = _ABBREVIATION.search(text, max(0, begin - _JUST_BEFORE), begin)
    if short and short[1].casefold() not in _NO_LAW:
        return Unknown(short.start(1), short[1], nearest(short[1], patterns.by_name))
    return None


def kind_said(text: str, group: Group) -> bool | None:
    """Return whether the text says «forskriften» (true) or «loven» (false) of a section; None for neither."""
    begin, end = group.match.span()
    said = _THE_LAW.search(text, max(0, begin - _JUST_BEFORE), begin) or _IN_THE_LAW.match(text, end)
    return said[1].lower().startswith("forskrift") if said else None
