"""A document: the content of one file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.model.lexicon import LawMention, LawReference
    from kbsite.model.nodes import Block
    from kbsite.model.passage import Passage
    from kbsite.schema.kinds import FrontMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The facts in a file's path: its kind, slug and address, and for a chapter its number and its article."""

    kind: type[FrontMatter]
    slug: str
    address: str
    language: str = ""
    original: str = ""
    number: int = 0
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: `level` as in the source (2 is the topmost), `id` unique on its page."""

    level: int
    id: str
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the editor wrote it, with its text."""

    href: str
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the editor wrote it; `caption` is Markdown's title."""

    src: str
    alt: str
    caption: str
    at: Location


@dataclass(frozen=True, slots=True)
class SectionContent:
    """What a section says: its tree, its plain text, and the text of each block."""

    blocks: tuple[Block, ...]
    text: str
    passages: tuple[Passage, ...]

    def opened(self) -> SectionContent:
        """Return the content itself."""
        return self


class ClosedContent(Protocol):
    """The content of a section in few bytes: most of what a site takes in memory is what its texts say."""

    def opened(self) -> SectionContent:
        """Return the content, made of the bytes."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text, such as the question or the answer: its first paragraph, its headings, and what it says."""

    name: str
    lead: str
    headings: tuple[Heading, ...]
    content: SectionContent | ClosedContent

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The tree."""
        return self.content.opened().blocks

    @property
    def text(self) -> str:
        """The plain text."""
        return self.content.opened().text

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The text of each block."""
        return self.content.opened().passages


@dataclass(frozen=True, slots=True)
class FieldText:
    """The text of a field that is written in Markdown, named as the field is.

    Its links and pictures count from `first_link` and `first_picture` in those of the document.
    """

    section: Section
    first_link: int
    first_picture: int


@dataclass(frozen=True, slots=True)
class Body:
    """Everything in a text, in the order of the text.

    `references` are those to law, in the fields too; `named` the laws that text, title and summary name.
    `fields` are the texts of fields that are written in Markdown; their links and pictures are the last ones.
    """

    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    references: tuple[LawReference, ...] = ()
    named: tuple[LawMention, ...] = ()
    fields: tuple[FieldText, ...] = ()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Return the headings that a reader sees and can link to."""
        return tuple(heading for section in self.sections for heading in section.headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of content: its place, its fields with their locations, and its text.

    A document with invalid fields is one too, with stand-ins for what is missing and `sound` false,
    so that the rest of it can be checked in the same run; a site with such a document is never shown.
    """

    path: str
    place: Place
    meta: FrontMatter
    marks: Mapping[tuple[str | int, ...], Location]
    body: Body
    sound: bool

    @property
    def address(self) -> str:
        """Return the address from the site's root, such as /artikler/planstrategi/."""
        return self.place.address

    @property
    def kind(self) -> str:
        """Return the name of its kind, as in the pages' data-kind."""
        return self.meta.kind

    def with_meta(self, meta: FrontMatter) -> Document:
        """Return the same document with other fields."""
        return replace(self, meta=meta)

    def at(self, *field: str | int) -> Location:
        """Return the location of a field: the nearest known one, or else the file's first line."""
        for length in range(len(field), 0, -1):
            if field[:length] in self.marks:
                return self.marks[field[:length]]
        return self.marks[()]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its document, unless its place is unknown, and its problems."""

    document: Document | None
    problems: tuple[Diagnostic, ...] = field(default=())
