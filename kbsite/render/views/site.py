"""Views that every page has: the head, the site, and the UI strings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import FORMS, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.model.routes import RouteNames
    from kbsite.render.views.parts import LinkView, ThemeView


@dataclass(frozen=True, slots=True)
class CardView:
    """The picture that other services show with a link to the page: its whole address, its size, its text."""

    src: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of every page: see base.html. `trail` runs from the first level below the front page to the page.

    `canonical` is empty on pages that are not to be indexed. `markdown` is the page as Markdown, or "". `card` is
    the picture for sharing, which only pages with a `canonical` have. `direction` is rtl where the page is written
    from right to left, and `locale` its language and territory, such as nb_NO; each is "" where there is none.
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
    markdown: str
    feed: str
    og_type: str
    published: str
    updated: str
    direction: str = ""
    locale: str = ""
    card: CardView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The same on every page of one language. `assets` gives the href of each file in layouts/assets.

    `logo` is the mark at the top of pages and `icon` that of the browser's tab, and `manifest` is the web
    manifest; "" for none. `favicon` is the tab's mark in the format that every browser reads.

    `languages` gives the tag of each language of the site by the language's own name.

    `names` are the names that addresses and ids have in the site's language.

    `suggestions` is what a search field suggests from; `search_index` is the folder of the search index, which the
    search page alone may use: the build writes the name of the index's edition into that page.
    """

    title: str
    description: str
    publisher: str
    email: str
    forum_url: str
    base_path: str
    names: RouteNames
    home: str
    search: str
    suggestions: str
    search_index: str
    ask: str
    feed: str
    json_feed: str
    license: LinkView | None
    menu: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    themes: tuple[ThemeView, ...]
    kinds: tuple[LinkView, ...]
    year: int
    searchable: bool
    assets: Mapping[str, str]
    logo: str = ""
    icon: str = ""
    favicon: str = ""
    manifest: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ui:
    """The UI strings in the page's language, from layouts/strings: `ui.search` is the word for search."""

    lang: str
    strings: Mapping[str, str]

    def counted(self, name: str, count: int) -> str:
        """Return a word in the form that the language has for a number: `NAME_few` where it is given."""
        return self.strings.get(f"{name}_{plural(count, self.lang)}") or self.strings[name]

    def forms(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Return the other forms of words that go with a number, by `NAME_few` and the like."""
        known = (f"{name}_{form}" for name in names for form in FORMS)
        return tuple((name, self.strings[name]) for name in known if name in self.strings)

    def __getattr__(self, name: str) -> str:
        try:
            return self.strings[name]
        except KeyError:
            raise AttributeError(name) from None
