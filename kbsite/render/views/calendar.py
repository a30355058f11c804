"""Views of calendars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.parts import DateView, LinkView, ResourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event.

    `when` is its day or days in words, without a year where it comes again; `next` is its next first day.
    """

    id: str
    title: str
    text: str
    when: str
    next: DateView
    pages: tuple[LinkView, ...]
    sources: tuple[ResourceView, ...]


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events that come equally often, by date.

    `title` is that of a year of the cycle, and `year` the next year that it is.
    Where `title` is empty, `every` says how many years are between: 1 for each year, 0 for once.
    """

    events: tuple[EventView, ...]
    every: int
    title: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What a page of the kind calendar shows: its events in groups, and its file for subscribers."""

    groups: tuple[EventGroup, ...]
    file: str
    subscribe: str
