"""Views of pages that list others: front page, themes, authors, listings, search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.models import ModelPlace
    from kbsite.render.views.parts import (
        FileView,
        GroupView,
        ItemView,
        LinkView,
        ResourceView,
        ShelfView,
        ThemeGroup,
        ThemeView,
    )
    from kbsite.render.views.site import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The front page (front.html), with the newest pages of kinds `above` the themes and `below` them.

    `questions` are the pages that editors chose, else the newest questions; `searches` are examples of searches.
    No page is on it twice. `themed` is whether the themes are shown.
    """

    head: Head
    heading: str
    text: str
    themed: bool
    searches: tuple[LinkView, ...]
    questions: ShelfView | None
    featured: ThemeView | None
    above: tuple[ShelfView, ...]
    below: tuple[ShelfView, ...]
    about: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """A theme (theme.html): its introduction, its documents, grouped by kind, its archived ones, and perhaps a PDF.

    `processes` are the models on the theme, which `groups` leaves out; `models` are the steps of models that lead
    to the theme's page, and with number 0 the models on it. `jumps` lead to the groups.
    `sign` is its picture, or "".
    """

    head: Head
    id: str
    title: str
    summary: str
    introduction: str
    introduction_lang: str
    also_asked: tuple[str, ...]
    resources: tuple[ResourceView, ...]
    children: tuple[ThemeView, ...]
    groups: tuple[GroupView, ...]
    processes: tuple[ItemView, ...]
    jumps: tuple[LinkView, ...]
    feed: str
    ask: str
    models: tuple[ModelPlace, ...]
    archive: tuple[ItemView, ...] = ()
    pdf: FileView | None = None
    on_paper: tuple[str, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class ThemeIndex:
    """All themes (themes.html)."""

    head: Head
    themes: tuple[ThemeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorPage:
    """An author (author.html): the profile, and all documents, grouped by kind, archived ones apart.

    `example` is an invented author.
    """

    head: Head
    name: str
    role: str
    affiliation: str
    email: str
    biography: str
    biography_lang: str
    also_asked: tuple[str, ...]
    groups: tuple[GroupView, ...]
    example: bool = False
    archive: tuple[ItemView, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """An author in the index of authors; `example` is an invented one."""

    name: str
    href: str
    role: str
    affiliation: str
    count: int
    example: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """An index of pages (listing.html); a long one is split by year, and `years` link to its parts.

    `groups` has its items by theme where they are many, each item once, under its first theme; else it is empty.
    `narrow` leads to the pages of each theme, and first to all; `dated` is whether the items show when they came.
    `archive` are the archived pages of the kind, on the first page alone.
    """

    head: Head
    title: str
    heading: str
    count: int
    items: tuple[ItemView, ...]
    groups: tuple[ThemeGroup, ...]
    narrow: tuple[LinkView, ...]
    dated: bool
    years: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None
    archive: tuple[ItemView, ...] = ()


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
    """The site's own text on what one can ask about, or "" for the layouts' default."""


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """The error page for a missing address (not_found.html)."""

    head: Head


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """An earlier address that redirects readers (redirect.html)."""

    head: Head
    target: LinkView
