"""The fields of a kind's own that its pages show, and how: the type of each decides."""

from __future__ import annotations

import types
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from kbsite.schema.declared import label_of
from kbsite.schema.field_types import Boolean, Day, Email, Markdown, Number, SomeTexts, Text, Texts, Url

if TYPE_CHECKING:
    from kbsite.norwegian.local_text import LocalText
    from kbsite.schema.kinds import FrontMatter

TYPES: tuple[tuple[str, Any], ...] = (
    ("text", Text),
    ("markdown", Markdown),
    ("date", Day),
    ("url", Url),
    ("email", Email),
    ("number", Number),
    ("boolean", Boolean),
    ("list", Texts),
    ("list", SomeTexts),
)
"""The types of value that a page can show, by their names in `data/kinds.yaml`."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of a kind's own: its name, its label, and the name of its type, as in TYPES."""

    name: str
    label: LocalText
    type: str


@cache
def shown_fields(kind: type[FrontMatter]) -> tuple[ShownField, ...]:
    """Return the fields of the kind's own that the general layout can show, in declaration order."""
    hints = get_type_hints(kind, include_extras=True)
    found = ((name, _type_name(hints[name])) for name in kind.own_fields())
    return tuple(
        ShownField(name, replace(label_of(kind.model_fields[name]), key=f"field_{name}"), type_)
        for name, type_ in found
        if type_
    )


def _type_name(annotation: Any) -> str:
    """Return the name of a type; "" for one without a general way to show it, such as a model's steps."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not types.NoneType)
    return next((name for name, type_ in TYPES if type_ == annotation), "")
