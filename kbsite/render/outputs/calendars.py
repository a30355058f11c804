"""The file of each calendar, for calendar programs to subscribe to (RFC 5545, RFC 7986)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import time as midnight
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from icalendar import Calendar
from icalendar import Event as Entry

from kbsite.model import Output
from kbsite.norwegian.known_date import first_day
from kbsite.norwegian.names_and_dates import slug
from kbsite.render.compose.calendar import event_id, written
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import summary
from kbsite.site.events import Time

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.schema.calendar_fields import Event

WEEKLY = timedelta(weeks=1)
"""How often a calendar program is asked to look for changes."""

LONGEST = timedelta(days=31)
"""The longest time that a calendar program shows from its first day to its last."""


def calendars(site: Site, taken: Container[str] = ()) -> Iterator[Output]:
    """Yield the file of each calendar; a path in `taken`, that of an attachment of the same name, is skipped."""
    for document in site.pages:
        schedule = document.meta.schedule()
        path = f"{document.address}{site.config.routes.calendar}".removeprefix("/")
        if schedule and path not in taken:
            yield Output(path, _file(site, document, schedule.events))


def _file(site: Site, document: Document, events: tuple[Event, ...]) -> bytes:
    config = site.config
    name = f"{document.meta.title} – {config.title.in_language(config.language)}"
    found = Calendar()
    found.add("prodid", f"-//{config.publisher}//kbsite//NO")
    found.add("version", "2.0")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("description", summary(document))
    found.add("url", absolute(config, document.address))
    found.add("source", absolute(config, f"{document.address}{config.routes.calendar}"))
    found.add("refresh-interval", WEEKLY, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "P1W")
    changed = _changed(site, document)
    for event in events:
        found.add_component(_entry(site, document, event, changed))
    data: bytes = found.to_ical()
    return data


def _entry(site: Site, document: Document, event: Event, changed: datetime) -> Entry:
    """Return an event; its days are whole, free, and repeated without an end.

    A time of more than a month stands on its last day, so that it does not fill the calendars of subscribers.
    """
    entry = Entry()
    time = Time(event.starts, event.last)
    is_long = event.last - event.starts > LONGEST
    text = f"{written(time).capitalize()}: {event.text}" if is_long else event.text
    host = urlsplit(site.config.home_url or site.config.base_url).hostname
    entry.add("uid", f"{slug(document.address)}.{event.id}@{host}")
    entry.add("dtstamp", changed)
    entry.add("dtstart", event.last if is_long else event.starts)
    entry.add("dtend", event.last + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("description", "\n\n".join([text, *(f"{each.title}: {each.url}" for each in event.sources)]))
    entry.add("url", f"{absolute(site.config, document.address)}#{event_id(event.id)}")
    entry.add("transp", "TRANSPARENT")
    if event.every:
        entry.add("rrule", {"freq": "yearly", "interval": event.every})
    return entry


def _changed(site: Site, document: Document) -> datetime:
    """Return the beginning of the day on which the calendar last changed, as its page says it."""
    meta = document.meta
    days: list[date] = [first_day(day) for day in (meta.date, site.updated(document), meta.reviewed) if day]
    return datetime.combine(max(days), midnight(), UTC)
