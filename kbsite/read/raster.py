"""Raster pictures: format, size and errors, read with Pillow."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from kbsite.diagnostics import MessageKey
from kbsite.model import FileFacts
from kbsite.schema.file_types import MOST_PIXELS

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit only warns; ours is checked before anything is decoded

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP")
_RESIZABLE = {"PNG", "JPEG", "MPO", "WEBP"}
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"}
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)


def raster_facts(data: bytes, form: str) -> FileFacts:
    """Return the facts of a picture; `form` is the format by its first bytes, such as `png`."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            warnings.simplefilter("ignore")  # Pillow warns of faults in metadata, which is not published
            return _facts(picture, data, form)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        return FileFacts(form, fault=MessageKey("@file_broken"))


def _facts(picture: ImageFile, data: bytes, form: str) -> FileFacts:
    width, height = picture.size
    if not width or not height:
        return FileFacts(form, fault=MessageKey("@file_broken"))
    if width * height > MOST_PIXELS:
        return FileFacts(form, width, height)
    orientation = picture.getexif().get(_ORIENTATION, 1) if "exif" in picture.info else 1
    if orientation in _SIDEWAYS:
        width, height = height, width
    still = picture.format == "MPO" or not getattr(picture, "is_animated", False)  # MPO: a JPEG with a preview
    resizable = still and picture.format in _RESIZABLE and picture.mode in _MODES
    turned = resizable and orientation in range(2, 9)
    if not _ends(data, form):
        picture.load()  # raises OSError where the picture itself is cut off, and not something after it
    return FileFacts(form, width, height, resizable=resizable, turned=turned)


def _ends(data: bytes, form: str) -> bool:
    """Return whether the file has the end marker of its format; decoding all of it would take much longer."""
    match form:
        case "png":
            return _png_ends(data)
        case "jpeg":
            return data.rstrip(b"\0")[-2:] == b"\xff\xd9"
        case "gif":
            return data.rstrip(b"\0")[-1:] == b";"
        case "webp":
            return len(data) >= int.from_bytes(data[4:8], "little") + 8
        case _:
            return False


def _png_ends(data: bytes) -> bool:
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IEND":
            return True
        at += length + 12
    return False
