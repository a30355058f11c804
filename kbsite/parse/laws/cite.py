"""The references to law in a piece of running text: which section of which law, and the offsets of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.parse.laws.alone import alone
from kbsite.parse.laws.citation import Citation
from kbsite.parse.laws.elsewhere import elsewhere
from kbsite.parse.laws.groups import Group, Unknown, backwards, grouped, kind_said, unknown_law
from kbsite.parse.laws.names import Names, names_in
from kbsite.parse.laws.numbers import CHAPTERS, QUICK, SECTIONS, chapters, numbers, unclosed_brackets
from kbsite.parse.laws.patterns import single
from kbsite.parse.laws.scopes import OTHER, Scopes, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.model.lexicon import Law, LawMention
    from kbsite.parse.laws.patterns import LawPatterns

_IN = re.compile(r"\s+i\s+")
_GAP = re.compile(r"[\s,]{0,4}")
_SENTENCE_END = re.compile(r"[.!?:]\s+[A-ZÆØÅ«§]")
_NEAR = 200
_JUST_BEFORE = 120
"""How many characters before an offset are enough context for what directly precedes it."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A section of which nobody can tell the law: its offset, its words, and the laws that it may be of."""

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


def cite(text: str, offset: int, patterns: LawPatterns, scopes: Scopes | None = None) -> Cited:
    """Return what `text` says of laws from `offset` on; what precedes is context only.

    `scopes` knows the laws named before the text; it is read only.
    """
    names = names_in(text, patterns, 0 if QUICK.search(text, offset) else offset)
    mentions = tuple(each.mention for each in names.all if each.begin >= offset)
    others = _elsewhere(text, offset, names, patterns, scopes or Scopes())
    if not QUICK.search(text, offset):
        spans = tuple((each.begin, each.end) for each in others)
        return Cited(citations=others, named=_named(text, offset, names, spans), mentions=mentions)
    groups: list[Group] = []
    unknown: list[Unknown] = []
    for match in SECTIONS.finditer(text):
        group = grouped(text, match, names, groups)
        strange = unknown_law(text, group, names, patterns) if group.law is None and not group.joined else None
        if strange and match.start() >= offset:
            unknown.append(strange)
        groups.append(replace(group, bare=False) if strange else group)
    groups, unclear = _placed(text, offset, backwards(text, groups), names, patterns, scopes or Scopes())
    unclosed = unclosed_brackets(text)
    citations = tuple(
        each
        for group in groups
        if group.law and group.match.start() >= offset
        for each in _citations(text, group, group.law, offset, unclosed)
    )
    free = (each for each in others if all(each.end <= one.begin or one.end <= each.begin for one in citations))
    citations = tuple(sorted((*citations, *free), key=lambda each: each.begin))
    spans = tuple((each.begin, each.end) for each in citations)
    return Cited(
        citations=citations,
        named=_named(text, offset, names, spans),
        unknown=tuple(unknown),
        unclear=unclear,
        mentions=mentions,
    )


def _elsewhere(text: str, offset: int, names: Names, patterns: LawPatterns, scopes: Scopes) -> tuple[Citation, ...]:
    """Return the sections of laws of other sources, those that stand alone too, in order."""
    found = tuple(elsewhere(text, offset, names))
    more = alone(text, offset, names, patterns, scopes)
    free = (each for each in more if all(each.end <= one.begin or one.end <= each.begin for one in found))
    return tuple(sorted((*found, *free), key=lambda each: each.begin))


def _placed(
    text: str, offset: int, groups: list[Group], names: Names, patterns: LawPatterns, scopes: Scopes
) -> tuple[list[Group], tuple[Unclear, ...]]:
    """Return the groups with the law of each section that stands alone, and those of which nobody can tell."""
    placed: list[Group] = []
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
        answer = scopes.law_of(here, kind_said(text, group), same_sentence=same)
        law = patterns.by_id.get(answer.law)
        placed.append(replace(group, law=law, name=law.name(scopes.outer.language) if law else ""))
        laws = tuple(patterns.by_id[each].name(scopes.outer.language) for each in answer.unsure if each != OTHER)
        if laws:
            unclear.append(Unclear(begin, single(group.match[0]), laws))
    return placed, tuple(unclear)


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


def _citations(text: str, group: Group, law: Law, offset: int, unclosed: frozenset[int]) -> Iterator[Citation]:
    """Yield a reference for each number; the first, or a single one before the law, includes the law's name."""
    found = numbers(text, group.match, unclosed)
    for index, each in enumerate(found):
        first = each.begin if index else (group.first if group.first >= offset else group.match.start())
        last = group.last if len(found) == 1 and group.reverse and group.last > each.end else each.end
        named = first < group.match.start() or last > each.end
        visible = single(text[first:last])
        shown = visible if visible[:1] == "§" or not visible[:1].isdigit() else f"§ {visible}"
        label = "" if named else f"{group.name} {shown}"
        yield Citation(begin=first, end=last, law=law, section=each.section, covered=each.covered, label=label)
