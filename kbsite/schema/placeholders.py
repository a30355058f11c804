"""What a new file says until somebody writes its text: `kbsite new` writes it, a check finds what was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.schema.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACEHOLDER_TEXT = "new_text"
"""The catalogue's line that stands where a free text is to be."""


def placeholder_line(section: str) -> str:
    """Return the name of the catalogue's line that stands in a new file's section."""
    return f"new_{section}"


PLACEHOLDER_LINES = (
    PLACEHOLDER_TEXT,
    *dict.fromkeys(placeholder_line(section.name) for kind in KINDS for section in kind.sections),
)
"""The catalogue's lines that new files have as their text."""


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.endswith("."):
            yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _sentences(inner)


PLACEHOLDER_SENTENCES = tuple(
    sentence
    for kind in KINDS
    for field in kind.model_fields.values()
    if field.is_required()
    for sentence in _sentences(field.examples or [])
)
"""The sentences in the fields of new files: those of the examples of fields that must be filled in."""
