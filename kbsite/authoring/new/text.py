"""A page to be created → the text of its file: every field with an explanation, and headings with guidance."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.names_and_dates import slug
from kbsite.schema.explained import explanation
from kbsite.schema.field_types import Strict
from kbsite.schema.placeholders import PLACEHOLDER_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic.fields import FieldInfo

    from kbsite.authoring.new.request import Page
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.schema.kinds import FrontMatter

_WIDTH = 100

_PLAIN = re.compile(r"[A-Za-zÆØÅæøå][\wÆØÅæøå ,.?!()/«»–-]*")
"""Text that YAML reads as itself without quotes."""

_OTHER_VALUES = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def text(page: Page, words: Catalogue, explaining: Catalogue) -> str:
    """Return the file: fields with explanations, then the headings that the kind must have, each with a sentence.

    The sentences are in the written standard of the page, `words`; the comments in that of the site.

    A page that must have text is a draft at first: `draft: true` keeps the placeholder sentences from being
    published, and the check accepts them.
    """
    given, offered = _given(page), dict(page.offered)
    lines = ["---", *_comment(explaining.line("new_comment"))]
    for name in page.kind.order():
        field = page.kind.model_fields[name]
        required = field.is_required()
        note = f" ({explaining.line('new_required')})" if required else ""
        lines += ["", *_comment(f"{_meaning(field, explaining)}{note}")]
        lines += _parts(field.annotation, explaining)
        if required and name in offered:
            lines += _comment(explaining.line("new_choose", names=offered[name]))
        value = given.get(name, _example(field, page) if required else "")
        lines += _field(name, value, quoted=name == "title" or (name not in given and field.annotation is str))
    return "\n".join([*lines, "---", *body(page.kind, words), ""])


def _given(page: Page) -> Mapping[str, Any]:
    """Return the fields that have a value from the start."""
    fields = page.kind.model_fields
    found: dict[str, Any] = {"title": page.title, "themes": page.themes, "authors": page.authors}
    if fields["date"].is_required():
        found["date"] = page.today.isoformat()
    if page.language:
        found["lang"] = page.language
    if page.kind.needs_text:
        found["draft"] = "true"
    return found


def body(kind: type[FrontMatter], words: Catalogue) -> list[str]:
    """Return the lines below the fields: the headings that a kind must have, and what to write where."""
    if kind.sections:
        return [
            line
            for section in kind.sections
            for line in (
                "",
                f"## {section.heading.in_language(words.language)}",
                "",
                section.prompt.in_language(words.language),
            )
        ]
    return ["", words.line(PLACEHOLDER_TEXT)] if kind.needs_text else []


def _comment(sentence: str) -> list[str]:
    return textwrap.wrap(
        sentence,
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _meaning(field: FieldInfo, explaining: Catalogue) -> str:
    return explanation(field.description or "", field.json_schema_extra, explaining.language)


def _parts(annotation: Any, explaining: Catalogue) -> list[str]:
    """Return a comment on each field inside a field, such as a resource's address."""
    model = _model(annotation)
    if model is None:
        return []
    return [
        line
        for name, field in model.model_fields.items()
        for line in textwrap.wrap(
            f"{name}: {_meaning(field, explaining)}", _WIDTH, initial_indent="#   - ", subsequent_indent="#     "
        )
    ]


def _model(annotation: Any) -> type[Strict] | None:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    inner = (_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)


def _example(field: FieldInfo, page: Page) -> Any:
    """Return the initial value of a required field: its example, or today for a date."""
    if field.examples:
        return field.examples[0]
    return page.today.isoformat() if field.annotation is date else ""


def _field(name: str, value: Any, *, quoted: bool) -> Iterator[str]:
    """Yield a field in YAML: one line, or a list with an item on each line; `quoted` is for texts alone."""
    if not value:
        yield f"{name}:"
    elif isinstance(value, str):
        yield f"{name}: {_quoted(value) if quoted else value}"
    else:
        yield f"{name}:"
        yield from _items(value)


def _items(values: Iterable[str | Mapping[str, Any]]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield f"  - {_quoted(value)}"
            continue
        for number, (name, part) in enumerate(value.items()):
            yield f"  {'  ' if number else '- '}{name}: {_in_line(part)}"


def _in_line(value: str | int | Sequence[str]) -> str:
    """Return a value in YAML on one line."""
    if isinstance(value, int):
        return str(value)
    return _quoted(value) if isinstance(value, str) else f"[{', '.join(value)}]"


def _quoted(value: str) -> str:
    """Return a text as a YAML scalar, quoted only where needed."""
    if slug(value) == value and value[:1].isalpha() and value not in _OTHER_VALUES:
        return value
    if _PLAIN.fullmatch(value) and value == value.strip() and value.casefold() not in _OTHER_VALUES:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
