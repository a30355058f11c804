"""The events of a calendar, as written in front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import FILLED, Day, Id, InJson, Resources, Strict, Text, expected
from kbsite.schema.model_fields import Pages, Phase  # noqa: TC001 - pydantic reads the annotations


def _first_year(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[12][0-9]{3}", str(value)):
        raise expected("@one_year")
    return int(value)


def _list(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


def _filled(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise expected("@empty_list")
    return value


FirstYear = Annotated[int, BeforeValidator(_first_year), InJson((("minimum", 1000), ("maximum", 2999)))]


class Event(Strict):
    """An event of a calendar, on a day or over several, once or again after some years."""

    id: Id = declared(
        LocalText("Id", en="Id"),
        "Navnet hendelsen har i lenken hit, og i kalenderen hos den som abonnerer. Endre det ikke siden.",
    )
    title: Text = declared(
        LocalText("Tittel", en="Title"), "Det som står i kalenderen: «Frist for å levere årsmeldingen»."
    )
    text: Text = declared(
        LocalText("Tekst", en="Text"), "En eller to setninger om hva som skal skje, og hvem som gjør det."
    )
    starts: Day = declared(
        LocalText("Første dag", "Fyrste dag", "First day"),
        "Dagen, eller den første av flere. Kommer hendelsen igjen, skriver du én av gangene.",
    )
    ends: Day | None = declared(
        LocalText("Siste dag", en="Last day"),
        "Siste dag, når hendelsen går over flere. En hel måned er fra den første til den siste dagen i den.",
        None,
    )
    every: Phase | None = declared(
        LocalText("Kommer igjen etter", "Kjem att etter", "Comes again after"),
        "Hvor mange år det er til neste gang: `1` for hvert år. Uten feltet er det én gang.",
        None,
    )
    pages: Pages = declared(
        LocalText("Sider", en="Pages"),
        "Sidene om hendelsen: stier til `.md`-filer, regnet fra filen kalenderen står i.",
        (),
        item=LocalText("Side", en="Page"),
    )
    sources: Resources = declared(
        LocalText("Kilder", "Kjelder", "Sources"),
        "Hvor fristen står: `title` og `url`.",
        (),
        item=LocalText("Kilde", "Kjelde", "Source"),
    )

    @property
    def last(self) -> date:
        """Return the last day of the first time."""
        return self.ends or self.starts


@dataclass(frozen=True, slots=True)
class Cycle:
    """Named years that come again in the same order, such as the four of an election period.

    `begins` is a year that is the first of them.
    """

    begins: int
    years: tuple[str, ...]

    def place(self, year: int) -> int:
        """Return which of the years of the cycle a year is, counted from 0."""
        return (year - self.begins) % len(self.years)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The events that a page lists, and the cycle that they are grouped by."""

    events: tuple[Event, ...]
    cycle: Cycle | None


Events = Annotated[tuple[Event, ...], BeforeValidator(_list), AfterValidator(_filled), FILLED]

STAND_IN_EVENTS = (Event(id="x", title="?", text="?", starts=date(1970, 1, 1)),)
"""A stand-in for a calendar's invalid events, so that the rest of it can be checked."""
