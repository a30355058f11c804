"""Site → the front page: what many ask first, then the themes, then what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kbsite.model import ToPage
from kbsite.model.settings import THEMES
from kbsite.render.compose import structured
from kbsite.render.compose.head import head
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.parts import items, real_first, theme_view, titled
from kbsite.render.views import FrontPage, LinkView, ShelfView
from kbsite.schema.kinds import FrontShelf
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.model import Document, Site
    from kbsite.schema.kinds import FrontMatter


NEWEST = 6
"""How many of the newest questions are first where editors have chosen none."""


ABOUT = ("/om/", "/about/")
"""The addresses of the page about the site, which the front page leads to."""


def front_page(site: Site, words: Mapping[str, str]) -> FrontPage:
    """Return the front page, on which no page is listed twice."""
    config, lang = site.config, site.config.language
    featured = next((theme for theme in config.themes if theme.featured), None)
    about = next((d for d in site.pages if d.address in ABOUT), None)
    chosen = _chosen(site)
    first = _first_kind(site)
    questions = _questions(site, chosen, first, words)
    return FrontPage(
        head=head(site, routes.FRONT, config.title.in_language(lang), (), structured=(structured.website(site),)),
        searches=tuple(_search(site, each.in_language(lang)) for each in config.front.searches),
        questions=questions,
        featured=theme_view(site, featured.id, lang) if featured else None,
        heading=(config.front.heading or config.title).in_language(lang),
        text=(config.front.text or config.description).in_language(lang),
        themed=THEMES in config.front.order or not config.front.order,
        above=tuple(_shelves(site, chosen, first, above_themes=True)),
        below=tuple(_shelves(site, chosen, first, above_themes=False)),
        about=LinkView(about.meta.title, href(config, about.address)) if about else None,
    )


def _chosen(site: Site) -> tuple[Document, ...]:
    """Return the published pages that editors chose, each once, in the language of the front page if it can be."""
    found: dict[str, Document] = {}
    for target in site.front:
        if isinstance(target, ToPage) and target.shown:
            family = (target.document, *site.translations.get(target.document.address, ()))
            own = (each for each in family if language(each, site.config) == site.config.language)
            document = next(own, target.document)
            found.setdefault(document.address, document)
    return tuple(found.values())


def _first_kind(site: Site) -> type[FrontMatter] | None:
    """Return the kind whose pages answer what readers ask; None on a site without any."""
    kinds = (kind for kind in site.config.kinds.listed if kind.suggested_first)
    return next((kind for kind in kinds if site.by_kind.get(kind.kind)), None)


def _questions(
    site: Site, chosen: tuple[Document, ...], kind: type[FrontMatter] | None, words: Mapping[str, str]
) -> ShelfView | None:
    """Return the pages that editors chose, or else the newest questions."""
    lang = site.config.language
    shown = len(chosen) or NEWEST
    more = _more(site, kind) if kind and len(site.by_kind[kind.kind]) > shown else None
    if chosen:
        return ShelfView("", words["front_questions"], titled(site, chosen, lang), cards=False, more=more)
    if kind and kind.front:
        heading = kind.front.heading.in_language(lang)
        return ShelfView(
            kind.kind,
            heading,
            items(site, real_first(site.by_kind[kind.kind])[:NEWEST], lang),
            cards=False,
            more=more,
        )
    return None


def _shelves(
    site: Site, chosen: tuple[Document, ...], first: type[FrontMatter] | None, *, above_themes: bool
) -> Iterator[ShelfView]:
    """Yield the newest pages of each kind that has a place above the themes, or below them.

    What is `chosen` is left out; without a choice, the kind that comes first is.
    """
    passed = {each.address for each in chosen}
    lang = site.config.language
    for kind, shelf, above in _placed(site):
        if above == above_themes and (chosen or kind is not first or site.config.front.order):
            fresh = real_first(each for each in site.by_kind[kind.kind] if each.address not in passed)
            shown = items(site, fresh[: shelf.most], lang, drawn=True)
            heading = shelf.heading.in_language(lang)
            if shown:
                more = _more(site, kind) if len(fresh) > len(shown) and kind is not first else None
                yield ShelfView(kind.kind, heading, shown, shelf.cards, more)


def _placed(site: Site) -> list[tuple[type[FrontMatter], FrontShelf, bool]]:
    """Return the kinds that have pages and a place on the front page, in order, and whether above the themes."""
    order = site.config.front.order
    kinds = [kind for kind in site.config.kinds if site.by_kind.get(kind.kind)]
    if not order:
        usual = [(kind, kind.front, kind.front.above_themes) for kind in kinds if kind.front]
        return sorted(usual, key=lambda each: each[1].place)
    themes = order.index(THEMES) if THEMES in order else 0
    return [
        (kind, kind.front or FrontShelf(kind.many, 0, most=3), place < themes)
        for place, name in enumerate(order)
        for kind in kinds
        if kind.kind == name
    ]


def _more(site: Site, kind: type[FrontMatter]) -> LinkView:
    title = kind.many.in_language(site.config.language)
    return LinkView(title, href(site.config, kind.index()), note=str(len(site.by_kind[kind.kind])))


def _search(site: Site, text: str) -> LinkView:
    return LinkView(text, href(site.config, f"{site.config.routes.search}?q={quote(text, safe='')}"))
