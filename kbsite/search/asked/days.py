"""Days in a text, however they are written: 1. juli 2027, 01.07.2027, 1/7-27, 010727, 2027-07-01."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_NAMED = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)

_DAY, _MONTH = r"(?<![\w.])(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_LONG, _YEAR = r"(?P<year>(?:19|20)\d\d)", r"(?P<year>(?:19|20)?\d\d)(?!\w)"

_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"{_DAY}\.?\s*(?P<month>{_NAMED})\.?\s*{_YEAR}",
        rf"(?<!\w){_LONG}-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)",
        rf"{_DAY}(?P<by>[ .-])\s?{_MONTH}(?P=by)\s?{_YEAR}",
        rf"{_DAY}/{_MONTH}[-/ ]{_YEAR}",
        rf"(?<!\w)(?P<day>\d\d)(?P<month>\d\d){_YEAR}",
    )
)

_CENTURY = 2000
"""The one of a year of two digits: what it was, no text says."""


def days(text: str) -> Iterator[str]:
    """Yield each day that a text has, as 2027-07-01."""
    for way in _WAYS:
        for found in way.finditer(text):
            year, month = int(found["year"]), found["month"].lower()
            number = int(month) if month.isdigit() else [name[:3] for name in _MONTHS].index(month[:3]) + 1
            try:
                yield date(year if year >= 100 else _CENTURY + year, number, int(found["day"])).isoformat()
            except ValueError:
                continue  # no such day: a section, a number of a case
