"""The values that a field can be chosen from, and what a person calls each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field, and what a person calls it."""

    id: str
    title: str
