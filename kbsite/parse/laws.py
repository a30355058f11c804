"""Law references in a piece of running text: which section of which law, and the offsets of each.

A reference is found only where it is certain which law is meant; anything else stays plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kbsite.model.lexicon import Law

_NUMBER = r"(?>[0-9]{1,3}[a-z]?(?:[-\u2011][0-9]{1,3}[a-z]?)?(?:\s[a-h](?!\w|\.\w))?)(?!\w|[-\u2011]\w)"
_TO = r"(?:\s*[–—]\s*|\s+-\s+|\s+til\s+)"
_ITEM = rf"{_NUMBER}(?:{_TO}{_NUMBER})?"
_LIST = rf"{_ITEM}(?:\s*,\s*{_ITEM})*(?:,?\s+(?:og|eller|samt)\s+{_ITEM})?"
_SECTIONS = re.compile(rf"§\s?§\s*(?P<many>{_LIST})|§\s*(?P<one>{_NUMBER})(?![–—][0-9])")
_EACH = re.compile(_NUMBER)
_RANGE = re.compile(_TO)
_BRACKET = re.compile("[()]")
_HYPHENED = re.compile(r"([0-9]+)[-\u2011]([0-9]+)")

_KINDS = "loven|lova|forskriften|forskrifta"
_LAWLIKE = re.compile(rf"(?:\w+-\s+og\s+)?[\w-]+(?:{_KINDS})s?(?![\w-])", re.IGNORECASE)
_IN_LAWLIKE = re.compile(rf"\s+i\s+((?:\w+-\s+og\s+)?[\w-]+(?:{_KINDS}))(?![\w-])", re.IGNORECASE)
_UNKNOWN = re.compile(
    rf"(?<![\w-])((?:\w+-\s+og\s+)?[\w-]+(?:{_KINDS})s?|[a-zæøå]{{1,4}}l\.)[\s,]*$", re.IGNORECASE
)
_NO_LAW = frozenset(
    {"skal.", "til.", "tal.", "tall.", "mål.", "del.", "vel.", "hel.", "full.", "null.", "spill.", "val."}
)
"""Words that look like a law's name but are none, before a section sign."""

_THE_LAW = re.compile(rf"(?<![\w-])(?:{_KINDS})s?\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?:(?:jf|jfr|se|sjå|etter)\.?\s+)?$", re.IGNORECASE)

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

_OTHER = re.compile(
    r"(?:forskrift\w*\s+(?:til|etter|om)|tidligere|gamle|gammel|opphevede|oppheva|forrige|førre)\s+$", re.IGNORECASE
)
"""Words before a law's name that refer to something else than the law in force, such as an older one."""

_NEAR = 200
"""How many characters before a section in brackets its law may be named."""

_LONGEST_RANGE = 30

_JUST_BEFORE = 120
"""How many characters before an offset are enough context for what directly precedes it."""


@dataclass(frozen=True, slots=True)
class LawPatterns:
    """The laws by each of their names, and the pattern of all names; compiled once for a build."""

    laws: Mapping[str, Law]
    name: re.Pattern[str]
    after: re.Pattern[str]


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


_Name = tuple[tuple[int, int], "Law | None"]
"""The offsets of a law's name in a text, and the law; None where something else than that law is meant."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The laws that a text names, in order, and the end offsets of their names."""

    all: tuple[_Name, ...]
    ends: tuple[int, ...]

    def before(self, place: int) -> int:
        """Return how many names end at an offset or before it."""
        return bisect_right(self.ends, place)


@dataclass(frozen=True, slots=True)
class _Group:
    """A section sign with its numbers, from `begin` to `end`, and the law that it refers to.

    The words of the reference run from `first` to `last`, which may include the law's name.
    """

    match: re.Match[str]
    law: Law | None = None
    name: str = ""
    first: int = -1
    last: int = -1
    reverse: bool = False


def law_patterns(laws: Iterable[Law]) -> LawPatterns | None:
    """Return the patterns that find references to `laws`; None where there are no laws."""
    by_name = {_plain(name): law for law in laws for name in (*law.names, *law.abbreviations)}
    if not by_name:
        return None
    longest = sorted(by_name, key=lambda name: (-len(name), name))
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", "[-\u2011]") + ("" if name.endswith(".") else "s?")
        for name in longest
    )
    name = rf"(?<![\w-])(?:{names})(?![\w-])"
    return LawPatterns(by_name, re.compile(name, re.IGNORECASE), re.compile(rf"\s+i\s+({name})", re.IGNORECASE))


def cite(text: str, offset: int, patterns: LawPatterns) -> tuple[tuple[Citation, ...], tuple[Unknown, ...]]:
    """Return the references and the unknown laws in `text` from `offset` on; what precedes is context only."""
    names = _names(text, patterns)
    unclosed = _unclosed(text)
    groups: list[_Group] = []
    unknown: list[Unknown] = []
    for match in _SECTIONS.finditer(text):
        group = _grouped(text, match, names, groups, patterns)
        groups.append(group)
        if group.law is None and group.first < 0 and match.start() >= offset:
            unknown += _unknown(text, match, patterns)
    groups = _backwards(text, groups)
    cited = tuple(
        each
        for group in groups
        if group.law and group.match.start() >= offset
        for each in _citations(text, group, group.law, offset, unclosed)
    )
    return cited, tuple(unknown)


def _names(text: str, patterns: LawPatterns) -> _Names:
    found = []
    for match in patterns.name.finditer(text):
        other = _OTHER.search(text, max(0, match.start() - _JUST_BEFORE), match.start())
        found.append((match.span(), None if other else _law(patterns, match)))
    return _Names(tuple(found), tuple(span[1] for span, _ in found))


def _unclosed(text: str) -> frozenset[int]:
    """Return the offsets of closing brackets that leave earlier brackets open."""
    found, depth = set(), 0
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            depth += 1
        else:
            if depth > 0:
                found.add(match.start())
            depth -= 1
    return frozenset(found)


def _grouped(
    text: str,
    match: re.Match[str],
    names: _Names,
    groups: Sequence[_Group],
    patterns: LawPatterns,
) -> _Group:
    """Return the sections of `match` with their law: named before, after, with the previous ones, or nearby."""
    begin, end = match.span()
    before = names.before(begin)
    (first, last), law = names.all[before - 1] if before else ((0, 0), None)
    if before and begin - last <= _NEAR and _BETWEEN.fullmatch(text, last, begin):
        joined = not text[last:begin].strip()
        return _Group(match, law, _single(text[first:last]), first if joined else begin, end)
    after = patterns.after.match(text, end)
    if after:
        law = _law(patterns, after, 1)
        return _Group(match, law, _single(after[1]), begin, after.end(), reverse=True)
    last_group = groups[-1] if groups else None
    if last_group and _LATER.fullmatch(text, max(last_group.last, last_group.match.end()), begin):
        return replace(last_group, match=match, first=begin, last=end, reverse=False)
    near = max(0, begin - _JUST_BEFORE)
    bracket = text[end : end + 1] in (")", ",") and _IN_BRACKETS.search(text, near, begin)
    if (bracket or _THE_LAW.search(text, near, begin)) and _sure(text, names, begin):
        return _Group(match, law, _single(text[first:last]), begin, end)
    return _Group(match)


def _sure(text: str, names: _Names, begin: int) -> bool:
    """Return whether exactly one law is named shortly before `begin`."""
    shortly = names.all[names.before(begin - _NEAR) : names.before(begin)]
    near = [(span, law) for span, law in shortly if span[0] >= begin - _NEAR]
    if not near or len({law.id if law else "" for _, law in near}) != 1 or near[-1][1] is None:
        return False
    spans = [span for span, _ in near]
    others = _LAWLIKE.finditer(text, max(0, begin - _NEAR), begin)
    return all(any(first <= other.start() < last for first, last in spans) for other in others)


def _backwards(text: str, groups: list[_Group]) -> list[_Group]:
    """Resolve sections whose law is named after later sections: § 3-1 og § 11-1 i pbl."""
    for index in range(len(groups) - 2, -1, -1):
        group, following = groups[index], groups[index + 1]
        gap = text[group.match.end() : following.match.start()]
        if group.law is None and group.first < 0 and following.reverse and _LATER.fullmatch(gap):
            first, last = group.match.span()
            groups[index] = replace(following, match=group.match, first=first, last=last)
    return groups


def _unknown(text: str, match: re.Match[str], patterns: LawPatterns) -> Iterator[Unknown]:
    looks = _UNKNOWN.search(text, max(0, match.start() - 80), match.start())
    looks = looks or _IN_LAWLIKE.match(text, match.end())
    if looks and looks[1].casefold() not in _NO_LAW:
        yield Unknown(looks.start(1), _single(looks[1]), nearest(_single(looks[1]), patterns.laws))


def _citations(text: str, group: _Group, law: Law, offset: int, unclosed: frozenset[int]) -> Iterator[Citation]:
    """Yield a reference for each number; the first, or a single one before the law, includes the law's name."""
    many = group.match["many"] is not None
    base = group.match.start("many" if many else "one")
    numbers = [
        (base + each.start(), base + each.end())
        for each in _EACH.finditer(group.match["many"] or group.match["one"])
    ]
    numbers = _without_points(text, numbers, unclosed)
    halves = _HYPHENED.fullmatch(text, *numbers[0]) if many and len(numbers) == 1 else None
    if halves and int(halves[1]) < int(halves[2]):
        numbers = [halves.span(1), halves.span(2)]
    before = ""
    for index, (begin, end) in enumerate(numbers):
        section = _section(text[begin:end])
        ranged = index > 0 and (halves or _RANGE.fullmatch(text, numbers[index - 1][1], begin))
        covered = (*(_inside(before, section) if ranged else ()), section)
        before = section
        first = begin if index else (group.first if group.first >= offset else group.match.start())
        last = group.last if len(numbers) == 1 and group.reverse and group.last > end else end
        named = first < group.match.start() or last > end
        visible = _single(text[first:last])
        label = "" if named else f"{group.name} {visible if visible[:1] == '§' else f'§ {visible}'}"
        yield Citation(begin=first, end=last, law=law, section=section, covered=covered, label=label)


def _without_points(text: str, numbers: list[tuple[int, int]], unclosed: frozenset[int]) -> list[tuple[int, int]]:
    """Return the numbers without list letters: in «§ 11-8 a)» the section is 11-8."""
    begin, end = numbers[-1]
    if text[end : end + 1] == ")" and end not in unclosed and text[end - 2 : end - 1].isspace():
        return [*numbers[:-1], (begin, end - 2)]
    return numbers


def _inside(first: str, last: str) -> tuple[str, ...]:
    """Return the sections between two: 5 and 6 between 4 and 7, 11-2 between 11-1 and 11-3."""
    head, number = first.rpartition("-")[::2]
    other_head, end = last.rpartition("-")[::2]
    if head != other_head or not (number.isdigit() and end.isdigit()) or int(end) - int(number) > _LONGEST_RANGE:
        return ()
    return tuple(f"{head}-{each}" if head else str(each) for each in range(int(number) + 1, int(end)))


def _section(written: str) -> str:
    return re.sub(r"\s", "", written).replace("\u2011", "-")


def _law(patterns: LawPatterns, found: re.Match[str], group: int = 0) -> Law | None:
    name = _plain(found[group])
    return patterns.laws.get(name) or patterns.laws.get(name.removesuffix("s"))


def _plain(name: str) -> str:
    return _single(name).replace("\u2011", "-").lower()


def _single(text: str) -> str:
    return " ".join(text.split())
