"""Views that many pages share: links, dates, authors, lists, tables of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.drawing import SketchView


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link; `note` is shown after it, such as a number of pages.

    `example` is a link to an invented page, `archived` to one that is kept for the record alone.
    """

    title: str
    href: str
    lang: str = ""
    current: bool = False
    note: str = ""
    example: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True)
class DateView:
    """A date as far as it is known: `iso` for machines (2011-05), `text` in Norwegian (mai 2011)."""

    iso: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class MarkdownView:
    """The value of a field that is written in Markdown, as safe HTML; `{{ it }}` prints it unescaped."""

    html: str

    def __html__(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class LawChangeView:
    """Sections of one law that were changed on one day, after the page was last looked at.

    `sections` is as text has it: § 6, or §§ 5, 6 og 7; `law` is the name of the law in the language of the page;
    `reviewed` is false for a page that was never reviewed.
    """

    sections: str
    law: str
    changed: DateView
    reviewed: bool


FieldValue = str | int | float | bool | tuple[str, ...] | DateView | MarkdownView | None
"""The value of a kind's own field as a layout gets it; None or empty where the page has none."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a kind's own that has a value: its name, its label, and the name of its type.

    `type` is text, markdown, date, url, email, number, boolean or list.
    """

    name: str
    label: str
    type: str
    value: FieldValue


@dataclass(frozen=True, slots=True)
class BylineView:
    """An author of a page, with the role and affiliation that held when it was written, or "".

    `example` is whether the author is invented.
    """

    name: str
    href: str
    role: str
    affiliation: str
    example: bool = False


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with its number of pages; `sign` is its picture, or ""."""

    id: str
    title: str
    href: str
    summary: str
    count: int
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A page as an item of a list; `kind` is its name in data-kind, `label` the same in words.

    `line` is the beginning of the summary, in whole sentences; `chapters` are those of an article; `sketch` is a
    small drawing of a model, where the list shows it.
    `example` is whether the page is invented, `archived` whether it is kept for the record alone.
    """

    title: str
    href: str
    kind: str
    label: str
    summary: str
    date: DateView | None
    byline: tuple[BylineView, ...]
    lang: str
    example: bool = False
    archived: bool = False
    line: str = ""
    chapters: tuple[LinkView, ...] = ()
    sketch: SketchView | None = None


@dataclass(frozen=True, slots=True)
class ShelfView:
    """Pages of a kind on the front page, under a heading; `cards` where they are cards in a row.

    `more` leads to all pages of the kind; its note is their number.
    """

    kind: str
    heading: str
    items: tuple[ItemView, ...]
    cards: bool
    more: LinkView | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """Pages of one kind; `more` links to the rest where not all of them are shown."""

    kind: str
    title: str
    items: tuple[ItemView, ...]
    count: int
    more: LinkView | None


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """Pages of a list that belong to a theme; `href` leads to all of the theme's pages of that kind."""

    id: str
    title: str
    href: str
    items: tuple[ItemView, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a text: `name` is body, question or answer."""

    name: str
    html: str
    lang: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in the table of contents; `level` counts from 2, `lang` is set where it is not the page's."""

    level: int
    title: str
    href: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ResourceView:
    """An external resource; `publisher` and `year` may be empty, and `date` is shown in place of `year`.

    `lang` is the language of the title where it is not the page's.
    """

    title: str
    url: str
    publisher: str
    year: str
    lang: str
    date: DateView | None = None


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to download; `note` is its type and size: PDF, 240 kB."""

    href: str
    note: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """A message that shares a page: the plain mailto link, and the parts that the form composes from.

    `note` says that the page is invented or kept for the record alone, or is "".
    """

    mailto: str
    subject: str
    title: str
    url: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteView:
    """A reference to a page; `bibtex` and `ris` are links to files with it.

    `signed` is all authors in one line, `day` the day of the last change as references have it (2026, 5. mars),
    `whole` the article that a chapter belongs to. `site` is empty where the site itself is the author. `note` says
    that the page is invented, or is "". `parameter` is what an address calls the day of the version that is cited.
    """

    key: str
    authors: tuple[str, ...]
    signed: str
    iso: str
    day: str
    title: str
    whole: str
    site: str
    publisher: str
    url: str
    lang: str
    bibtex: str
    ris: str
    note: str = ""
    parameter: str = ""
