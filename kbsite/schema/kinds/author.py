"""Authors."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import Email, Text
from kbsite.schema.kinds.front_matter import FrontMatter


class Author(FrontMatter):
    """An author: a person or an editorial team."""

    kind: ClassVar[str] = "author"
    folder: ClassVar[str] = "forfattere"
    english_folder: ClassVar[str] = "authors"
    one: ClassVar[LocalText] = LocalText("Forfatter", "Forfattar", "Author")
    many: ClassVar[LocalText] = LocalText("Forfattere", "Forfattarar", "Authors")
    empty_index: ClassVar[bool] = True
    structured: ClassVar[str] = "ProfilePage"
    introduces: ClassVar[str] = "author"
    needs_text: ClassVar[bool] = False
    own_after: ClassVar[str] = "lang"

    role: Text = declared(LocalText("Rolle", en="Role"), "Rollen forfatteren har i dag.", "")
    affiliation: Text = declared(
        LocalText("Arbeidssted", "Arbeidsstad", "Place of work"), "Arbeidsstedet forfatteren har i dag.", ""
    )
    email: Email | None = declared(
        LocalText("E-post", en="E-mail"), "E-postadressen som vises på forfatterens side.", None
    )
