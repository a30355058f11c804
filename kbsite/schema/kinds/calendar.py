"""Calendars to subscribe to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.calendar_fields import STAND_IN_EVENTS, Cycle, Events, FirstYear, Schedule
from kbsite.schema.declared import declared
from kbsite.schema.field_types import Texts
from kbsite.schema.kinds.front_matter import Published


class Calendar(Published):
    """A calendar: events that come each year, after some years or once, also as a file to subscribe to."""

    kind: ClassVar[str] = "calendar"
    folder: ClassVar[str] = "kalender"
    english_folder: ClassVar[str] = "calendars"
    one: ClassVar[LocalText] = LocalText("Kalender", "Kalender", "Calendar")
    many: ClassVar[LocalText] = LocalText("Kalendere", "Kalendrar", "Calendars")
    stand_ins: ClassVar[Mapping[str, Any]] = MappingProxyType({**Published.stand_ins, "events": STAND_IN_EVENTS})

    cycle: Texts = declared(
        LocalText("Årene som kommer igjen", "Åra som kjem att", "Years of the cycle"),
        "Navnene på årene som hendelsene grupperes etter, i rekkefølge: de fire i en valgperiode.",
        (),
        item=LocalText("År", en="Year"),
        examples=[["Valgåret", "Første år", "Andre år", "Tredje år"]],
    )
    cycle_begins: FirstYear | None = declared(
        LocalText("Første av årene", "Fyrste av åra", "First of the years"),
        "Et år som er det første av årene i `cycle`, slik: `2027`.",
        None,
        examples=[2027],
    )
    events: Events = declared(
        LocalText("Hendelser", "Hendingar", "Events"),
        "Hendelsene, i den rekkefølgen du vil. På siden står de etter dato.",
        item=LocalText("Hendelse", "Hending", "Event"),
        examples=[
            [
                {
                    "id": "budsjett",
                    "title": "Vedta budsjettet",
                    "text": "Kommunestyret vedtar budsjett for neste år.",
                    "starts": "2026-12-31",
                    "every": 1,
                }
            ]
        ],
    )

    def named_pages(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the references to pages in the events."""
        return tuple(
            (("events", i, "pages", j), page)
            for i, event in enumerate(self.events)
            for j, page in enumerate(event.pages)
        )

    def schedule(self) -> Schedule:
        """Return the events and the cycle."""
        cycle = Cycle(self.cycle_begins, self.cycle) if self.cycle and self.cycle_begins else None
        return Schedule(self.events, cycle)
