"""The smaller copies of a picture, for `srcset`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.model import ToAsset

WIDTHS = (720, 1440)
"""Pixels across: the column of text, and the same on a screen with two pixels for each of CSS's."""

_SPARE = 1.25
"""How much wider than that a picture may be before a smaller one is worth a file."""


@dataclass(frozen=True, slots=True)
class SmallerPicture:
    """A smaller copy of a picture: its address, and its width and height in pixels."""

    address: str
    width: int
    height: int


def copies(target: ToAsset) -> tuple[SmallerPicture, ...]:
    """Return the smaller copies of a picture, the narrowest first."""
    facts = target.asset.facts
    if facts is None or not facts.resizable or not facts.width:
        return ()
    stem, dot, last = target.address.rpartition(".")
    found = []
    for width in WIDTHS:
        if facts.width > width * _SPARE:
            height = max(1, round(facts.height * width / facts.width))
            found.append(SmallerPicture(f"{stem}-{width}{dot}{last}", width, height))
    return tuple(found)


def shown(target: ToAsset) -> tuple[SmallerPicture, ...]:
    """Return all widths that a browser can choose from, the narrowest first; () where the size is not known.

    The original is among them only where it is not far wider than any screen needs.
    """
    facts = target.asset.facts
    if facts is None or not facts.width or not facts.height:
        return ()
    smaller = copies(target)
    if len(smaller) == len(WIDTHS):
        return smaller
    return (*smaller, SmallerPicture(target.address, facts.width, facts.height))
