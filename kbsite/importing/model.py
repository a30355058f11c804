"""The nouns of an import: blocks of a text, a page as it was, what was found out about it, and the page to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEADING, TEXT, ITEM, WHOLE, PICTURE = "heading", "text", "item", "whole", "picture"
"""The kinds of a block; `whole` is Markdown of several lines that is kept as it is: a table, code."""

SURE, LIKELY, UNSURE = "sure", "likely", "unsure"
"""How sure a value is: said in so many words, read from a known form, or only a sign of it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: its kind, its Markdown, and the level of a heading or of an item (from 1).

    `number` is that of an item in a numbered list, 0 for a bullet. `strong` says that a paragraph was bold as a
    whole, which old pages do with headings.
    """

    kind: str
    text: str
    level: int = 0
    number: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the words that it was read from, and how sure it is."""

    value: str
    words: str = ""
    sure: str = SURE


NOTHING = Found("", "", UNSURE)
"""What is not known."""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that a page was read from: those of a file, or a part of one."""

    suffix: str
    path: Path | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the source that an editor must know: its file, a line of the catalogue and its values."""

    file: str
    line: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPage:
    """A page as it was: its file in the source, its address, and its text in blocks.

    `fields` are those that the old system had: title, date, author, kind, tags, parent, order. A byline or a title
    that a selector of the map found is in it too. `pictures` are those inside its file, by their paths in
    the source.
    """

    origin: str
    form: str
    blocks: tuple[Block, ...]
    original: Original
    host: str = ""
    address: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()

    @property
    def key(self) -> str:
        """What the page is known by from one import to the next."""
        return self.address or self.origin


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who wrote: the name, title and institution at the time ("" where not said), and the words."""

    name: str
    role: str = ""
    affiliation: str = ""
    words: str = ""
    sure: str = SURE


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: a line of the catalogue, and the words that it is about."""

    line: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was found out about a page: each field with its source, the text in parts, and what is doubtful.

    Of a question the answer is in `body`. `addresses` are all that the page had; `twins` are the files that are the
    same page.
    """

    page: OldPage
    title: Found
    kind: Found
    date: Found
    updated: Found
    people: tuple[Person, ...]
    byline: str
    body: tuple[Block, ...]
    question: tuple[Block, ...] = ()
    asked_by: Found = NOTHING
    lang: Found = NOTHING
    question_lang: Found = NOTHING
    municipality: Found = NOTHING
    themes: tuple[str, ...] = ()
    default_authors: tuple[str, ...] = ()
    status: str = ""
    cut: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    addresses: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
