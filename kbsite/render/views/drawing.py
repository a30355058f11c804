"""Views of diagrams: lines of text, boxes, arrows, and whole drawings of models."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in a diagram: the start, or the middle, of its baseline.

    `divided` is whether its last word goes on in the next line.
    """

    x: int
    y: int
    text: str
    divided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A rectangle in a diagram with its text; `lane` is 1 for the first lane, and so on.

    A step has its `number`, shown around (`cx`, `cy`), its whole `title` and that of its lane, and leads to `href`;
    a lane has 0 and "".
    """

    lane: int
    x: int
    y: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    number: int = 0
    cx: int = 0
    cy: int = 0
    href: str = ""
    title: str = ""
    lane_title: str = ""


@dataclass(frozen=True, slots=True)
class ArrowView:
    """An arrow in a diagram: line and head as SVG paths; `again` where it leads back to earlier work."""

    line: str
    head: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingView:
    """A diagram of a model: its size, the size of its text, and its parts, steps in their order."""

    width: int
    height: int
    size: int
    lanes: tuple[BoxView, ...]
    steps: tuple[BoxView, ...]
    arrows: tuple[ArrowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchView:
    """A small drawing of a model, without titles: `number` and the place of a step are all that its boxes have.

    `count` is the number of steps, `lane_titles` are the names of the lanes, the first one first.
    """

    width: int
    height: int
    size: int
    lanes: tuple[BoxView, ...]
    steps: tuple[BoxView, ...]
    arrows: tuple[ArrowView, ...]
    lane_titles: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return the number of steps."""
        return len(self.steps)
