"""Resized and upright pictures, made with Pillow; the same version gives the same bytes."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps
from PIL import __version__ as VERSION  # noqa: N812 - it is the name of a constant here

from kbsite.render.outputs.metadata import without_metadata

if TYPE_CHECKING:
    from kbsite.model import PictureCopy

RECIPE = f"1-{VERSION}"
"""What the bytes of a resized picture depend on besides the original: our settings, and Pillow's version."""

_SAVED: dict[str, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "quality": 82, "method": 4},
}


def publishable(data: bytes, copy: PictureCopy) -> bytes:
    """Return the published bytes of a picture: upright, resized to its maximum width, without metadata."""
    if not copy.width and not copy.turned:
        return without_metadata(data, copy.form)
    with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as opened:
        warnings.simplefilter("ignore")  # Pillow warns of faults in metadata, which is not published
        if copy.width and copy.form == "jpeg" and not copy.turned:
            opened.draft(None, (copy.width * 2, 1))  # decodes a large JPEG at a half, a quarter or an eighth
        profile = opened.info.get("icc_profile")
        picture = _upright(opened)
        if copy.width:
            height = max(1, round(picture.height * copy.width / picture.width))
            picture = picture.resize((copy.width, height), Image.Resampling.LANCZOS)
        if copy.form == "jpeg" and picture.mode not in ("RGB", "L"):
            profile = None if picture.mode == "CMYK" else profile
            picture = picture.convert("RGB")
        if opened.mode == "P" and copy.form == "png":
            picture = picture.quantize(256, method=Image.Quantize.FASTOCTREE)  # a drawing of few colours stays one
        out = io.BytesIO()
        picture.save(out, **_SAVED[copy.form], **({"icc_profile": profile} if profile else {}))
    return without_metadata(out.getvalue(), copy.form)


def _upright(opened: Image.Image) -> Image.Image:
    """Return the picture turned by its orientation tag, in a mode that can be resized."""
    picture = ImageOps.exif_transpose(opened) if "exif" in opened.info else opened
    if picture.mode in ("P", "PA", "1", "LA"):
        transparent = picture.mode in ("PA", "LA") or "transparency" in picture.info
        return picture.convert("RGBA" if transparent else "RGB" if picture.mode == "P" else "L")
    return picture
