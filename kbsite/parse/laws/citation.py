"""A reference to a section of a law in a piece of running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.model.lexicon import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference from `begin` to `end` of a text; `covered` are its section and those of a range up to it.

    `label` is the full reference where the text itself abbreviates, such as «7» in «folkehelseloven §§ 4–7».
    """

    begin: int
    end: int
    law: Law
    section: str
    covered: tuple[str, ...]
    label: str
