"""The sitemap (https://www.sitemaps.org/protocol.html) and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kbsite.model import Output
from kbsite.render.compose.hrefs import absolute
from kbsite.render.views import AuthorPage, ContentPage, FrontPage, ListingPage, Page, RedirectPage, ThemePage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.model import Config
    from kbsite.render.views import ItemView


def sitemap(entries: Iterable[tuple[str, ...]]) -> Output:
    """Return the sitemap of all indexable pages, each with the date of its last change; `entries` may be empty."""
    root = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, changed in sorted((address, changed) for address, changed in filter(None, entries)):
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = address
        if changed:
            ET.SubElement(url, "lastmod").text = changed
    ET.indent(root)
    return Output("sitemap.xml", ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def entry(page: Page) -> tuple[str, ...]:
    """Return the address of a page and the date of its last change; nothing for one that is not in the sitemap.

    An archived page is left out: search engines may keep it, but are not asked to. A listing was last changed when
    the newest page in it was published; without a known date, none is given.
    """
    if not page.head.canonical or _left_out(page):
        return ()
    return (page.head.canonical, max(page.head.updated, page.head.published, *(_dates(page) or [""])))


def robots(config: Config) -> Output:
    """Return robots.txt, which allows everything and points to the sitemap."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {absolute(config, '/sitemap.xml')}\n"
    return Output("robots.txt", text.encode())


def _left_out(page: Page) -> bool:
    return isinstance(page, RedirectPage) or (isinstance(page, ContentPage) and page.archived)


def _dates(page: Page) -> list[str]:
    match page:
        case FrontPage():
            items: tuple[ItemView, ...] = tuple(
                item for shelf in (*page.above, *page.below, page.questions) if shelf for item in shelf.items
            )
        case ThemePage() | AuthorPage():
            items = tuple(item for group in page.groups for item in group.items)
            items += page.processes if isinstance(page, ThemePage) else ()
        case ListingPage():
            items = page.items
        case _:
            items = ()
    return [item.date.iso for item in items if item.date]
