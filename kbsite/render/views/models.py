"""Views of clickable models: diagrams, steps, and the places of other pages in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.parts import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPlace:
    """Where in a clickable model a page belongs: a step and its number, or with number 0 the model as a whole."""

    model: str
    href: str
    lane: str
    number: int
    step: str
    lang: str


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
class StepView:
    """A step of a model in the list below the diagram; `id` is that of its section."""

    id: str
    number: int
    lane: int
    lane_title: str
    title: str
    text: str
    pages: tuple[LinkView, ...]
    next: tuple[LinkView, ...]
    again: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ModelView:
    """A clickable model: a diagram for wide screens, one for narrow ones where it fits, and a list."""

    wide: DrawingView
    narrow: DrawingView | None
    steps: tuple[StepView, ...]
