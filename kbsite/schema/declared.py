"""The declaration of a field: label, description and example, in addition to what pydantic stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import PAGE_LANGUAGES
from kbsite.schema.explained import HELP

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

LABELS = ("label", "item")
"""JSON Schema keys for kbsite's own forms: the label of a field, and that of one item of a list."""


def declared(
    label: LocalText,
    description: str,
    default: Any = ...,
    *,
    item: LocalText | None = None,
    examples: list[Any] | None = None,
    help_text: LocalText | None = None,
) -> Any:
    """Return a pydantic field with a `label` for people; without a `default` it is required.

    `description` explains the field to editors, in bokmål; `explained.py` has the other languages, but for a field
    of a site's own, whose `help_text` has them. `item` is the label of one item of a list; `examples` are the
    values in a new page's file where the field is required.
    """
    labels: dict[str, Any] = {"label": _both(label), **({"item": _both(item)} if item else {})}
    labels |= {HELP: _both(help_text)} if help_text else {}
    return Field(default, description=description, examples=examples, json_schema_extra=labels)


def label_of(field: FieldInfo) -> LocalText:
    """Return the label of a field; empty for one that was not made with `declared`."""
    extra = field.json_schema_extra
    found = extra.get("label") if isinstance(extra, dict) else None
    return LocalText.of({tag: str(text) for tag, text in found.items()}) if isinstance(found, dict) else LocalText()


def _both(text: LocalText) -> dict[str, Any]:
    return {**{name: text.in_language(name) for name in PAGE_LANGUAGES}, **dict(text.others)}
