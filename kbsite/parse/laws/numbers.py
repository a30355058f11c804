"""Sections as texts write them: §§ 3-1 til 3-5, § 11-1 flg., § 3-9 c, paragraf 5, kapittel 11."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model.lexicon import CHAPTER

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = r"(?>[0-9]{1,3}[a-z]?(?:[-\u2011][0-9]{1,3}[a-z]?)?(?:\s[a-h](?!\w|\.\w))?)(?!\w|[-\u2011]\w)"
_CHAPTERED = r"(?>[0-9]{1,3}[a-z]?[-\u2011][0-9]{1,3}[a-z]?(?:\s[a-h](?!\w|\.\w))?)(?!\w|[-\u2011]\w)"
_TO = r"(?:\s*[–—]\s*|\s+-\s+|\s+til\s+)"
_ITEM = rf"{_NUMBER}(?:{_TO}{_NUMBER})?"
_LIST = rf"{_ITEM}(?:\s*,\s*{_ITEM})*(?:,?\s+(?:og|eller|samt)\s+{_ITEM})?"
_ONE = rf"{_CHAPTERED}\s+til\s+{_CHAPTERED}|{_NUMBER}(?:\s+til\s+§\s*{_NUMBER})?"
_FOLLOWING = r"(?:\s+(?:flg\.?|ff\.?|og\s+følgende|følgende|og\s+følgjande|følgjande)(?!\w))?"
SECTIONS = re.compile(
    rf"(?:§\s?§|(?<!\w)paragraf(?:ene|ane|ar|er))\s*(?P<many>{_LIST}){_FOLLOWING}"
    rf"|(?:§|(?<!\w)paragraf(?:en)?\s)\s*(?P<one>{_ONE})(?![–—][0-9]){_FOLLOWING}",
    re.IGNORECASE,
)
"""A section sign, or the word for it, with its numbers."""

QUICK = re.compile("§|paragraf|kap", re.IGNORECASE)
"""What a text has that may refer to a section or a chapter."""

_CHAPTER_WORD = r"(?:kapittel|kapitlene|kapitla|kapittela|kap\.)"
_CHAPTER_NUMBER = r"[0-9]{1,2}(?:\s?[a-h](?![\w.]))?(?![\w-])"
_CHAPTER_TO = r"(?:\s*[–—-]\s*|\s+til\s+|\s+og\s+|\s*,\s*)"
CHAPTERS = re.compile(
    rf"(?<!\w){_CHAPTER_WORD}\s*(?P<numbers>{_CHAPTER_NUMBER}(?:{_CHAPTER_TO}{_CHAPTER_NUMBER})*)", re.IGNORECASE
)
"""A reference to one or more whole chapters."""

_EACH = re.compile(_NUMBER, re.IGNORECASE)
_EACH_CHAPTER = re.compile(_CHAPTER_NUMBER, re.IGNORECASE)
_RANGE = re.compile(_TO + r"(?:§\s*)?")
_HYPHENED = re.compile(r"([0-9]+)[-\u2011]([0-9]+)")
_BRACKET = re.compile("[()]")

_LONGEST_RANGE = 30


@dataclass(frozen=True, slots=True)
class Number:
    """A section from `begin` to `end` of a text; `covered` are the section and those of a range up to it."""

    begin: int
    end: int
    section: str
    covered: tuple[str, ...]


def numbers(text: str, match: re.Match[str], unclosed: frozenset[int]) -> tuple[Number, ...]:
    """Return each section of a match of `SECTIONS`, with those that a range leaves unsaid."""
    many = match["many"] is not None
    base = match.start("many" if many else "one")
    spans = [(base + each.start(), base + each.end()) for each in _EACH.finditer(match["many"] or match["one"])]
    spans = _without_points(text, spans, unclosed)
    halves = _HYPHENED.fullmatch(text, *spans[0]) if many and len(spans) == 1 else None
    if halves and int(halves[1]) < int(halves[2]):
        spans = [halves.span(1), halves.span(2)]
    found: list[Number] = []
    for index, (begin, end) in enumerate(spans):
        section = _section(text[begin:end])
        ranged = index > 0 and (halves or _RANGE.fullmatch(text, spans[index - 1][1], begin))
        between = _inside(found[-1].section, section) if ranged else ()
        found.append(Number(begin, end, section, (*between, section)))
    return tuple(found)


def chapters(written: str) -> Iterator[str]:
    """Yield each chapter that «11», «3 og 4» or «3 til 5» refers to, as a reference has it."""
    before = ""
    last = 0
    for match in _EACH_CHAPTER.finditer(written):
        number = re.sub(r"\s", "", match[0]).lower()
        if before and re.fullmatch(_TO + r"|\s*-\s*", written[last : match.start()]):
            yield from (f"{CHAPTER}{each}" for each in _inside(before, number))
        yield f"{CHAPTER}{number}"
        before, last = number, match.end()


def unclosed_brackets(text: str) -> frozenset[int]:
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


def _without_points(text: str, spans: list[tuple[int, int]], unclosed: frozenset[int]) -> list[tuple[int, int]]:
    """Return the numbers without list letters: in «§ 11-8 a)» the section is 11-8."""
    begin, end = spans[-1]
    if text[end : end + 1] == ")" and end not in unclosed and text[end - 2 : end - 1].isspace():
        return [*spans[:-1], (begin, end - 2)]
    return spans


def _inside(first: str, last: str) -> tuple[str, ...]:
    """Return the sections between two: 5 and 6 between 4 and 7, 11-2 between 11-1 and 11-3."""
    head, number = first.rpartition("-")[::2]
    other_head, end = last.rpartition("-")[::2]
    if head != other_head or not (number.isdigit() and end.isdigit()) or int(end) - int(number) > _LONGEST_RANGE:
        return ()
    return tuple(f"{head}-{each}" if head else str(each) for each in range(int(number) + 1, int(end)))


def _section(written: str) -> str:
    return re.sub(r"\s", "", written).replace("\u2011", "-").lower()
