"""A site's mark as pixels: of a picture, or of a drawing in SVG, with the same bytes on any machine."""

from __future__ import annotations

import io
import re
import warnings

import resvg_py
from PIL import Image, ImageOps, UnidentifiedImageError

from kbsite.read.xml_content import xml_facts
from kbsite.render.outputs.sharing import is_drawing
from kbsite.schema.file_types import MOST_PIXELS

_FORMATS = ("PNG", "WEBP")

_DRAWN = 512
"""The larger side of a drawing, in pixels, before it is made as small as a mark is."""

_LETTERS = re.compile(rb"<(?:[\w.-]+:)?text[\s>]")


def opened_mark(data: bytes) -> Image.Image | None:
    """Return a mark, upright; None for b"", for what cannot be read or has nothing in it, a drawing with letters.

    Letters in a drawing are those of a font of the machine, which is not the same on each.
    """
    if not data:
        return None
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(_pixels(data)), formats=_FORMATS) as opened:
            warnings.simplefilter("ignore")  # Pillow warns of faults in metadata, which is not published
            if not 0 < opened.width * opened.height <= MOST_PIXELS:
                return None
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
            return picture if picture.getbbox() else None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        return None


def _pixels(data: bytes) -> bytes:
    """Return a drawing as a PNG, and any other picture as it is.

    One that refers to anything outside itself is not drawn, and no font is looked for: so no other file is opened.
    """
    if not is_drawing(data):
        return data
    facts = xml_facts(data)
    if _LETTERS.search(data) or facts.active or not facts.sound:
        raise ValueError
    text = data.decode("utf-8-sig")
    first = resvg_py.svg_to_bytes(svg_string=text, width=_DRAWN, skip_system_fonts=True)
    with Image.open(io.BytesIO(first)) as wide:
        if wide.height <= _DRAWN:
            return first
    return resvg_py.svg_to_bytes(svg_string=text, height=_DRAWN, skip_system_fonts=True)
