"""When the events of a calendar come, and come again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kbsite.schema.calendar_fields import Event


@dataclass(frozen=True, slots=True)
class Time:
    """The first and the last day of one time that an event comes."""

    first: date
    last: date


def next_time(event: Event, today: date) -> Time | None:
    """Return the next time that is not over, or None for an event that comes no more."""
    time = Time(event.starts, event.last)
    if event.every is None:
        return time if time.last >= today else None
    behind = max(0, today.year - time.last.year)
    times = (shifted(time, turn * event.every) for turn in range(behind // event.every, behind // event.every + 2))
    return next(each for each in times if each.last >= today)


def shifted(time: Time, years: int) -> Time:
    """Return the time so many years later; the end of February stays the end of February."""
    return Time(_later(time.first, years), _later(time.last, years))


def is_months(time: Time) -> bool:
    """Return whether the time is one or more whole months."""
    return time.first.day == 1 and _ends_month(time.last) and time.first != time.last


def _later(day: date, years: int) -> date:
    year = day.year + years
    last = monthrange(year, day.month)[1]
    is_end = day.month == 2 and _ends_month(day)
    return day.replace(year=year, day=last if is_end else min(day.day, last))


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
