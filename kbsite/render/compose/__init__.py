"""Site → the views of all its pages, each with its layout and its output path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kbsite.model import ToAddress, ToPage
from kbsite.render.compose.content import content_page, whole_page
from kbsite.render.compose.front import front_page
from kbsite.render.compose.head import head
from kbsite.render.compose.hrefs import absolute, base_path, href, mailto
from kbsite.render.compose.lexicon import glossary_page, law_pages
from kbsite.render.compose.listing import listing_pages
from kbsite.render.compose.lists import author_index, author_page, theme_index, theme_page
from kbsite.render.compose.parts import theme_view
from kbsite.render.views import (
    AskPage,
    LinkView,
    NotFoundPage,
    Page,
    RedirectPage,
    SearchPage,
    SiteView,
)
from kbsite.site import routes
from kbsite.site.assemble import language
from kbsite.site.redirects import led

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kbsite.model import Document, MenuItem, Site

GENERAL_LAYOUT = "general.html"
"""The layout of a kind that has none of its own."""

Strings = dict[str, dict[str, str]]
"""The site's own words by language and name."""


@dataclass(frozen=True, slots=True)
class PageJob:
    """A page to be rendered: its path in the output folder, its layout, and its view."""

    path: str
    layout: str
    page: Page
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page before it is composed: its path and its layout, and the function that makes its view.

    `of` is what the function takes besides the settings, the words, and what it reads of the site.
    """

    path: str
    layout: str
    make: Callable[[], Page]
    otherwise: str = ""
    of: tuple[object, ...] = ()

    def job(self) -> PageJob:
        """Return the page, composed."""
        return PageJob(self.path, self.layout, self.make(), self.otherwise)


def compose(site: Site, strings: Strings) -> Iterator[PageJob]:
    """Yield every page of the site."""
    return (planned.job() for planned in planned_pages(site, strings))


def planned_pages(site: Site, strings: Strings) -> Iterator[PlannedPage]:
    """Yield every page of the site, to be composed when it is wanted."""
    own = strings[site.config.language]
    yield _at(routes.FRONT, "front.html", partial(front_page, site, own))
    for document in site.pages:
        words = strings[language(document, site.config)]
        if not document.meta.introduces or document.place.original:
            yield _content(site, document, words)
        if site.chapters.get(document.address):
            make = partial(whole_page, site, document, words)
            yield _at(f"{document.address}{site.config.routes.whole}", "whole.html", make, document)
        for alias in document.meta.aliases:
            moved = partial(_redirect, site, document, alias)
            yield PlannedPage(routes.output_path(alias), "redirect.html", moved, of=(document, alias))
    for theme in site.config.themes:
        yield _at(routes.theme(site.config.kinds, theme.id), "theme.html", partial(theme_page, site, theme, own))
    for author in site.authors:
        yield _at(author.address, "author.html", partial(author_page, site, author, own), author)
    yield _at(site.config.kinds.introducing("theme").index(), "themes.html", partial(theme_index, site))
    yield _at(site.config.kinds.introducing("author").index(), "authors.html", partial(author_index, site))
    for address, listing, of in listing_pages(site):
        yield _at(address, "listing.html", listing, *of)
    for address, page, cited in law_pages(site):
        yield _at(address, "laws.html" if address == site.config.routes.laws else "law.html", page, cited)
    if site.config.glossary:
        yield _at(site.config.routes.glossary, "glossary.html", partial(glossary_page, site))
    yield from _service_pages(site, own)
    yield from _earlier_addresses(site, own)


def site_view(
    site: Site, lang: str, assets: Mapping[str, str], *, searchable: bool, newest: int, suggestions: str
) -> SiteView:
    """Return what every page in `lang` has.

    `newest` is the year that the content was last changed, `suggestions` the version of the file of suggestions.
    """
    config = site.config
    icon = config.looks.favicon or config.looks.logo
    kinds = [
        LinkView(k.many.in_language(lang), href(config, k.index()), note=str(len(site.by_kind[k.kind])))
        for k in config.kinds.listed
        if site.by_kind.get(k.kind)
    ]
    return SiteView(
        title=config.title.in_language(lang),
        description=config.description.in_language(lang),
        publisher=config.publisher,
        email=config.email,
        forum_url=config.forum_url,
        base_path=base_path(config),
        names=config.routes.names,
        home=href(config, routes.FRONT),
        search=href(config, config.routes.search),
        suggestions=href(config, config.routes.suggestions) + (f"?v={suggestions}" if suggestions else ""),
        search_index=href(config, f"{config.routes.index}{routes.UNNAMED}/"),
        ask=href(config, config.routes.ask),
        feed=href(config, routes.FEED),
        json_feed=href(config, routes.JSON_FEED),
        license=LinkView(config.license.title, config.license.url) if config.license else None,
        menu=_menu(site, config.menu, lang) or tuple(kinds),
        footer=_menu(site, config.footer, lang),
        themes=tuple(theme_view(site, theme.id, lang) for theme in config.themes),
        kinds=tuple(kinds),
        year=newest,
        searchable=searchable,
        assets=assets,
        logo=href(config, config.looks.logo) if config.looks.logo else assets.get("logo.svg", ""),
        icon=href(config, icon) if icon else assets.get("logo.svg", ""),
        favicon=href(config, routes.FAVICON),
        manifest=href(config, "/site.webmanifest") if icon else "",
        languages={config.language_name(tag): tag for tag in config.languages},
    )


def site_views(
    site: Site, assets: Mapping[str, str], *, searchable: bool, suggestions: str = ""
) -> dict[str, SiteView]:
    """Return the site's view in each language; `suggestions` is the version of the file of suggestions."""
    days = [day for d in site.pages for day in (site.updated(d), d.meta.date) if day]
    newest = max(days).year if days else site.today.year
    return {
        lang: site_view(site, lang, assets, searchable=searchable, newest=newest, suggestions=suggestions)
        for lang in site.config.languages
    }


def _content(site: Site, document: Document, words: dict[str, str]) -> PlannedPage:
    """Return the page of a document, in the layout of its kind or, where there is none, in the general one."""
    otherwise = GENERAL_LAYOUT if document.meta.layout_optional else ""
    make = partial(content_page, site, document, words)
    path = routes.output_path(document.address)
    return PlannedPage(path, document.meta.layout(), make, otherwise, (document,))


def _at(address: str, layout: str, make: Callable[[], Page], *of: object) -> PlannedPage:
    return PlannedPage(routes.output_path(address), layout, make, of=of)


def _menu(site: Site, entries: tuple[MenuItem, ...], lang: str) -> tuple[LinkView, ...]:
    return tuple(LinkView(entry.title.in_language(lang), _menu_href(site, entry.url)) for entry in entries)


def _menu_href(site: Site, url: str) -> str:
    match site.linked.get(url):
        case ToAddress(address):
            return href(site.config, address) if address.startswith("/") else address
        case ToPage(document, fragment, _) if not url.startswith("/"):
            return href(site.config, document.address) + (f"#{fragment}" if fragment else "")
        case ToPage():
            return href(site.config, url)
        case _:
            return ""


def _redirect(site: Site, document: Document, alias: str) -> RedirectPage:
    lang = language(document, site.config)
    title = document.meta.title
    page_head = head(site, alias, title, (), lang=lang)
    found_at = absolute(site.config, document.address)
    return RedirectPage(
        replace(page_head, canonical=found_at), LinkView(title, href(site.config, document.address))
    )


def _earlier_addresses(site: Site, words: dict[str, str]) -> Iterator[PlannedPage]:
    for each in led(site, site.pages):
        make = partial(_led, site, each.old, each.new, words)
        yield PlannedPage(routes.output_path(each.old), "redirect.html", make, of=(each.old, each.new))


def _led(site: Site, old: str, new: str, words: dict[str, str]) -> RedirectPage:
    """Return the page of an earlier address of the settings; the link says what its address is now."""
    page_head = head(site, old, words["moved_title"], ())
    return RedirectPage(
        replace(page_head, canonical=absolute(site.config, new)), LinkView(new, href(site.config, new))
    )


def _service_pages(site: Site, words: dict[str, str]) -> Iterator[PlannedPage]:
    yield _at(site.config.routes.search, "search.html", partial(_search_page, site, words))
    yield _at(site.config.routes.ask, "ask.html", partial(_ask_page, site, words))
    yield _at(routes.NOT_FOUND, "not_found.html", partial(_not_found_page, site, words))


def _search_page(site: Site, words: dict[str, str]) -> SearchPage:
    title = words["search"]
    return SearchPage(head(site, site.config.routes.search, title, ((title, site.config.routes.search),)))


def _ask_page(site: Site, words: dict[str, str]) -> AskPage:
    title = words["ask_us"]
    subject = words["ask_subject"]
    link = mailto(site.config.email, subject, words["ask_body"])
    lead = site.config.ask.in_language(site.config.language)
    return AskPage(
        head(site, site.config.routes.ask, title, ((title, site.config.routes.ask),)), link, subject, lead
    )


def _not_found_page(site: Site, words: dict[str, str]) -> NotFoundPage:
    return NotFoundPage(head(site, routes.NOT_FOUND, words["not_found_title"], (), found=False))
