"""The events of a calendar have ids of their own, and times that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.schema.calendar_fields import STAND_IN_EVENTS
from kbsite.site.events import Time, shifted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site
    from kbsite.schema.calendar_fields import Event, Schedule

DOUBLE = "double-id"
MISSING = "missing-field"
ORDER = "dates-out-of-order"
OVERLAP = "overlapping-event"
LEAP = "leap-day-event"


def calendars(site: Site) -> Iterator[Diagnostic]:
    """Every event ends after it starts and before it comes again, and starts on a day that each such year has."""
    for document in site.documents:
        schedule = document.meta.schedule()
        if schedule is not None and schedule.events != STAND_IN_EVENTS:
            yield from _ids(document, schedule)
            yield from _cycle(document)
            for index, event in enumerate(schedule.events):
                yield from _times(document, index, event)


def _ids(document: Document, schedule: Schedule) -> Iterator[Diagnostic]:
    seen = set()
    for index, event in enumerate(schedule.events):
        if event.id in seen:
            yield problem(document.at("events", index, "id"), DOUBLE, id=event.id)
        seen.add(event.id)


def _cycle(document: Document) -> Iterator[Diagnostic]:
    for field, other in (("cycle", "cycle_begins"), ("cycle_begins", "cycle")):
        if getattr(document.meta, field) and not getattr(document.meta, other):
            yield problem(document.at(field), MISSING, field=other, name=other)


def _times(document: Document, index: int, event: Event) -> Iterator[Diagnostic]:
    if event.last < event.starts:
        values = {"field": "ends", "value": event.last.isoformat(), "date": event.starts.isoformat()}
        yield problem(document.at("events", index, "ends"), ORDER, **values, earlier="starts")
    elif event.every and event.last >= shifted(Time(event.starts, event.last), event.every).first:
        yield problem(document.at("events", index, "ends"), OVERLAP, event=event.title, every=event.every)
    if event.every and event.every % 4 and (event.starts.month, event.starts.day) == (2, 29):
        yield problem(document.at("events", index, "starts"), LEAP, event=event.title)
