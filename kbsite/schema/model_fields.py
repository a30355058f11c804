"""The lanes and steps of a clickable model, as written in front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import FILLED, Id, InJson, Strict, Text, expected, pattern

if TYPE_CHECKING:
    from collections.abc import Sequence


_PAGE = r"[^:#]+\.md(#.+)?"


def _phase(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[1-9][0-9]?", value):
        raise expected("@phase")
    return int(value)


def _page(value: str) -> str:
    if not re.fullmatch(_PAGE, value):
        raise expected("@page_path")
    return value


def _list(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


def _filled(value: Sequence[Any]) -> Sequence[Any]:
    if not value:
        raise expected("@empty_list")
    return value


Phase = Annotated[int, BeforeValidator(_phase), InJson((("minimum", 1), ("maximum", 99)))]
Ids = Annotated[tuple[Text, ...], BeforeValidator(_list)]
Pages = Annotated[tuple[Annotated[Text, AfterValidator(_page), pattern(_PAGE)], ...], BeforeValidator(_list)]


class Lane(Strict):
    """A lane of a model: a course of work in parallel with others."""

    id: Id = declared(LocalText("Id", en="Id"), "Navnet stegene bruker når de sier hvilket løp de hører til.")
    title: Text = declared(
        LocalText("Tittel", en="Title"), "Det leseren ser øverst i løpet: «Saken fra start til slutt»."
    )


class Step(Strict):
    """A step of a model: its lane and position, the steps that follow it, and the pages on it."""

    id: Id = declared(
        LocalText("Id", en="Id"),
        "Navnet andre steg bruker i `next` og `again`. Det blir også en del av lenken hit.",
    )
    lane: Text = declared(LocalText("Løp", en="Lane"), "Løpet steget hører til, som id fra `lanes`.")
    title: Text = declared(
        LocalText("Tittel", en="Title"), "Det som står i boksen. Ett til fire ord: «Høring», «Vedta planen»."
    )
    text: Text = declared(LocalText("Tekst", en="Text"), "En eller to setninger om hva som skjer i steget.")
    pages: Pages = declared(
        LocalText("Sider", en="Pages"),
        "Sidene om steget: stier til `.md`-filer, regnet fra filen modellen står i.",
        (),
        item=LocalText("Side", en="Page"),
    )
    next: Ids = declared(
        LocalText("Fører til", en="Leads on to"),
        "Stegene dette fører videre til, som id-er.",
        (),
        item=LocalText("Steg", en="Step"),
    )
    again: Ids = declared(
        LocalText("Tas opp igjen", "Blir teke opp att", "Taken up again in"),
        "Steg der arbeidet tas opp på nytt etter dette, som id-er. Vises med stiplet pil.",
        (),
        item=LocalText("Steg", en="Step"),
    )
    phase: Phase | None = declared(
        LocalText("Fase", en="Phase"),
        "Hvor i tiden steget står: 1 er først. Steg i samme fase står på linje. Uten feltet kommer "
        "steget rett etter dem som fører til det.",
        None,
    )


@dataclass(frozen=True, slots=True)
class Process:
    """The lanes and the steps that a page draws."""

    lanes: tuple[Lane, ...]
    steps: tuple[Step, ...]


Lanes = Annotated[tuple[Lane, ...], BeforeValidator(_list), AfterValidator(_filled), FILLED]
Steps = Annotated[tuple[Step, ...], BeforeValidator(_list), AfterValidator(_filled), FILLED]

STAND_IN_LANES = (Lane(id="x", title="?"),)
STAND_IN_STEPS = (Step(id="x", lane="x", title="?", text="?"),)
"""Stand-ins for a model's invalid lanes or steps, so that the rest of it can be checked."""
