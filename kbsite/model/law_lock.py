"""What is known of the wording of each section that pages cite: since when it stands, and by which act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - part of a value that is compared

IN_FORCE, REPEALED, MISSING = "in_force", "repealed", "missing"
STATES = (IN_FORCE, REPEALED, MISSING)
"""The states of a section: in force, repealed, or not found in its law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedSection:
    """A section as it was read: `changed` and `by` are the day and the act of its last change.

    `digest` is that of its text, "" where the facts were written by hand; then `source` says where they are from.
    `moved_to` is the section that has its contents now, since the day `moved`. `read` is the day on which the text
    was first read with this wording.
    """

    law: str
    section: str
    read: date
    state: str = IN_FORCE
    changed: date | None = None
    by: str = ""
    digest: str = ""
    moved_to: str = ""
    moved: date | None = None
    source: str = ""


LawLock = dict[tuple[str, str], LockedSection]
"""Each section by the id of its law and its number."""
