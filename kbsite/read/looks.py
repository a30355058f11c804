"""`logo`, `favicon`, `colours` and `fonts` in `data/site.yaml` → how the site looks.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from kbsite.model import MenuItem
from kbsite.model.looks import COLOURS, FONTS, SCHEMES, Colour, Looks
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.field_types import AsJson, Strict, Text, expected, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Location
    from kbsite.schema.yaml_fields import Fields

_COLOUR = r"#[0-9a-fA-F]{6}"
_PICTURE = r"/[^\s?#]*\.(svg|png|webp|ico)"
_FONT = r"/[A-Za-z0-9._/-]+\.woff2"


def _colour(value: Any) -> Any:
    """Return the colour in light and in dark surroundings; one that is given alone is for both."""
    if isinstance(value, tuple):
        return value
    given = dict.fromkeys(SCHEMES, value) if isinstance(value, str) else value
    if not isinstance(given, dict) or not given or not set(given) <= set(SCHEMES):
        raise expected("@colour")
    if not all(isinstance(each, str) and re.fullmatch(_COLOUR, each) for each in given.values()):
        raise expected("@colour")
    return tuple(str(given.get(scheme, "")).lower() for scheme in SCHEMES)


def _picture(value: str) -> str:
    if not re.fullmatch(_PICTURE, value):
        raise expected("@picture_file")
    return value


def _font(value: str) -> str:
    if not re.fullmatch(_FONT, value):
        raise expected("@font_file")
    return value


_JSON_COLOUR = {"type": "string", "pattern": f"^(?:{_COLOUR})$"}

SiteColour = Annotated[
    Any,
    BeforeValidator(_colour),
    AsJson(
        {
            "anyOf": [
                _JSON_COLOUR,
                {"type": "object", "properties": dict.fromkeys(SCHEMES, _JSON_COLOUR), "minProperties": 1},
            ]
        }
    ),
]
Picture = Annotated[Text, AfterValidator(_picture), pattern(_PICTURE)]
Font = Annotated[Text, AfterValidator(_font), pattern(_FONT)]


class ColoursEntry(Strict):
    """The colours of a site, in `data/site.yaml`."""

    background: SiteColour | None = Field(None, description="Bakgrunnen på sidene.")
    panel: SiteColour | None = Field(None, description="Bakgrunnen i felter og tabeller.")
    text: SiteColour | None = Field(None, description="Teksten.")
    quiet: SiteColour | None = Field(None, description="Teksten i datoer, forklaringer og merkelapper.")
    link: SiteColour | None = Field(None, description="Lenker og knapper.")
    accent: SiteColour | None = Field(None, description="Streker og merker som skal synes.")
    band: SiteColour | None = Field(
        None, description="Stripen øverst, feltet nederst og bildene som vises når noen deler en side."
    )
    band_text: SiteColour | None = Field(None, description="Teksten på `band`.")
    focus: SiteColour | None = Field(None, description="Rammen rundt det som er valgt med tastaturet.")


class FontsEntry(Strict):
    """The typefaces of a site, in `data/site.yaml`."""

    text: Font | None = Field(None, description="Skriften i teksten.")
    headings: Font | None = Field(None, description="Skriften i overskriftene.")


def looks(entry: ColoursEntry | None, fonts: FontsEntry | None, logo: str, favicon: str, found: Fields) -> Looks:
    """Return what `data/site.yaml` says of the looks, each colour with its place."""
    colours = tuple(
        Colour(name, value[0], value[1], _at(found, "colours", name))
        for name in COLOURS
        if entry and (value := getattr(entry, name))
    )
    files = tuple((name, file) for name in FONTS if fonts and (file := getattr(fonts, name)))
    return Looks(colours, logo, favicon, files)


def files_of(made: Looks, found: Fields) -> Iterator[MenuItem]:
    """Yield the addresses of the files that the looks need, with their places, to be checked as links are."""
    named = (("logo",), made.logo), (("favicon",), made.favicon)
    fonts = ((("fonts", name), file) for name, file in made.fonts)
    for path, address in (*named, *fonts):
        if address:
            yield MenuItem(LocalText(), address, _at(found, *path))


def _at(found: Fields, *path: str) -> Location:
    return next(found.marks[path[:n]] for n in range(len(path), -1, -1) if path[:n] in found.marks)
