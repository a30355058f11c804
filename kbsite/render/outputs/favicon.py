"""`favicon.ico`, which browsers ask for without reading a page: planned here, drawn by `ico.py`."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.model import Output, TabIcon
from kbsite.render import fonts
from kbsite.render.outputs.sharing import is_drawing
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kbsite.model import Asset, CardLook, Config

FAVICON = routes.FAVICON.removeprefix("/")

SIZES = (16, 32, 48)
"""The sizes in it, in pixels both ways: those that programs ask for."""

RECIPE = "1"
"""To be raised when `ico.py` draws the same icon in another way."""

_DRAWN = frozenset(("png", "webp", "svg"))


def favicon(
    config: Config, static: Mapping[str, Asset], taken: Collection[str], look: CardLook
) -> Iterator[Output]:
    """Yield favicon.ico where static/ has none: the site's mark, or the first letter of its title.

    The mark is that of the tab or the site's logo, and without these the layouts' mark.png. One in ICO is copied.
    One that cannot be drawn, as a drawing with letters, gives the letter.
    """
    if FAVICON in taken:
        return
    named = config.looks.favicon or config.looks.logo
    file = static.get(unquote(named).removeprefix("/")) if named else None
    ending = named.rpartition(".")[2].lower()
    if file and ending == "ico":
        yield Output(FAVICON, file.file)
        return
    mark = file.file if file and ending in _DRAWN else b"" if named else look.mark
    title = config.title.in_language(config.language)
    letter = next((each for each in title.upper() if each.isalnum()), "")
    yield Output(FAVICON, TabIcon(mark=mark, letter=letter, ground=look.ground, ink=look.ink))


def icon_digest(mark: bytes, icon: TabIcon) -> str:
    """Return a digest of everything that the bytes of a favicon.ico depend on; `mark` is that of the icon, read."""
    drawn_by = version("resvg-py") if is_drawing(mark) else ""
    parts = ("ico", RECIPE, version("pillow"), drawn_by, fonts.digest(), icon.letter, icon.ground, icon.ink)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass") + b"\0" + mark).hexdigest()
