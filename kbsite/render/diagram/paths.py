"""Points → SVG paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[int, int]


def path(points: Sequence[Point], radius: int) -> str:
    """Return the SVG path through `points`, which are joined at right angles, with rounded corners."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(radius, _length(before, corner) // 2, _length(corner, after) // 2)
        begin, end = _towards(corner, before, room), _towards(corner, after, room)
        parts.append(f"L{begin[0]} {begin[1]}Q{corner[0]} {corner[1]} {end[0]} {end[1]}")
    last = _towards(points[-1], points[-2], 5)
    return "".join([*parts, f"L{last[0]} {last[1]}"])


def head(points: Sequence[Point], size: int) -> str:
    """Return the arrowhead at the last of `points`, as an SVG path."""
    (x0, y0), (x, y) = points[-2], points[-1]
    if x0 == x:
        back = y - size * 2 if y0 < y else y + size * 2
        return f"M{x} {y}L{x - size} {back}L{x + size} {back}Z"
    back = x - size * 2 if x0 < x else x + size * 2
    return f"M{x} {y}L{back} {y - size}L{back} {y + size}Z"


def _length(a: Point, b: Point) -> int:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point, distance: int) -> Point:
    """Return the point at `distance` from `a` on the line to `b`."""
    (x, y), (to_x, to_y) = a, b
    if x == to_x:
        return (x, y + (distance if to_y > y else -distance if to_y < y else 0))
    return (x + (distance if to_x > x else -distance), y)
