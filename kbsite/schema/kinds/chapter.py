"""Chapters."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds.front_matter import FrontMatter


class Chapter(FrontMatter):
    """A chapter of a page of another kind, whose themes and authors it shares."""

    kind: ClassVar[str] = "chapter"
    folder: ClassVar[str] = ""
    one: ClassVar[LocalText] = LocalText("Kapittel", "Kapittel", "Chapter")
    many: ClassVar[LocalText] = LocalText("Kapitler", "Kapittel", "Chapters")
    is_chapter: ClassVar[bool] = True
    lead_paragraph: ClassVar[bool] = True
