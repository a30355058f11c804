"""Views of clickable models: steps, and the places of other pages in them. Diagrams are in `drawing`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.drawing import DrawingView
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
