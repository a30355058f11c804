"""What a new file says until somebody writes its text: `kbsite new` writes it, a check finds what was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.schema.kinds import Kinds

PLACEHOLDER_TEXT = "new_text"
"""The catalogue's line that stands where a free text is to be; a kind's sections have a prompt of their own."""


def prompts(kinds: Kinds) -> tuple[str, ...]:
    """Return what new files have in the sections of their kinds, in both standards."""
    found = [section.prompt for kind in kinds for section in kind.sections]
    return tuple(dict.fromkeys(text for prompt in found for text in (prompt.nb, prompt.nn) if text))


def example_sentences(kinds: Kinds) -> frozenset[str]:
    """Return the sentences in the fields of new files: those of the examples of fields that must be filled in."""
    fields = [field for kind in kinds for field in kind.model_fields.values() if field.is_required()]
    return frozenset(sentence for field in fields for sentence in _sentences(field.examples or []))


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.endswith("."):
            yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _sentences(inner)
