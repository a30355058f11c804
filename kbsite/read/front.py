"""`front` in `data/site.yaml` → the questions and searches that editors show on the front page.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from kbsite.diagnostics import nearest, problem
from kbsite.model.settings import THEMES, Chosen, Front
from kbsite.norwegian.local_text import LocalText
from kbsite.read.search import Page
from kbsite.schema.field_types import InJson, Local, Strict, Text, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.schema.kinds import Kinds
    from kbsite.schema.yaml_fields import Fields

MOST = 8
"""How many pages editors can put first: what a reader sees at a glance."""


def _listed(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


def _few(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) > MOST:
        raise expected("@front_pages")
    return value


FrontPages = Annotated[
    tuple[Page, ...], BeforeValidator(_listed), AfterValidator(_few), InJson((("maxItems", MOST),))
]
Order = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Searches = Annotated[tuple[Local, ...], BeforeValidator(_listed)]


class FrontEntry(Strict):
    """What editors choose for the front page, in `data/site.yaml`."""

    heading: Local = Field(LocalText(), description="Overskriften. Uten feltet: navnet på nettstedet.")
    text: Local = Field(
        LocalText(), description="Teksten under overskriften. Uten feltet: `description` i samme fil."
    )
    order: Order = Field(
        (),
        description="Det som står under søket, i rekkefølge: `themes`, og innholdstyper med sin id, slik: "
        "`[article, themes, news]`. Det som ikke er nevnt, vises ikke. Uten feltet: alt, i vanlig rekkefølge.",
    )
    questions: FrontPages = Field(
        (),
        description="Sidene som står først, under «Mange spør om»: høyst åtte, i den rekkefølgen de skal stå. "
        "Uten feltet vises de nyeste spørsmålene.",
    )
    searches: Searches = Field(
        (), description="Eksempler på søk, som står under søkefeltet. Uten feltet står det ingen der."
    )


def front(entry: FrontEntry | None, found: Fields) -> Front:
    """Return what `data/site.yaml` says of the front page, each page with its place."""
    if entry is None:
        return Front()
    return Front(tuple(_chosen(entry, found)), entry.searches, entry.heading, entry.text, entry.order)


def order_problems(first: Front, found: Fields, kinds: Kinds) -> Iterator[Diagnostic]:
    """Yield a problem for each part of the front page that there is no such kind of."""
    known = (THEMES, *(kind.kind for kind in kinds.listed))
    for index, name in enumerate(first.order):
        if name not in known:
            at = next(
                found.marks[path] for path in (("front", "order", index), ("front",), ()) if path in found.marks
            )
            yield problem(
                at,
                "unknown-choice",
                field="order",
                value=name,
                near=nearest(name, known),
                known=", ".join(known),
            )


def _chosen(entry: FrontEntry, found: Fields) -> Iterator[Chosen]:
    for index, page in enumerate(entry.questions):
        places = (("front", "questions", index), ("front", "questions"), ("front",), ())
        yield Chosen(page, next(found.marks[path] for path in places if path in found.marks))
