"""Draws `favicon.ico` in the three sizes that programs ask for, with Pillow: the same bytes on any machine."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from kbsite.render.fonts import SANS_BOLD
from kbsite.render.outputs.card import has_letter, sized_font
from kbsite.render.outputs.favicon import SIZES
from kbsite.render.outputs.mark import opened_mark

if TYPE_CHECKING:
    from kbsite.model import TabIcon

_LETTER = 0.7
"""How large the letter is, as a share of the icon."""


def draw_icon(mark: bytes, icon: TabIcon) -> bytes:
    """Return the ICO of a mark; of the icon's letter where there is no mark, or one that cannot be read."""
    picture = opened_mark(mark)
    drawn = [_fitted(picture, size) if picture else _letter(icon, size) for size in SIZES]
    out = io.BytesIO()
    sizes = [(size, size) for size in SIZES]
    drawn[-1].save(out, "ICO", sizes=sizes, append_images=drawn[:-1], bitmap_format="bmp")
    return out.getvalue()


def _fitted(picture: Image.Image, size: int) -> Image.Image:
    """Return the whole picture in the middle of a transparent square."""
    smaller = ImageOps.contain(picture, (size, size), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size))
    square.paste(smaller, ((size - smaller.width) // 2, (size - smaller.height) // 2))
    return square


def _letter(icon: TabIcon, size: int) -> Image.Image:
    square = Image.new("RGBA", (size, size), icon.ground)
    if icon.letter and has_letter(SANS_BOLD, icon.letter):
        canvas, known = ImageDraw.Draw(square), sized_font(SANS_BOLD, round(size * _LETTER))
        left, top, right, bottom = known.getbbox(icon.letter)
        canvas.text(((size - right - left) / 2, (size - bottom - top) / 2), icon.letter, fill=icon.ink, font=known)
    return square
