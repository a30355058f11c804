"""Sections of laws from other sources than Lovdata, as those write them: s. 12, Art. 5, sections 3 to 5 of the Act.

The law is named right before its sections or right after them; `alone` reads those that stand alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kbsite.parse.laws.citation import Citation
from kbsite.parse.laws.patterns import single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model.lexicon import Law
    from kbsite.parse.laws.names import Named, Names

_NUMBER = r"[0-9]{1,4}[A-Za-z]{0,2}(?![\w-]*\w)"
_POINTS = r"(?:\s?\([0-9A-Za-z]{1,4}\))*"
_SEPARATOR = r"(?:\s*,\s*(?:(?:and|or|og|eller)\s+)?|\s+(?:and|or|to|og|eller|til)\s+|\s*[–—]\s*)"
_RANGE = re.compile(r"\s+(?:to|til)\s+|\s*[–—]\s*")
_EACH = re.compile(rf"(?P<number>{_NUMBER}){_POINTS}")
_OF = r"\s+(?:of|in|i|av)\s+(?:the\s+)?"
_JUST_BEFORE = 120
_LONGEST_RANGE = 30


def elsewhere(text: str, offset: int, names: Names) -> Iterator[Citation]:
    """Yield each section that a text cites from `offset` on of a law whose sections have marks of their own."""
    for named in names.all:
        if named.law and named.law.marks and named.begin >= offset:
            yield from _after(text, named, named.law) or _before(text, offset, named, named.law)


def _after(text: str, named: Named, law: Law) -> tuple[Citation, ...]:
    match = _patterns(law.marks)[0].match(text, named.end)
    return citations_of(text, match, named, law, first=named.begin) if match else ()


def _before(text: str, offset: int, named: Named, law: Law) -> tuple[Citation, ...]:
    window = text[max(offset, named.begin - _JUST_BEFORE) : named.begin]
    match = _patterns(law.marks)[1].search(window)
    if not match:
        return ()
    whole = _patterns(law.marks)[2].match(text, named.begin - len(window) + match.start())
    return citations_of(text, whole, named, law, last=named.end) if whole else ()


def citations_of(
    text: str, match: re.Match[str], named: Named, law: Law, first: int = -1, last: int = -1
) -> tuple[Citation, ...]:
    """Return a citation for each number; the first, or a single one before the law, includes the law's name."""
    found: list[Citation] = []
    numbers = list(_EACH.finditer(text, match.start("list"), match.end("list")))
    for index, each in enumerate(numbers):
        section = each["number"]
        begin, end = each.span()
        if not index:
            begin = first if first >= 0 else match.start("mark")
        if last >= 0 and len(numbers) == 1:
            end = last
        ranged = index > 0 and _RANGE.fullmatch(text, numbers[index - 1].end(), each.start())
        covered = (*(_inside(numbers[index - 1]["number"], section) if ranged else ()), section)
        says_it = (first >= 0 and not index) or end == last
        label = "" if says_it else f"{single(named.name)} {law.marks[0]} {section}"
        found.append(Citation(begin=begin, end=end, law=law, section=section, covered=covered, label=label))
    return tuple(found)


def _inside(first: str, last: str) -> tuple[str, ...]:
    """Return the sections between two numbers: 4 and 5 between 3 and 6."""
    if not (first.isdigit() and last.isdigit()) or int(last) - int(first) > _LONGEST_RANGE:
        return ()
    return tuple(str(each) for each in range(int(first) + 1, int(last)))


def sections_of(marks: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of sections wherever they begin, with the groups `mark` and `list`."""
    return _patterns(marks)[2]


@cache
def _patterns(marks: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of sections after a law's name, right before it, and wherever they begin."""
    words = "|".join(re.escape(each) for each in sorted(marks, key=lambda each: (-len(each), each)))
    one = rf"{_NUMBER}{_POINTS}"
    sections = rf"(?P<mark>(?<!\w)(?:{words}))\s*(?P<list>{one}(?:{_SEPARATOR}{one})*)"
    return (
        re.compile(rf"[\s,]{{0,3}}\(?{sections}", re.IGNORECASE),
        re.compile(rf"{sections}{_OF}$", re.IGNORECASE),
        re.compile(sections, re.IGNORECASE),
    )
