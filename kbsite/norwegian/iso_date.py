"""Norwegian date formats → YYYY-MM-DD or YYYY-MM, where the day or the month is unambiguous."""

from __future__ import annotations

import re
from datetime import date

from kbsite.norwegian.names_and_dates import MONTHS

_YEAR_FIRST = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_MONTH = re.compile(r"(?P<y>[0-9]{4})[-./](?P<m>[0-9]{1,2})|(?P<m2>[0-9]{1,2})[./](?P<y2>[0-9]{4})")
_IN_WORDS = re.compile(rf"([0-9]{{1,2}})\.? ({'|'.join(MONTHS)}) ([0-9]{{4}})", re.IGNORECASE)


_MONTH_IN_WORDS = re.compile(rf"({'|'.join(MONTHS)}) ([0-9]{{4}})", re.IGNORECASE)


def iso_month(text: str) -> str:
    """Return the month as YYYY-MM; "" where there is no such month."""
    if found := _MONTH_IN_WORDS.fullmatch(text):
        year, month = int(found[2]), MONTHS.index(found[1].lower()) + 1
    elif found := _MONTH.fullmatch(text):
        year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
    else:
        return ""
    return f"{year:04}-{month:02}" if year >= 1000 and 1 <= month <= len(MONTHS) else ""


def iso_date(text: str) -> str:
    """Return the day as YYYY-MM-DD; "" where there is no such day, or where it is ambiguous.

    `1/9/2026` and `01-09-2026` are ambiguous: an American would read them as the ninth of January.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _DAY_FIRST.fullmatch(text):
        year, month, day = int(found[3]), int(found[2]), int(found[1])
    elif found := _IN_WORDS.fullmatch(text):
        year, month, day = int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1])
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
