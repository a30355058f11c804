"""A date as far as it is known: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from kbsite.norwegian.names_and_dates import long_date, month_and_year

PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?"
"""The forms of a date in a file: 2011-05-03, 2011-05 and 2011."""


@total_ordering
@dataclass(frozen=True, slots=True)
class KnownDate:
    """A year, and its month and day where they are known; without a month there is no day.

    Dates are ordered by their first day, and of those with the same one the least exact comes first:
    2011, 2011-01, 2011-01-01, 2011-02.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> KnownDate:
        """Return a whole date."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that it can be: the one that counts where a page is to be published."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: KnownDate) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def isoformat(self) -> str:
        """Return 2011-05-03, 2011-05 or 2011."""
        parts = (f"{self.month:02}" if self.month else "", f"{self.day:02}" if self.day else "")
        return "-".join((f"{self.year:04}", *filter(None, parts)))

    def long(self, language: str = "nb") -> str:
        """Return the date as in running text: 3. mai 2011, mai 2011 or 2011."""
        if self.month is None:
            return str(self.year)
        return (long_date if self.day else month_and_year)(self.first, language)


def known_date(text: str) -> KnownDate | None:
    """Return the date that a text is, written as files have it; None where there is no such date."""
    if not re.fullmatch(PATTERN, text):
        return None
    found = KnownDate(*map(int, text.split("-")))
    try:
        return found if found.last else None
    except ValueError:
        return None


def first_day(value: date | KnownDate) -> date:
    """Return a day, or the first day that a date can be."""
    return value.first if isinstance(value, KnownDate) else value


def last_day(value: date | KnownDate) -> date:
    """Return a day, or the last day that a date can be."""
    return value.last if isinstance(value, KnownDate) else value
