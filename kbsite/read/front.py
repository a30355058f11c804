"""`front` in `data/site.yaml` → the questions and searches that editors show on the front page.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from kbsite.model.settings import Chosen, Front
from kbsite.read.search import Page
from kbsite.schema.field_types import InJson, Local, Strict, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

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
Searches = Annotated[tuple[Local, ...], BeforeValidator(_listed)]


class FrontEntry(Strict):
    """What editors choose for the front page, in `data/site.yaml`."""

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
    return Front(tuple(_chosen(entry, found)), entry.searches) if entry else Front()


def _chosen(entry: FrontEntry, found: Fields) -> Iterator[Chosen]:
    for index, page in enumerate(entry.questions):
        places = (("front", "questions", index), ("front", "questions"), ("front",), ())
        yield Chosen(page, next(found.marks[path] for path in places if path in found.marks))
