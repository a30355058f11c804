"""How a site looks where its settings say so: colours, typefaces, and the files of its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.diagnostics import Location

COLOURS = {
    "background": "paper",
    "panel": "sand",
    "text": "ink",
    "quiet": "soft",
    "link": "link",
    "accent": "berry",
    "band": "deep",
    "band_text": "on-deep",
    "focus": "focus",
}
"""The colours that settings can name, each with its custom property in layouts/assets/style.css."""

FONTS = {"text": "sans", "headings": "serif"}
"""The typefaces that settings can name, each with its custom property."""

SCHEMES = ("light", "dark")
"""The surroundings that colours are for, as a reader's system says."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of data/site.yaml, as #rrggbb in light and in dark surroundings, with its place."""

    name: str
    light: str
    dark: str
    at: Location


@dataclass(frozen=True, slots=True)
class Looks:
    """What settings say of a site's looks; `logo`, `favicon` and `fonts` are addresses of files in static/."""

    colours: tuple[Colour, ...] = ()
    logo: str = ""
    favicon: str = ""
    fonts: tuple[tuple[str, str], ...] = ()
