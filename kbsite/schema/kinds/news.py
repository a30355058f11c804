"""News."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds.front_matter import FrontShelf, Published


class News(Published):
    """A news item."""

    kind: ClassVar[str] = "news"
    folder: ClassVar[str] = "aktuelt"
    english_folder: ClassVar[str] = "news"
    one: ClassVar[LocalText] = LocalText("Aktuelt", "Aktuelt", "News")
    many: ClassVar[LocalText] = LocalText("Aktuelt", "Aktuelt", "News")
    empty_index: ClassVar[bool] = True
    structured: ClassVar[str] = "NewsArticle"
    lead_paragraph: ClassVar[bool] = True
    ages: ClassVar[bool] = False
    front: ClassVar[FrontShelf | None] = FrontShelf(LocalText("Aktuelt", en="News"), place=4, most=3)
