"""Introductions of themes."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds.front_matter import FrontMatter


class ThemeIntroduction(FrontMatter):
    """The introduction of a theme, in a file named for the theme's id."""

    kind: ClassVar[str] = "theme"
    folder: ClassVar[str] = "tema"
    english_folder: ClassVar[str] = "topics"
    one: ClassVar[LocalText] = LocalText("Tema", "Tema", "Topic")
    many: ClassVar[LocalText] = LocalText("Temaer", "Tema", "Topics")
    empty_index: ClassVar[bool] = True
    structured: ClassVar[str] = "CollectionPage"
    introduces: ClassVar[str] = "theme"
