"""What an `<img>` of a text says: its address, its size, and the smaller pictures for a browser to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import ToAsset
from kbsite.render.compose.hrefs import href
from kbsite.site.pictures import shown

if TYPE_CHECKING:
    from kbsite.model import Config, Target

SIZES = "(min-width: 45rem) 42rem, 100vw"
"""How wide a picture is shown: the column of text, or on a small screen all of it."""


def picture_attributes(config: Config, target: Target) -> dict[str, str]:
    """Return the attributes of a picture in the order in which they stand, not escaped yet.

    `width` and `height` are there where the size is known, so that the text stays where it is while pictures come.
    """
    if not isinstance(target, ToAsset):
        return {"src": href(config, ""), "loading": "lazy"}
    sizes = shown(target)
    if not sizes:
        return {"src": href(config, target.address), "loading": "lazy"}
    found = {"src": href(config, sizes[-1].address)}
    if len(sizes) > 1:
        found["srcset"] = ", ".join(f"{href(config, each.address)} {each.width}w" for each in sizes)
        found["sizes"] = SIZES
    return {**found, "width": str(sizes[-1].width), "height": str(sizes[-1].height), "loading": "lazy"}
