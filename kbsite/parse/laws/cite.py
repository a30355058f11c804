"""The references to law in a piece of running text: which section of which law, and the offsets of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import nearest
from kbsite.parse.laws.names import Names, names_in
from kbsite.parse.laws.numbers import CHAPTERS, QUICK, SECTIONS, chapters, numbers, unclosed_brackets
from kbsite.parse.laws.patterns import LawPatterns, single
from kbsite.parse.laws.scopes import OTHER, Scopes, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.model.lexicon import Law, LawMention

_NO_LAW = frozenset(
    {"skal.", "til.", "tal.", "tall.", "mål.", "del.", "vel.", "hel.", "full.", "null.", "spill.", "val."}
)
"""Words that look like a law's abbreviation but are none, before a section sign."""

_ABBREVIATION = re.compile(r"(?<![\w-])([a-zæøå]{1,4}l\.)[\s,]*$", re.IGNORECASE)
_KINDS = "loven|lova|forskriften|forskrifta"
_THE_LAW = re.compile(rf"(?<![\w-])({_KINDS})s?(?:\s+(?:sin|si|sitt|sine))?\s*$", re.IGNORECASE)
_IN_THE_LAW = re.compile(rf"\s+i\s+({_KINDS})(?![\w-])", re.IGNORECASE)
_IN = re.compile(r"\s+i\s+")
_GAP = re.compile(r"[\s,]{0,4}")

_RULES = (
    r"[\w-]*(?:vedtektene|vedtektenes|vedtektene|vedtekter|vedtektar|vedtektane|reglementet|reglement|avtalen|avtala"
    r"|avtale|kontrakten|kontrakt|instruksen|instruks|statuttene|statuttane|planbestemmelsene|bestemmelsene"
    r"|føresegnene|konvensjonen|direktivet|forordningen|forordninga|traktaten|overenskomsten)"
)
_OF_RULES = re.compile(rf"(?<![\w-]){_RULES}s?\s*$", re.IGNORECASE)
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

_SENTENCE_END = re.compile(r"[.!?:]\s+[A-ZÆØÅ«§]")
_NEAR = 200
_JUST_BEFORE = 120
"""How many characters before an offset are enough context for what directly precedes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference from `begin` to `end` of a text; `covered` are its section and those of a range up to it.

    `label` is the full reference where the text itself abbreviates, such as «7» in «folkehelseloven §§ 4–7».
    """

    begin: int
    end: int
    law: Law
    section: str
    covered: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown name that looks like that of a law: its offset, and the most similar known name or ""."""

    begin: int
    name: str
    near: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A section that stands alone where nobody can tell whose it is: its offset, its words, and the laws it may be of."""

    begin: int
    section: str
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A law that a text names, or a whole chapter of it: its offset, the law, and the chapter or ""."""

    begin: int
    law: Law
    chapter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a piece of text says of laws; `mentions` are all laws that it names, in order, known or not."""

    citations: tuple[Citation, ...] = ()
    named: tuple[Named, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    mentions: tuple[LawMention, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """A section sign with its numbers, and the law that it refers to.

    The words of the reference run from `first` to `last`, which may include the law's name. `bare` says that the text
    does not say the law itself, `joined` that it follows another section of the same law.
    """

    match: re.Match[str]
    law: Law | None = None
    name: str = ""
    first: int = -1
    last: int = -1
    reverse: bool = False
    bare: bool = False
    joined: bool = False


def cite(text: str, offset: int, patterns: LawPatterns, scopes: Scopes | None = None) -> Cited:
    """Return what `text` says of laws from `offset` on; what precedes is context only.

    `scopes` knows the laws named before the text; it is read only.
    """
    names = names_in(text, patterns)
    mentions = tuple(each.mention for each in names.all if each.begin >= offset)
    if not QUICK.search(text, offset):
        return Cited(named=_named(text, offset, names, ()), mentions=mentions)
    groups: list[_Group] = []
    unknown: list[Unknown] = []
    for match in SECTIONS.finditer(text):
        group = _grouped(text, match, names, groups)
        strange = _unknown(text, group, names, patterns) if group.law is None and not group.joined else None
        if strange and match.start() >= offset:
            unknown.append(strange)
        groups.append(replace(group, bare=False) if strange else group)
    groups, unclear = _placed(text, offset, _backwards(text, groups), names, patterns, scopes or Scopes())
    unclosed = unclosed_brackets(text)
    citations = tuple(
        each
        for group in groups
        if group.law and group.match.start() >= offset
        for each in _citations(text, group, group.law, offset, unclosed)
    )
    spans = tuple((each.begin, each.end) for each in citations)
    return Cited(
        citations=citations,
        named=_named(text, offset, names, spans),
        unknown=tuple(unknown),
        unclear=unclear,
        mentions=mentions,
    )


def _grouped(text: str, match: re.Match[str], names: Names, groups: Sequence[_Group]) -> _Group:
    """Return the sections of `match` with their law: named before, after, or with the previous sections."""
    begin, end = match.span()
    before = names.before(begin)
    if before and begin - before.end <= _NEAR and _BETWEEN.fullmatch(text, before.end, begin):
        joined = not text[before.end : begin].strip()
        return _Group(match, before.law, single(before.name), before.begin if joined else begin, end)
    after = _IN.match(text, end)
    named = names.at(after.end()) if after else None
    if named and named.law:
        return _Group(match, named.law, single(named.name), begin, named.end, reverse=True)
    last = groups[-1] if groups else None
    if last and _LATER.fullmatch(text, max(last.last, last.match.end()), begin):
        return replace(last, match=match, first=begin, last=end, reverse=False, joined=True)
    ruled = _OF_RULES.search(text, max(0, begin - _JUST_BEFORE), begin) or _IN_RULES.match(text, end)
    in_address = begin > 0 and text[begin - 1] in "/#=?&%"
    return _Group(match, first=begin, last=end, bare=not (ruled or in_address))


def _backwards(text: str, groups: list[_Group]) -> list[_Group]:
    """Resolve sections whose law is named after later sections: § 3-1 og § 11-1 i pbl."""
    for index in range(len(groups) - 2, -1, -1):
        group, following = groups[index], groups[index + 1]
        gap = text[group.match.end() : following.match.start()]
        if group.bare and following.reverse and _LATER.fullmatch(gap):
            first, last = group.match.span()
            groups[index] = replace(following, match=group.match, first=first, last=last)
    return groups


def _unknown(text: str, group: _Group, names: Names, patterns: LawPatterns) -> Unknown | None:
    """Return the unknown name or abbreviation that a section follows, or that follows it after «i»."""
    begin, end = group.match.span()
    before = names.before(begin)
    if before and not text[before.end : begin].strip(" \t\n,\u00a0"):
        strange = before if before.law is None else None
    else:
        after = _IN.match(text, end)
        strange = names.at(after.end()) if after else None
    if strange and strange.law is None:
        near = nearest(single(strange.name), patterns.by_name)
        known = single(strange.name).lower() in patterns.by_name
        return None if known else Unknown(strange.begin, single(strange.name), near)
    short = _ABBREVIATION.search(text, max(0, begin - _JUST_BEFORE), begin)
    if short and short[1].casefold() not in _NO_LAW:
        return Unknown(short.start(1), short[1], nearest(short[1], patterns.by_name))
    return None


def _placed(
    text: str, offset: int, groups: list[_Group], names: Names, patterns: LawPatterns, scopes: Scopes
) -> tuple[list[_Group], tuple[Unclear, ...]]:
    """Return the groups with the law of each section that stands alone, and those of which nobody can tell."""
    placed: list[_Group] = []
    unclear: list[Unclear] = []
    here: dict[LawMention, None] = {}
    done, last = 0, None
    for group in groups:
        if group.bare and group.joined and placed:
            placed.append(replace(group, law=placed[-1].law, name=placed[-1].name))
            continue
        begin = group.match.start()
        while done < len(names.all) and names.ends[done] <= begin:
            last = names.all[done]
            note(here, last.mention)
            done += 1
        if not group.bare or begin < offset:
            placed.append(group)
            continue
        near = last is not None and begin - last.end <= _NEAR
        same = bool(near and last and not _SENTENCE_END.search(text, last.end, begin))
        answer = scopes.law_of(here, _kind(text, group), same_sentence=same)
        law = patterns.by_id.get(answer.law)
        placed.append(replace(group, law=law, name=law.name(scopes.outer.language) if law else ""))
        laws = tuple(patterns.by_id[each].name(scopes.outer.language) for each in answer.unsure if each != OTHER)
        if laws:
            unclear.append(Unclear(begin, single(group.match[0]), laws))
    return placed, tuple(unclear)


def _kind(text: str, group: _Group) -> bool | None:
    """Return whether the text says «forskriften» (true) or «loven» (false) of a section; None for neither."""
    begin, end = group.match.span()
    said = _THE_LAW.search(text, max(0, begin - _JUST_BEFORE), begin) or _IN_THE_LAW.match(text, end)
    return said[1].lower().startswith("forskrift") if said else None


def _named(text: str, offset: int, names: Names, spans: Sequence[tuple[int, int]]) -> tuple[Named, ...]:
    """Return the laws that a text names without a section, and the whole chapters that it names of them."""
    found: list[Named] = []
    for each in names.all:
        if each.law is None or each.begin < offset:
            continue
        cited = bisect_right(spans, (each.begin, len(text))) - 1
        if cited < 0 or each.begin >= spans[cited][1]:
            found.append(Named(each.begin, each.law))
        found += (Named(each.begin, each.law, chapter) for chapter in _chapters(text, each.begin, each.end))
    return tuple(found)


def _chapters(text: str, begin: int, end: int) -> Iterator[str]:
    """Yield the chapters named right after a law, or right before it: «kapittel 11 i plan- og bygningsloven»."""
    gap = _GAP.match(text, end)
    after = CHAPTERS.match(text, gap.end() if gap else end)
    if after:
        yield from chapters(after["numbers"])
    window = max(0, begin - _JUST_BEFORE)
    for before in CHAPTERS.finditer(text, window, begin):
        if _IN.fullmatch(text, before.end(), begin):
            yield from chapters(before["numbers"])


def _citations(text: str, group: _Group, law: Law, offset: int, unclosed: frozenset[int]) -> Iterator[Citation]:
    """Yield a reference for each number; the first, or a single one before the law, includes the law's name."""
    found = numbers(text, group.match, unclosed)
    for index, each in enumerate(found):
        first = each.begin if index else (group.first if group.first >= offset else group.match.start())
        last = group.last if len(found) == 1 and group.reverse and group.last > each.end else each.end
        named = first < group.match.start() or last > each.end
        visible = single(text[first:last])
        shown = visible if visible[:1] == "§" or not visible[:1].isdigit() else f"§ {visible}"
        label = "" if named else f"{group.name} {shown}"
        yield Citation(
            begin=first, end=last, law=law, section=each.section, covered=each.covered, label=label
        )
