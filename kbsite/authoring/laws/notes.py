"""The notes on changes below a section: «Endret ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026 iflg. res. …)»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_DATE = r"(?P<day{0}>[0-9]{{1,2}})\.?\s+(?P<month{0}>[a-z]{{3,9}})\.?\s+(?P<year{0}>[0-9]{{4}})"
_NUMBER = r"(?:\s+nr\.?\s*(?P<number>[0-9]+))?"
_ACT = re.compile(_DATE.format("") + _NUMBER, re.IGNORECASE)
_DAY = re.compile(_DATE.format(""), re.IGNORECASE)

_TO_COME = re.compile(
    r"\b(?:Endres|Endrast|Oppheves|Opphevast|Tilføyes|Tilføyast|Flyttes|Flyttast|(?:Blir|Vert)\s+(?:endra|endret"
    r"|oppheva|opphevet|tilføyd))\b"
)
"""What begins a note on a change that is not in force."""

_RESOLUTION = re.compile(
    r"(?:iflg\.|ifølge|jf\.|etter)?\s*(?:kgl\.\s*)?(?:res\.|resl|forskrift|vedtak)\s*" + _DATE.format("") + _NUMBER,
    re.IGNORECASE,
)
_OTHER_ACT = re.compile(r"(?:endr(?:et|a|ing endret|ing endra)|jf\.)\s+(?:ved|med)?\s*lov(?:er)?\s+", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_FORMER = re.compile(r"tidl(?:igere|\.|egare)\s*§\s*([0-9]{1,3}\s?[a-z]?(?:-[0-9]{1,3}(?:\s?[a-z])?)?)(?!\w)")
_REGULATION = re.compile(r"\b(?:forskrift(?:er)?|lov(?:er)?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment of a section that is in force: since which day, by which act, and its number before."""

    day: date
    act: str
    former: str = ""


def changes(note: str, today: date) -> tuple[Change, ...]:
    """Return the amendments in a note that are in force on a day, in the order of the note."""
    note = " ".join(note.replace("\u00a0", " ").split())
    to_come = _TO_COME.search(note)
    return tuple(each for each in _changes(note[: to_come.start()] if to_come else note) if each.day <= today)


def last_change(note: str, today: date) -> Change | None:
    """Return the amendment that came into force last; of several on one day, the last that the note has."""
    found = changes(note, today)
    return max(enumerate(found), key=lambda pair: (pair[1].day, pair[0]))[1] if found else None


def _changes(note: str) -> Iterator[Change]:
    at = 0
    while match := _ACT.search(note, at):
        own = _day(match)
        aside = _PARENTHESIS.match(note, match.end())
        at = aside.end() if aside else match.end()
        if own is None:
            continue
        kind = "lov"
        for word in _REGULATION.finditer(note, 0, match.start()):
            kind = "forskrift" if word[0].lower().startswith("forskrift") else "lov"
        number = f"-{match['number']}" if match["number"] else ""
        inside = aside[1] if aside else ""
        former = _FORMER.search(inside)
        yield Change(
            _in_force(inside) or own, f"{kind}/{own.isoformat()}{number}", _plain(former[1]) if former else ""
        )


def _in_force(inside: str) -> date | None:
    """Return the last day that the brackets after an act give for its entry into force."""
    without = _RESOLUTION.sub(" ", inside)
    other = _OTHER_ACT.search(without)
    days = [day for each in _DAY.finditer(without[: other.start()] if other else without) if (day := _day(each))]
    return max(days, default=None)


def _day(match: re.Match[str]) -> date | None:
    month = match["month"][:3].lower()
    if month not in _MONTHS:
        return None
    try:
        return date(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"]))
    except ValueError:
        return None


def _plain(section: str) -> str:
    return re.sub(r"\s", "", section).lower()
