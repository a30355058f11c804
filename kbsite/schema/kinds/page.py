"""Plain pages."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds.front_matter import FrontMatter


class Page(FrontMatter):
    """A plain page, such as the one on privacy."""

    kind: ClassVar[str] = "page"
    folder: ClassVar[str] = "sider"
    english_folder: ClassVar[str] = "pages"
    one: ClassVar[LocalText] = LocalText("Side", "Side", "Page")
    many: ClassVar[LocalText] = LocalText("Sider", "Sider", "Pages")
    structured: ClassVar[str] = "WebPage"

    @classmethod
    def base(cls) -> str:
        """Return the site's root: /personvern/ is the address of such a page."""
        return "/"
