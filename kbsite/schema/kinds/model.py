"""Clickable models."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.kinds.front_matter import FrontShelf, Published
from kbsite.schema.model_fields import STAND_IN_LANES, STAND_IN_STEPS, Lanes, Process, Steps


class Model(Published):
    """A clickable model: steps in parallel lanes, each with the pages on it."""

    kind: ClassVar[str] = "model"
    folder: ClassVar[str] = "modeller"
    english_folder: ClassVar[str] = "models"
    one: ClassVar[LocalText] = LocalText("Modell", "Modell", "Model")
    many: ClassVar[LocalText] = LocalText("Modeller", "Modellar", "Models")
    front: ClassVar[FrontShelf | None] = FrontShelf(
        LocalText("Se hele prosessen", "Sjå heile prosessen", "See the whole process"), place=0, cards=True
    )
    stand_ins: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {**Published.stand_ins, "lanes": STAND_IN_LANES, "steps": STAND_IN_STEPS}
    )

    lanes: Lanes = declared(
        LocalText("Løp", en="Lanes"),
        "Løpene, i den rekkefølgen de står ved siden av hverandre. To eller tre.",
        item=LocalText("Løp", en="Lane"),
        examples=[[{"id": "arbeidet", "title": "Arbeidet"}]],
    )
    steps: Steps = declared(
        LocalText("Steg", en="Steps"),
        "Stegene, i den rekkefølgen de skal leses.",
        item=LocalText("Steg", en="Step"),
        examples=[
            [
                {
                    "id": "start",
                    "lane": "arbeidet",
                    "title": "Start",
                    "text": "Det første steget.",
                    "next": ["slutt"],
                },
                {"id": "slutt", "lane": "arbeidet", "title": "Slutt", "text": "Det siste steget."},
            ]
        ],
    )

    def named_pages(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the references to pages in the steps."""
        return tuple(
            (("steps", i, "pages", j), page)
            for i, step in enumerate(self.steps)
            for j, page in enumerate(step.pages)
        )

    def process(self) -> Process:
        """Return the lanes and the steps."""
        return Process(self.lanes, self.steps)
