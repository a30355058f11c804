"""Examples of practice."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import Text
from kbsite.schema.kinds.front_matter import FrontShelf, Published


class Practice(Published):
    """An example of practice from a municipality."""

    kind: ClassVar[str] = "practice"
    folder: ClassVar[str] = "praksis"
    english_folder: ClassVar[str] = "practice"
    one: ClassVar[LocalText] = LocalText("Praksiseksempel", "Praksiseksempel", "Example from practice")
    many: ClassVar[LocalText] = LocalText("Praksiseksempler", "Praksiseksempel", "Examples from practice")
    empty_index: ClassVar[bool] = True
    chaptered: ClassVar[bool] = True
    lead_paragraph: ClassVar[bool] = True
    on_every_theme: ClassVar[bool] = True
    front: ClassVar[FrontShelf | None] = FrontShelf(
        LocalText("Fra praksis", "Frå praksis", "From practice"), place=3, most=3
    )

    municipality: Text = declared(LocalText("Kommune", en="Municipality"), "Kommunen der arbeidet ble gjort.", "")
