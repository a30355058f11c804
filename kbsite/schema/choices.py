"""The choices of a field: its values, each with a label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field, and its label."""

    id: str
    title: str
