"""Markdown in plain-text fields, where readers would see the markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from kbsite.diagnostics import Diagnostic, problem
from kbsite.schema.field_types import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from kbsite.schema.yaml_fields import Fields, Value

_MARKUP = re.compile(
    r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*|(?<![\w_])__(?=\w)[^_\n]+(?<=\w)__(?!\w)"  # **fet**, __fet__
    r"|(?<![\w*])\*(?=\w)[^*\n]+(?<=\w)\*(?![\w*])|(?<![\w_])_(?=\w)[^_\n]+(?<=\w)_(?!\w)"  # *kursiv*, _kursiv_
    r"|!?\[[^\[\]\n]+\]\([^()\s]+\)|\[\[[^\[\]\n]+\]\]|\[\^[^\[\]\s]+\]"  # links and footnotes
    r"|(?<!`)`[^`\n]+`(?!`)|~~(?=\S)[^~\n]+~~|(?<![=\w])==(?=\S)[^=\n]+(?<=\S)=="
    r"|^[ \t]*(?:#{1,6}|[*+•>])[ \t]+\S.*"
    r"|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>|&(?:[A-Za-z]{2,8}|#\d{2,6});|\{[#.:][^{}\n]*\}",
    re.MULTILINE,
)
_QUICK = re.compile(r"[*_\[`~=#<&{>+•]")

_ADDRESS = re.compile(r"\s*(?:https?:|mailto:|tel:|/|\.{1,2}/)?[^\s*`\[\]<>]+\s*")
"""An address, a path or a single word: `_` in it is no markup."""

_NO_TEXT = frozenset(
    {"url", "email", "aliases", "related", "id", "lovdata", "base_url", "forum_url", "editor", "pages", "themes"}
)
"""Fields that hold no text for readers."""


def marks_in_fields(found: Fields, model: type[BaseModel]) -> Iterator[Diagnostic]:
    """Yield a problem for the first Markdown markup in each plain-text field that readers see."""
    if isinstance(found.data, dict):
        for name, value in found.data.items():
            if name not in _NO_TEXT and not (name in model.model_fields and _is_markdown(model.model_fields[name])):
                yield from _marks(value, (name,), found)


def _is_markdown(field: FieldInfo) -> bool:
    """Return whether a field is written in Markdown, be it required or optional."""
    return MARKDOWN in field.metadata or any(MARKDOWN in get_args(part) for part in get_args(field.annotation))


def _marks(value: Value, path: tuple[str | int, ...], found: Fields) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        mark = _MARKUP.search(value) if _QUICK.search(value) and not _ADDRESS.fullmatch(value) else None
        if mark and path in found.marks:
            name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
            yield problem(found.marks[path], "markup-in-field", field=name, markup=mark[0].strip()[:60])
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _marks(inner, (*path, index), found)
    else:
        for name, inner in value.items():
            if name not in _NO_TEXT:
                yield from _marks(inner, (*path, name), found)
