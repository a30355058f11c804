"""Draws the pictures for sharing, with Pillow and the fonts of `render/fonts/`: the same bytes on any machine."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont, ImageOps

from kbsite.render.fonts import SANS, SANS_BOLD, SERIF_BOLD, font
from kbsite.render.outputs.mark import opened_mark
from kbsite.render.outputs.sharing import HEIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import CardLook, SharingCard

Lines = tuple[str, ...]

_LEFT, _RIGHT = 84, WIDTH - 84
_STRIPE = 14
"""How high the stripe at the bottom is."""
_TITLE_TOP, _TITLE_BOTTOM = 150, HEIGHT - 160
_SIZES = (84, 76, 68, 60, 54, 48, 44)
"""The sizes that a title is tried in; the first that lets all of it in is used."""
_LEADING = 1.22
_SMALL = 32
_MARK = 88
"""How large the site's mark is, in pixels both ways."""

_WIDEST = 320
_EDGE = 10
"""How wide the mark of a site's own is at most with its light ground, and how far that goes beyond it."""

_MOST = 300
"""More letters than fit on a card."""

_SHADES = 16
"""Shades between ground and ink; a picture of few colours is a small file."""
_ACCENT = _SHADES
_OF_MARK = 128
"""Where the colours of the mark begin in the palette."""


def draw(card: SharingCard) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels."""
    shades = Image.new("L", (WIDTH, HEIGHT))
    canvas = ImageDraw.Draw(shades)
    room = _RIGHT - _LEFT
    _write(canvas, (_LEFT, 84), _one_line(card.above, SANS_BOLD, _SMALL, room), (SANS_BOLD, _SMALL))
    size, lines = fitted(card.title, room, _TITLE_BOTTOM - _TITLE_TOP)
    for number, line in enumerate(lines):
        _write(canvas, (_LEFT, _TITLE_TOP + number * round(size * _LEADING)), line, (SERIF_BOLD, size))
    mark = _mark(card.look)
    left = _LEFT + (mark.width + 24 if mark else 0)
    below = _one_line(card.below, SANS, _SMALL, _RIGHT - left)
    _write(canvas, (left, HEIGHT - 96), below, (SANS, _SMALL), anchor="lm")
    picture = shades.point([value * _SHADES // 256 for value in range(256)])
    picture.paste(_ACCENT, (0, HEIGHT - _STRIPE, WIDTH, HEIGHT))
    palette = [*_ramp(card.look), *_rgb(card.look.accent)]
    if mark:
        picture.paste(
            mark.point([value + _OF_MARK for value in range(256 - _OF_MARK)] + [255] * _OF_MARK, "L"), _at()
        )
        palette += [0] * (3 * _OF_MARK - len(palette)) + list(mark.getpalette() or ())
    picture.putpalette(palette[: 3 * 256])
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)  # 9 takes ten times as long for a tenth of the size
    return out.getvalue()


def fitted(title: str, width: int, height: int) -> tuple[int, Lines]:
    """Return the largest size in which a title fits, and its lines in it; one that never fits ends in …."""
    size, room = _SIZES[-1], 1
    lines: Lines = ()
    for size in _SIZES:
        lines = tuple(_wrapped(title, size, width))
        room = max(1, height // round(size * _LEADING))
        if len(lines) <= room and all(_width(line, SERIF_BOLD, size) <= width for line in lines):
            return size, lines
    lines = tuple(part for line in lines for part in _broken(line, size, width))
    if len(lines) > room:
        lines = (*lines[: room - 1], _one_line(f"{lines[room - 1]} …", SERIF_BOLD, size, width))
    return size, lines


def _wrapped(title: str, size: int, width: int) -> Iterator[str]:
    """Yield the title's lines, broken between words."""
    line = ""
    for word in _shown(title, SERIF_BOLD).split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, SERIF_BOLD, size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _broken(line: str, size: int, width: int) -> Iterator[str]:
    """Yield a line that is a single word too long for any line, in pieces that are not."""
    piece = ""
    for letter in line:
        if piece and _width(f"{piece}{letter}-", SERIF_BOLD, size) > width:
            yield f"{piece}-"
            piece = ""
        piece += letter
    yield piece


def _one_line(text: str, name: str, size: int, width: int) -> str:
    """Return a text that fits on one line, shortened at a word where it is too long."""
    whole = " ".join(_shown(text, name).split())
    if _width(whole, name, size) <= width:
        return whole
    words = whole.removesuffix(" …").split(" ")
    while len(words) > 1 and _width(f"{' '.join(words)} …", name, size) > width:
        words.pop()
    kept = " ".join(words)
    while kept and _width(f"{kept} …", name, size) > width:
        kept = kept[:-1]
    return f"{kept} …"


def _shown(text: str, name: str) -> str:
    """Return as much of the text as a card can have, without the characters that the font does not have."""
    shown = text[:_MOST]
    return "".join(" " if each.isspace() else each for each in shown if each.isspace() or has_letter(name, each))


@cache
def has_letter(name: str, letter: str) -> bool:
    """Return whether a font has a character: whether it is drawn otherwise than one that no font has."""
    known = sized_font(name, _SMALL)
    return bool(known.getmask(letter)) and bytes(known.getmask(letter)) != bytes(known.getmask("\U0010fffe"))


@cache
def sized_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font in a size, as letters are drawn on every machine."""
    return ImageFont.truetype(io.BytesIO(font(name)), size, layout_engine=ImageFont.Layout.BASIC)


def _write(
    canvas: ImageDraw.ImageDraw, at: tuple[int, int], text: str, look: tuple[str, int], anchor: str = "la"
) -> None:
    """Write a line in a font and a size as Pillow does, but draw each letter once: that takes longest."""
    left, top = at
    for letter in text:
        mask, (right, down) = _letter(*look, letter, anchor)
        if all(mask.size):
            canvas.draw.draw_bitmap((left + right, top + down), mask, 255)
        left += _advance(*look, letter)


@lru_cache(maxsize=4096)
def _letter(name: str, size: int, letter: str, anchor: str) -> tuple[Any, tuple[int, int]]:
    """Return a drawn letter, and how far it is from where it is written."""
    return sized_font(name, size).getmask2(letter, "L", anchor=anchor)


@lru_cache(maxsize=16_384)
def _advance(name: str, size: int, letter: str) -> int:
    """Return how far from a letter the next one is: the fonts move no pair of letters closer."""
    return round(sized_font(name, size).getlength(letter))


def _width(text: str, name: str, size: int) -> int:
    return sum(_advance(name, size, letter) for letter in text)


@cache
def _mark(look: CardLook) -> Image.Image | None:
    """Return the site's mark on the ground of the card, in few colours of its own; None where there is none."""
    found = opened_mark(look.mark)
    if found is None:
        return None
    room = (_WIDEST, _MARK) if look.own else (_MARK, _MARK)
    mark = ImageOps.contain(found, room, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", mark.size, look.ground)
    if look.own:
        mark = ImageOps.contain(found, (room[0] - 2 * _EDGE, room[1] - 2 * _EDGE), Image.Resampling.LANCZOS)
        ground = _plate((mark.width + 2 * _EDGE, _MARK), look)
        whole = Image.new("RGBA", ground.size)
        whole.paste(mark, (_EDGE, (_MARK - mark.height) // 2))
        mark = whole
    return Image.alpha_composite(ground, mark).convert("RGB").quantize(256 - _OF_MARK, Image.Quantize.MEDIANCUT)


def _plate(size: tuple[int, int], look: CardLook) -> Image.Image:
    """Return a light ground with round corners for a mark of the site's own."""
    ground = Image.new("RGBA", size, look.ground)
    ImageDraw.Draw(ground).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=10, fill=look.ink)
    return ground


def _at() -> tuple[int, int]:
    return _LEFT, HEIGHT - 96 - _MARK // 2


def _ramp(look: CardLook) -> list[int]:
    """Return the shades from ground to ink, as a palette."""
    ground, ink = _rgb(look.ground), _rgb(look.ink)
    last = _SHADES - 1
    return [round(g + (i - g) * shade / last) for shade in range(_SHADES) for g, i in zip(ground, ink, strict=True)]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
