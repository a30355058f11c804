"""The placeholder text of new files: `kbsite new` writes it, and a check finds what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.schema.kinds import Kinds

PLACEHOLDER_TEXT = "new_text"
"""The message key of the placeholder for a free text; a kind's sections have prompts of their own."""


def prompts(kinds: Kinds) -> tuple[str, ...]:
    """Return the prompts in the sections of new files, in both written standards."""
    found = [section.prompt for kind in kinds for section in kind.sections]
    return tuple(dict.fromkeys(text for prompt in found for text in prompt.forms))


def example_sentences(kinds: Kinds) -> frozenset[str]:
    """Return the sentences in the required fields of new files, which come from the fields' examples."""
    fields = [field for kind in kinds for field in kind.model_fields.values() if field.is_required()]
    return frozenset(sentence for field in fields for sentence in _sentences(field.examples or []))


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.endswith("."):
            yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _sentences(inner)
