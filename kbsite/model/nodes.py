"""The tree of a text: what Markdown says, as typed nodes, which only the renderer turns into HTML.

A node holds what the file itself says. What only the site knows, such as the address of a link, is left open: links
and pictures have their number in the document, and `render.html` prints them with what composing found for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, not escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line; `forced` is one that readers see."""

    forced: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text; `strong` is `**…**`."""

    children: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Struck:
    """Text that is struck through: `~~…~~`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `index` is its number in the document's links; `label` is its name where the text does not say all.

    `law` is a reference to a law that was found in running text.
    """

    index: int
    children: tuple[Inline, ...]
    title: str = ""
    label: str = ""
    law: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `index` is its number in the document's pictures."""

    index: int
    alt: str


@dataclass(frozen=True, slots=True)
class Term:
    """The first occurrence of a glossary term, as `text`: it is explained there."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to footnote `number`; `again` counts the references to it that came before."""

    number: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class NoteReturn:
    """A link at the end of a footnote, back to the reference with the same numbers."""

    number: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line that is in another language, or that is not searched, such as a greeting."""

    children: tuple[Inline, ...]
    language: str = ""
    searched: bool = True


Inline = Text | LineBreak | Code | Emphasis | Struck | Link | Picture | Term | NoteReference | NoteReturn | Span
"""A node within a line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `tight` one is the text of a list item, without space around it."""

    children: tuple[Inline, ...]
    tight: bool = False
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that is a paragraph of its own, with its caption or ""."""

    picture: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading; `level` as in the source, `id` unique in the document."""

    level: int
    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of items; `start` is the first number, None for a list without numbers."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `done` says of a task, `- [ ]` or `- [x]`, whether it is done, and is None for others."""

    children: tuple[Block, ...]
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and their definitions, in order."""

    children: tuple[DefinitionTerm | Definition, ...]


@dataclass(frozen=True, slots=True)
class DefinitionTerm:
    """The term of a definition list."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition in a definition list."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A callout, `> [!NOTE]`; `kind` is note, tip, important, warning or caution."""

    kind: str
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LanguageBlock:
    """Blocks in another language: `:::nn` … `:::`."""

    language: str
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code, line by line."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break: `---`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its heading row and the others."""

    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `alignment` is center, right, left or ""."""

    children: tuple[Inline, ...]
    heading: bool = False
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a text: the last block of its last section."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its blocks, and the links back where the last block is no paragraph that could hold them."""

    number: int
    children: tuple[Block | NoteReturn, ...]


Block = (
    Paragraph
    | Figure
    | HeadingBlock
    | ListBlock
    | DefinitionList
    | Quote
    | Callout
    | LanguageBlock
    | CodeBlock
    | Rule
    | Table
    | Notes
)
"""A node of a text's top level, or of another block."""


def links(nodes: Iterable[object]) -> Iterator[Link]:
    """Yield every link in nodes, those in blocks and notes too, in the order of the text."""
    for node in nodes:
        if isinstance(node, Link):
            yield node
        else:
            yield from links(_within(node))


def _within(node: object) -> Iterator[object]:
    """Yield what a node holds."""
    for name in ("head", "rows", "items", "notes", "cells", "children"):
        held = getattr(node, name, ())
        yield from held if isinstance(held, tuple) else (held,)
