"""Text fields for readers: which fields they are, and damage to them by YAML or a word processor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import Diagnostic, problem
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.advice import in_curly, quoted
from kbsite.schema.field_types import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from kbsite.schema.yaml_fields import Fields, Path

CUT, QUOTED = "cut-value", "quoted-value"

_NAMES = ("id", "parent", "url", "page", "lane", "lovdata")
"""Text fields that identify something, and hold no text for readers."""


def running_texts(model: type[Strict], found: Fields) -> Iterator[Diagnostic]:
    """Yield a problem for each text that is cut at ` #`, or wrapped in curly quotation marks."""
    for path, cut in found.cut.items():
        info = _text_at(model, path)
        value = value_at(found.data, path)
        if info is not None and (value or info.is_required()):
            near = f"{path[-1]}: {quoted(f'{value} {cut.lost}'.strip())}"
            yield problem(cut.at, CUT, field=shown_path(path), kept=shown(value), lost=shown(cut.lost), near=near)
    for path, at in found.marks.items():
        value = value_at(found.data, path)
        if isinstance(value, str) and (inside := in_curly(value)) and _text_at(model, path) is not None:
            yield problem(at, QUOTED, field=shown_path(path), near=f"{path[-1]}: {quoted(inside)}")


def field_at(model: type[Strict], path: Path) -> FieldInfo | None:
    """Return the field at a path; for a text in two written standards, that field for each of them."""
    info: FieldInfo | None = None
    for name in path:
        if isinstance(name, int):
            continue
        if info is not None:
            inner = inner_model(info.annotation)
            if inner is None:
                return info if info.annotation is LocalText else None
            model = inner
        info = model.model_fields.get(name)
        if info is None:
            return None
    return info


def inner_model(annotation: Any) -> type[Strict] | None:
    """Return the model inside an annotation such as tuple[Resource, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        inner = inner_model(part)
        if inner is not None:
            return inner
    return None


def shown(value: object) -> str:
    """Return a value as a message shows it to the editor."""
    match value:
        case dict():
            return ", ".join(f"{name}: …" for name in value)
        case list() | tuple():
            return "[" + ", ".join(shown(each) for each in value) + "]"
        case date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split())[:60]


def shown_path(path: Path) -> str:
    """Return a path as a message shows it: resources.1.title."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _text_at(model: type[Strict], path: Path) -> FieldInfo | None:
    """Return the text field at a path; None for fields that are no text for readers, and for list items."""
    if not path or isinstance(path[-1], int) or path[-1] in _NAMES:
        return None
    info = field_at(model, path)
    if info is None:
        return None
    of_text_alone = info.annotation is str and len(info.metadata) == 1
    return info if of_text_alone or info.annotation is LocalText else None


def value_at(data: Any, path: Path) -> Any:
    """Return the value at a path of fields; "" where there is none, as in a list of entries that was divided."""
    for name in path:
        match data:
            case dict():
                data = data.get(name, "")
            case list():
                data = data[int(name)]
            case _:
                return ""
    return data
