"""The nouns: what is read from disk, what a file says, and what the site consists of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kbsite.local_text import LocalText
from kbsite.search.words import SearchWords

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from kbsite.cms.settings import Cms
    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.lexicon import Law, LawReference, Term
    from kbsite.parse.passages import Passage
    from kbsite.parse.schema import FrontMatter
    from kbsite.steps import StepPlace


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file as it lies on disk; `path` is counted from the site's root, with `/`."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or an attachment in `content/`: where it is, and its size in bytes."""

    path: str
    file: Path
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """All that lies in `content/`; `escapes` are symbolic links that lead out of it."""

    sources: tuple[Source, ...]
    assets: Mapping[str, Asset]
    escapes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """What a file's path says: its kind, its slug, its address, and for a chapter its number and its article."""

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
    """A link as the editor wrote it, with the text that it stands on."""

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
class LinkSlot:
    """The place of a link's address in HTML: `index` counts in the document's links."""

    index: int


@dataclass(frozen=True, slots=True)
class PictureSlot:
    """The place of a picture's address in HTML: `index` counts in the document's pictures."""

    index: int


@dataclass(frozen=True, slots=True)
class IdSlot:
    """The place of an id, or of a reference to one on the same page."""

    id: str


@dataclass(frozen=True, slots=True)
class LevelSlot:
    """The place of a heading's level, which grows when a chapter is shown inside its whole article."""

    level: int


@dataclass(frozen=True, slots=True)
class TermSlot:
    """The place where the term `id` stands for the first time, as `text`, and is to be explained."""

    id: str
    text: str


Slot = LinkSlot | PictureSlot | IdSlot | LevelSlot | TermSlot
Html = tuple[str | Slot, ...]
"""HTML with places left open for what only the whole site knows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text, such as the question or the answer: HTML, plain text, and its first paragraph."""

    name: str
    html: Html
    text: str
    lead: str
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """All that a text holds, in the order that it stands there."""

    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    references: tuple[LawReference, ...] = ()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Return the headings that a reader sees and can link to."""
        return tuple(heading for section in self.sections for heading in section.headings)


@dataclass(frozen=True, slots=True)
class Document:
    """One file of content: its place, its fields, where each field stands, and its text.

    A document whose fields have faults is here too, with stand-ins for what is missing and `sound` false,
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
        """Return where a field stands: the nearest place that is known, at least the file's first line."""
        for length in range(len(field), 0, -1):
            if field[:length] in self.marks:
                return self.marks[field[:length]]
        return self.marks[()]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as `data/themes.yaml` lists it; `at` is where it stands there."""

    id: str
    title: LocalText
    at: Location
    summary: LocalText
    parent: str = ""
    featured: bool = False
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link in the menu or at the foot of every page."""

    title: LocalText
    url: str


@dataclass(frozen=True, slots=True)
class Config:
    """What the files in `data/` say; `base_url` ends with a slash.

    `review_after_months` is 0 where pages may grow old without a word; `editor` is the address that opens a file;
    `ask` is empty where the layouts themselves say what readers can ask about; `unchecked` is what
    addresses on other hosts begin with that are not asked whether they work.
    `warnings_off` are codes of warnings that are not told, and `known_…` what the writing helps pass over.
    """

    title: LocalText
    base_url: str
    email: str
    language: str
    description: LocalText
    publisher: str
    forum_url: str
    menu: tuple[MenuItem, ...]
    footer: tuple[MenuItem, ...]
    themes: tuple[Theme, ...]
    laws: tuple[Law, ...] = ()
    glossary: tuple[Term, ...] = ()
    review_after_months: int = 0
    search: SearchWords = field(default_factory=SearchWords)
    editor: str = ""
    ask: LocalText = field(default_factory=LocalText)
    unchecked: tuple[str, ...] = ()
    updated_from_git: bool = True
    cms: Cms | None = None
    warnings_off: tuple[str, ...] = ()
    known_abbreviations: tuple[str, ...] = ()
    known_words: tuple[str, ...] = ()

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with that id; KeyError when there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


@dataclass(frozen=True, slots=True)
class ToPage:
    """A link that reaches a document, perhaps a heading in it; `shown` is false for a page that is not out."""

    document: Document
    fragment: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ToAddress:
    """A link to another site, to a mail address, or to a page that kbsite makes itself."""

    url: str


@dataclass(frozen=True, slots=True)
class ToAsset:
    """A link to a picture or an attachment, copied to `address`."""

    asset: Asset
    address: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """A link that reaches nothing: the `code` of the problem and the values of its message."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


Target = ToPage | ToAddress | ToAsset | Unreached


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site, cross-linked; every list of documents holds published ones only, newest first.

    `pinned` are the pages of the best bets, in the order that the configuration lists them. `changed` has, by path,
    the day on which git last saw the text of a page changed, where its field says nothing of it.
    """

    config: Config
    today: date
    documents: tuple[Document, ...]
    pages: tuple[Document, ...]
    assets: Mapping[str, Asset]
    targets: Mapping[str, tuple[Target, ...]]
    pictures: Mapping[str, tuple[Target, ...]]
    explicit: Mapping[str, tuple[Target, ...]]
    named: Mapping[str, tuple[Target, ...]]
    chapters: Mapping[str, tuple[Document, ...]]
    parents: Mapping[str, Document]
    translations: Mapping[str, tuple[Document, ...]]
    by_kind: Mapping[str, tuple[Document, ...]]
    by_theme: Mapping[str, tuple[Document, ...]]
    by_author: Mapping[str, tuple[Document, ...]]
    authors: tuple[Document, ...]
    profiles: Mapping[str, Document]
    introductions: Mapping[str, Document]
    related: Mapping[str, tuple[Document, ...]]
    backlinks: Mapping[str, tuple[Document, ...]]
    steps: Mapping[str, tuple[StepPlace, ...]]
    pinned: tuple[Target, ...]
    changed: Mapping[str, date] = field(default_factory=dict)

    def updated(self, document: Document) -> date | None:
        """Return the day on which a page was last changed: as its field says, else as git knows."""
        return document.meta.updated or self.changed.get(document.path)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file gives: a document, unless its place is unknown, and all that is wrong with it."""

    document: Document | None
    problems: tuple[Diagnostic, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the finished site: its path under the output folder, and its bytes or the file to copy."""

    path: str
    data: bytes | Path
