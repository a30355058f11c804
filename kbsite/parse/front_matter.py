"""A file's text → its front matter and its body, each with its first line number."""

from __future__ import annotations

from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.schema.yaml_fields import Fields, fields

_HANDLER = YAMLHandler()


@dataclass(frozen=True, slots=True)
class Split:
    """Front matter and body; `body_line` is the body's first line in the file.

    `bounded` is false where nobody can tell where the fields end and the text begins.
    """

    fields: Fields
    body: str
    body_line: int
    bounded: bool = True


def split(text: str, file: str) -> Split:
    """Return the fields and the body of `text`, in which lines end with a line feed.

    A text without fields gives `no-front-matter`, one where they never end `broken-yaml`; all of such a text
    is its body.
    """
    start = Location(file)
    boundary = _HANDLER.FM_BOUNDARY.match(text)
    if boundary is None:
        return Split(_nothing(problem(start, "no-front-matter")), text, 1, bounded=False)
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        endless = _nothing(problem(start, "broken-yaml", reason=MessageKey("@yaml_unclosed")))
        return Split(endless, text[boundary.end() :], text.count("\n", 0, boundary.end()) + 1, bounded=False)
    block_line = text.count("\n", 0, boundary.end()) + 1
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Split(fields(block, file, block_line), body, body_line)


def _nothing(found: Diagnostic) -> Fields:
    return Fields({}, {(): found.location}, {}, [found])
