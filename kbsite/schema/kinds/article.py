"""Articles."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds.front_matter import FrontShelf, Published


class Article(Published):
    """An article, which may have chapters."""

    kind: ClassVar[str] = "article"
    folder: ClassVar[str] = "artikler"
    english_folder: ClassVar[str] = "articles"
    one: ClassVar[LocalText] = LocalText("Artikkel", "Artikkel", "Article")
    many: ClassVar[LocalText] = LocalText("Artikler", "Artiklar", "Articles")
    empty_index: ClassVar[bool] = True
    chaptered: ClassVar[bool] = True
    lead_paragraph: ClassVar[bool] = True
    on_every_theme: ClassVar[bool] = True
    suggested_first: ClassVar[bool] = True
    front: ClassVar[FrontShelf | None] = FrontShelf(
        LocalText("Nye artikler", "Nye artiklar", "New articles"), place=2, most=3
    )
