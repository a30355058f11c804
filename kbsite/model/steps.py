"""The place of a page in a clickable model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.model.text import Document


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step that a page belongs to: `number` counts the steps of the model `document` from 1.

    With number 0 it is the model as a whole. `lane` is the title of the step's lane.
    """

    document: Document
    number: int = 0
    id: str = ""
    title: str = ""
    lane: str = ""
