"""A drawing for a language that is written from right to left: its first lane is to the right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views import ArrowView, BoxView, DrawingView

_POINT = re.compile(r"(-?\d+) (-?\d+)")


def mirrored(drawing: DrawingView) -> DrawingView:
    """Return the mirror image of a drawing, whose texts begin to the right of their boxes and are not mirrored."""
    width = drawing.width
    return replace(
        drawing,
        lanes=tuple(_box(each, width) for each in drawing.lanes),
        steps=tuple(_box(each, width) for each in drawing.steps),
        arrows=tuple(_arrow(each, width) for each in drawing.arrows),
    )


def _box(box: BoxView, width: int) -> BoxView:
    lines = tuple(replace(line, x=width - line.x) for line in box.lines)
    return replace(box, x=width - box.x - box.width, cx=width - box.cx, lines=lines)


def _arrow(arrow: ArrowView, width: int) -> ArrowView:
    return replace(arrow, line=_path(arrow.line, width), head=_path(arrow.head, width))


def _path(path: str, width: int) -> str:
    """Return the mirror image of an SVG path, whose numbers are pairs of x and y."""
    return _POINT.sub(lambda found: f"{width - int(found[1])} {found[2]}", path)
