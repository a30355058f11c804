"""Which pages are shown, and what is said of one that is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Shown:
    """Which unpublished pages are shown along with the published ones."""

    drafts: bool = False
    future: bool = False
    expired: bool = False


PUBLISHED_ONLY = Shown()

REASONS = ("draft", "future", "expired")
"""Why a page is held back, in the order that they are counted."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A file that is not shown, and why.

    `day` is that on which it comes or went; `owner` is the file whose field says so, where the page belongs to it:
    the article of a chapter, the original of a translation.
    """

    path: str
    reason: str
    day: date | None
    owner: str
