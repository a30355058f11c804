"""Op-eds."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds.front_matter import FrontShelf, Published


class Opinion(Published):
    """An op-ed: the opinion of its author."""

    kind: ClassVar[str] = "opinion"
    folder: ClassVar[str] = "kronikker"
    english_folder: ClassVar[str] = "opinions"
    one: ClassVar[LocalText] = LocalText("Kronikk", "Kronikk", "Opinion")
    many: ClassVar[LocalText] = LocalText("Kronikker", "Kronikkar", "Opinions")
    empty_index: ClassVar[bool] = True
    structured: ClassVar[str] = "OpinionNewsArticle"
    chaptered: ClassVar[bool] = True
    lead_paragraph: ClassVar[bool] = True
    ages: ClassVar[bool] = False
    front: ClassVar[FrontShelf | None] = FrontShelf(
        LocalText("Nye kronikker", "Nye kronikkar", "New opinions"), place=5, most=3
    )
