"""Everything that a layout may see. A layout gets `page`, one of PAGES, `site`, and `ui`, and nothing else.

Every `href` is complete: it has the path that the site lies under, and can stand in an attribute as it is.
Every `html` is safe HTML; all other texts are plain, and escaped by the layout. `lang` is nb or nn, and in parts
of a page empty where it is the page's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link; `note` is what stands beside it, such as a number of pages."""

    title: str
    href: str
    lang: str = ""
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateView:
    """A day: `iso` for machines, `text` as Norwegians write it."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class BylineView:
    """An author of a page, with the role and affiliation that held when it was written, or ""."""

    name: str
    href: str
    role: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with its number of pages."""

    id: str
    title: str
    href: str
    summary: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """A page as it stands in a list; `kind` is its name in data-kind, `label` the same in words."""

    title: str
    href: str
    kind: str
    label: str
    summary: str
    date: DateView | None
    byline: tuple[BylineView, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Pages of one kind; `more` leads to the rest where not all of them are shown."""

    kind: str
    title: str
    items: tuple[ItemView, ...]
    count: int
    more: LinkView | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a text: `name` is body, question or answer."""

    name: str
    html: str
    lang: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in the table of contents; `level` counts from 2."""

    level: int
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class ResourceView:
    """An external resource; `publisher` and `year` may be empty."""

    title: str
    url: str
    publisher: str
    year: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """What the sharing of a page needs: the plain mailto link, and the parts that the form composes from."""

    mailto: str
    subject: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """What a reference to a page is made of; `bibtex` and `ris` lead to files with it.

    `signed` is all authors in one line, `day` the day of the last change as references have it (2026, 5. mars),
    `whole` the article that a chapter belongs to. `site` is empty where the site itself is the author.
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


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has: see base.html. `trail` runs from the first level below the front page to the page.

    `canonical` is empty on pages that no one should come to from outside, which are not indexed either.
    """

    title: str
    full_title: str
    description: str
    lang: str
    href: str
    canonical: str
    trail: tuple[LinkView, ...]
    alternates: tuple[LinkView, ...]
    structured: str
    feed: str
    og_type: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The same on every page of one language. `assets` gives the href of each file in layouts/assets.

    `suggestions` is what a search field suggests from; `search_words` and `search_pages` are what the page of the
    search is told.
    """

    title: str
    description: str
    publisher: str
    email: str
    forum_url: str
    base_path: str
    home: str
    search: str
    suggestions: str
    search_words: str
    search_pages: str
    ask: str
    feed: str
    menu: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    themes: tuple[ThemeView, ...]
    kinds: tuple[LinkView, ...]
    year: int
    searchable: bool
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The front page (front.html)."""

    head: Head
    featured: ThemeView | None
    news: tuple[ItemView, ...]
    questions: tuple[ItemView, ...]
    articles: tuple[ItemView, ...]
    opinions: tuple[ItemView, ...]
    practice: tuple[ItemView, ...]
    about: LinkView | None
    models: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """Where in a clickable model a page belongs: a step and its number, or with number 0 the model as a whole."""

    model: str
    href: str
    lane: str
    number: int
    step: str
    lang: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in a drawing: where it begins, or has its middle, on the base line."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class BoxView:
    """A rectangle in a drawing with its text; `lane` is 1 for the first lane, and so on.

    A step has its `number`, shown around (`cx`, `cy`), its whole `title` and that of its lane, and leads to `href`;
    a lane has 0 and "".
    """

    lane: int
    x: int
    y: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    number: int = 0
    cx: int = 0
    cy: int = 0
    href: str = ""
    title: str = ""
    lane_title: str = ""


@dataclass(frozen=True, slots=True)
class ArrowView:
    """An arrow in a drawing: its line and its head as paths of SVG; `again` where work is taken up anew."""

    line: str
    head: str
    again: bool


@dataclass(frozen=True, slots=True)
class DrawingView:
    """A drawing of a model: its size, the size of its text, and what it consists of, steps in their order."""

    width: int
    height: int
    size: int
    lanes: tuple[BoxView, ...]
    steps: tuple[BoxView, ...]
    arrows: tuple[ArrowView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a model in the list below the drawing; `id` is that of its section."""

    id: str
    number: int
    lane: int
    lane_title: str
    title: str
    text: str
    pages: tuple[LinkView, ...]
    next: tuple[LinkView, ...]
    again: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ModelView:
    """A clickable model: drawn for wide screens, drawn for narrow ones where there is room, and as a list."""

    wide: DrawingView
    narrow: DrawingView | None
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page of content, shown by the layout of its kind (qa.html, article.html …).

    `fields` holds the kind's own fields that are shown, such as asked_by. `chapters` are all chapters of the
    article that the page belongs to, `whole` leads to all of it on one page. `search_title` and `search_laws`
    are for the search; `overdue` tells that the review should have been held, `stale` the day that the page was
    last looked after where that is longer ago than the site allows; a chapter is reviewed with its article.
    `minutes` is how long the page takes to read, `minutes_left` the chapters after it. `report` is the mailto link
    that tells the editors of a fault. `model` is what a page of the kind model shows, and `models` are the places
    in models where the page belongs.
    """

    head: Head
    kind: str
    label: str
    title: str
    search_title: str
    search_laws: str
    summary: str
    sections: tuple[SectionView, ...]
    byline: tuple[BylineView, ...]
    published: DateView | None
    updated: DateView | None
    reviewed: DateView | None
    review_by: DateView | None
    overdue: bool
    themes: tuple[LinkView, ...]
    toc: tuple[TocEntry, ...]
    parent: LinkView | None
    chapters: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None
    whole: str
    resources: tuple[ResourceView, ...]
    related: tuple[ItemView, ...]
    backlinks: tuple[LinkView, ...]
    translations: tuple[LinkView, ...]
    fields: Mapping[str, str]
    share: ShareView
    ask: str
    stale: DateView | None
    minutes: int
    minutes_left: int
    cite: CiteView
    report: str
    model: ModelView | None
    models: tuple[ModelPlace, ...]


@dataclass(frozen=True, slots=True)
class WholePart:
    """A chapter inside the whole article; `id` is where it begins on the page.

    `notes` is the footnotes of the chapter, which stand at the end of the page.
    """

    id: str
    title: str
    html: str
    lang: str
    notes: str


@dataclass(frozen=True, slots=True)
class WholePage:
    """A whole article with its chapters on one page (whole.html); `article` is the article's own page.

    `notes` is the footnotes of the article's own text, which stand at the end of the page; `minutes` is how long
    all of it takes to read.
    """

    head: Head
    article: ContentPage
    parts: tuple[WholePart, ...]
    toc: tuple[TocEntry, ...]
    notes: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme (theme.html): its introduction, and what is written on it, grouped by kind."""

    head: Head
    id: str
    title: str
    summary: str
    introduction: str
    introduction_lang: str
    resources: tuple[ResourceView, ...]
    children: tuple[ThemeView, ...]
    groups: tuple[GroupView, ...]
    feed: str
    ask: str
    models: tuple[ModelPlace, ...]


@dataclass(frozen=True, slots=True)
class ThemeIndex:
    """All themes (themes.html)."""

    head: Head
    themes: tuple[ThemeView, ...]


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """An author (author.html): who it is today, and all that they wrote, grouped by kind."""

    head: Head
    name: str
    role: str
    affiliation: str
    email: str
    biography: str
    biography_lang: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """An author in the index of authors."""

    name: str
    href: str
    role: str
    affiliation: str
    count: int


@dataclass(frozen=True, slots=True)
class LetterView:
    """The authors under one letter."""

    letter: str
    authors: tuple[AuthorEntry, ...]


@dataclass(frozen=True, slots=True)
class AuthorIndex:
    """All authors in Norwegian alphabetical order (authors.html)."""

    head: Head
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """An index of pages (listing.html); a long one is split by year, and `years` lead to its parts."""

    head: Head
    title: str
    heading: str
    count: int
    items: tuple[ItemView, ...]
    years: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search (search.html)."""

    head: Head


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form that composes a question to the editors (ask.html); `mailto` works without script."""

    head: Head
    mailto: str
    subject: str
    lead: str
    """What the site says that one can ask about, or "" where the layouts' own words stand."""


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What is shown where there is no page (not_found.html)."""

    head: Head


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """An earlier address that sends readers on (redirect.html)."""

    head: Head
    target: LinkView


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A law in the register, with its short title; `count` is how often the texts refer to it."""

    title: str
    full_title: str
    href: str
    abbreviation: str
    count: int


@dataclass(frozen=True, slots=True)
class LawIndex:
    """The register of laws (laws.html)."""

    head: Head
    laws: tuple[LawEntry, ...]


@dataclass(frozen=True, slots=True)
class LawSection:
    """A section of a law: `number` such as 1-7 d, where it stands at Lovdata, and the pages that refer to it."""

    id: str
    number: str
    lovdata: str
    pages: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LawPage:
    """A law (law.html): its sections that pages refer to, in the order of the law."""

    head: Head
    title: str
    full_title: str
    abbreviation: str
    lovdata: str
    count: int
    sections: tuple[LawSection, ...]


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word of the glossary; `id` is its anchor, `synonyms` are other words for the same."""

    id: str
    term: str
    abbreviation: str
    definition: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words under one letter."""

    letter: str
    words: tuple[WordEntry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The glossary in Norwegian alphabetical order (glossary.html)."""

    head: Head
    letters: tuple[WordGroup, ...]


Page = (
    FrontPage
    | ContentPage
    | WholePage
    | ThemePage
    | ThemeIndex
    | AuthorPage
    | AuthorIndex
    | ListingPage
    | SearchPage
    | AskPage
    | NotFoundPage
    | RedirectPage
    | LawIndex
    | LawPage
    | GlossaryPage
)


@dataclass(frozen=True, slots=True)
class Ui:
    """The site's own words in the page's language, from layouts/strings: `ui.search` is the word for search."""

    lang: str
    strings: Mapping[str, str]

    def __getattr__(self, name: str) -> str:
        try:
            return self.strings[name]
        except KeyError:
            raise AttributeError(name) from None
