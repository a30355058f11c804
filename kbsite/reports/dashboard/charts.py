"""Numbers → horizontal bar charts: the position of each line of text and each part of a bar. Pure.

Lengths along the bars are per cent of the drawing's width and heights are in em, so that a drawing needs no
scaling: it is as wide as there is room, and its text is as large as other text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.render.diagram.text_width import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = 16
_ROOM = 240
"""How wide a label may be where an em is 16, so that its value has room beside it at 320 px."""

_LINE, _BAR, _GAP = 1.35, 0.75, 0.85
"""Heights in em: of a line of text, of a bar, and of the room below it."""

_LEAST = 0.6
"""Per cent of the width that something is shown with, however little it is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The data of a bar: label, number, link, and its parts, a style and an amount each."""

    label: str
    value: str
    href: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and the position of its baseline."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of a bar: style, start and width."""

    style: str
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A bar with its label above it; `top` and `height` are of both, `bar` is the top of the bar itself."""

    top: float
    height: float
    lines: tuple[Line, ...]
    value: str
    href: str
    bar: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars below one another; `thick` is the height of each bar."""

    height: float
    thick: float
    rows: tuple[Row, ...]


def drawing(bars: Sequence[Bar]) -> Drawing:
    """Return the layout of a bar chart, scaled to its longest bar."""
    most = max((sum(amount for _, amount in bar.parts) for bar in bars), default=0)
    rows, top = [], 0.0
    for bar in bars:
        texts = wrapped(bar.label, _SIZE, _ROOM)
        lines = tuple(Line(text, round(top + 1 + number * _LINE, 2)) for number, text in enumerate(texts))
        begin = round(top + 0.15 + len(lines) * _LINE, 2)
        height = round(begin + _BAR - top, 2)
        rows.append(
            Row(
                top=round(top, 2),
                height=height,
                lines=lines,
                value=bar.value,
                href=bar.href,
                bar=begin,
                parts=_parts(bar, most),
            )
        )
        top += height + _GAP
    return Drawing(round(max(top - _GAP / 2, 0), 2), _BAR, tuple(rows))


def _parts(bar: Bar, most: int) -> tuple[Part, ...]:
    found, x = [], 0.0
    for style, amount in bar.parts:
        if amount:
            width = max(100 * amount / most, _LEAST)
            found.append(Part(style, round(min(x, 100 - _LEAST), 2), round(min(width, 100 - x), 2)))
            x += width
    return tuple(found)
