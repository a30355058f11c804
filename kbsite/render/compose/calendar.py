"""Calendars → their events, in groups that come equally often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import PAGE_LANGUAGES, day_and_month, long_date, month_name, ordinal
from kbsite.render.compose.hrefs import absolute, href
from kbsite.render.compose.named_pages import named_pages
from kbsite.render.compose.parts import resource_views
from kbsite.render.views import CalendarView, DateView, EventGroup, EventView
from kbsite.site.assemble import language
from kbsite.site.events import is_months, next_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbsite.model import Document, Site
    from kbsite.render.views import LinkView
    from kbsite.schema.calendar_fields import Cycle, Event, Schedule
    from kbsite.site.events import Time


def calendar_view(site: Site, document: Document, whole_year: str) -> CalendarView | None:
    """Return the view of a calendar; None for any other document. `whole_year` is what a whole year is called."""
    schedule = document.meta.schedule()
    if schedule is None:
        return None
    address = f"{document.address}{site.config.routes.calendar}"
    return CalendarView(
        groups=tuple(_groups(_coming(site, document, schedule, whole_year), schedule.cycle)),
        file=href(site.config, address),
        subscribe=f"webcal:{absolute(site.config, address).partition(':')[2]}",
    )


def event_id(name: str) -> str:
    """Return the HTML id of an event; it has an underscore, which no heading's id has."""
    return f"hendelse_{name}"


def _groups(coming: Sequence[_Coming], cycle: Cycle | None) -> Iterator[EventGroup]:
    """Yield the events of every year, of each year of the cycle, of other intervals, and those of once."""
    yield from _group(coming, 1)
    wheel = 0
    if cycle:
        wheel = len(cycle.years)
        for place, title in enumerate(cycle.years):
            yield from _group((each for each in coming if cycle.place(each.year) == place), wheel, title)
    for every in sorted({each.every for each in coming} - {0, 1, wheel}):
        yield from _group(coming, every)
    yield from _group(coming, 0)


@dataclass(frozen=True, slots=True)
class _Coming:
    """An event that comes again: its next year, how many years are between two times, and its view."""

    year: int
    every: int
    view: EventView


def _coming(site: Site, document: Document, schedule: Schedule, whole_year: str) -> list[_Coming]:
    """Return the events that are to come, by their last day in a year; those of once by their last day."""
    pages, lang = named_pages(site, document), language(document, site.config)
    found = []
    for index, event in enumerate(schedule.events):
        time = next_time(event, site.today)
        if time:
            when = written(time, lang, whole_year) + ("" if event.every else f" {time.last.year}")
            view = _event(event, time, when, tuple(pages.get(index, ())), lang)
            days = [day.timetuple()[1 if event.every else 0 : 3] for day in (time.last, time.first)]
            found.append(((days, event.title), _Coming(time.first.year, event.every or 0, view)))
    return [each for _, each in sorted(found, key=lambda each: each[0])]


def _group(coming: Iterable[_Coming], every: int, title: str = "") -> Iterator[EventGroup]:
    """Yield the group of the events that come after `every` years; none where there are no such events."""
    chosen = [each for each in coming if each.every == every]
    if chosen:
        year = min(each.year for each in chosen) if title else 0
        yield EventGroup(tuple(each.view for each in chosen), every, title, year)


def _event(event: Event, time: Time, when: str, pages: tuple[LinkView, ...], lang: str) -> EventView:
    return EventView(
        id=event_id(event.id),
        title=event.title,
        text=event.text,
        when=when,
        next=DateView(time.first.isoformat(), long_date(time.first, lang)),
        pages=pages,
        sources=resource_views(event.sources, lang),
    )


def written(time: Time, lang: str = "nb", whole_year: str = "") -> str:
    """Return days in words, without the year: 30. september, 1.–15. mars, september, oktober–desember.

    A whole year is `whole_year`, where that is not empty.
    """
    first, last = time.first, time.last
    month, last_month = month_name(first.month, lang), month_name(last.month, lang)
    if first == last:
        return day_and_month(first, lang)
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and is_months(time):
        return month
    if same_month and lang in PAGE_LANGUAGES:
        return f"{ordinal(first.day, lang)}–{ordinal(last.day, lang)} {month}"
    if not is_months(time):
        return f"{day_and_month(first, lang)} – {day_and_month(last, lang)}"
    is_year = (first.month, last.month, first.year) == (1, 12, last.year)
    return whole_year if whole_year and is_year else f"{month}–{last_month}"
