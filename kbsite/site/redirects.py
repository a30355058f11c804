"""The earlier addresses that `redirects` in `data/site.yaml` keep, each with the page that it leads to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.model import ToAsset
from kbsite.site import routes
from kbsite.site.listings import indexes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbsite.diagnostics import Location
    from kbsite.model import Config, Document, Site


@dataclass(frozen=True, slots=True)
class Led:
    """An earlier address, the address of the page or file that it leads to, and the place in the settings."""

    old: str
    new: str
    at: Location


def led(site: Site, documents: Iterable[Document]) -> Iterator[Led]:
    """Yield each earlier address of a page, and of a file beside it; `documents` are those to lead to."""
    if site.config.redirects:
        shown = tuple(documents)
        known = sorted(_pages(site, shown) | _files(site, shown))
        for each in site.config.redirects:
            for address in _below(known, each.new) if each.below else (each.new,):
                yield Led(f"{each.old}{address.removeprefix(each.new)}", address, each.old_at)


def now(config: Config, address: str) -> str:
    """Return where an earlier address leads, by the settings alone; "" where they say nothing of it."""
    for each in config.redirects:
        if each.below and address.startswith(each.old):
            return each.new + address.removeprefix(each.old)
        if address == each.old:
            return each.new
    return ""


def _below(known: Sequence[str], start: str) -> Iterator[str]:
    return takewhile(lambda address: address.startswith(start), islice(known, bisect_left(known, start), None))


def _pages(site: Site, documents: Iterable[Document]) -> set[str]:
    """Return the address of every page that readers see: of content, and those that the site has without a file."""
    config = site.config
    found = {routes.FRONT, config.routes.search, config.routes.ask, *routes.indexes(config.kinds)}
    found.update(routes.of_lexicon(config), (routes.theme(config.kinds, theme.id) for theme in config.themes))
    found.update(listing.address for index in indexes(site) for listing in index.listings)
    for document in documents:
        found.add(document.address)
        if site.chapters.get(document.address):
            found.add(f"{document.address}{config.routes.whole}")
    return found


def _files(site: Site, documents: Sequence[Document]) -> set[str]:
    """Return the addresses of the files beside pages: pictures, attachments, PDFs, calendars, references, feeds."""
    config = site.config
    found = set(routes.pdfs(config, (each.address for each in documents if site.chapters.get(each.address))))
    found.update(f"{routes.theme(config.kinds, theme.id)}feed.xml" for theme in config.themes)
    for document in documents:
        targets = (*site.targets[document.path], *site.pictures[document.path])
        found.update(unquote(target.address) for target in targets if isinstance(target, ToAsset))
        if not document.meta.introduces or document.place.original:
            found.update(f"{document.address}{name}" for name in (config.routes.bibtex, config.routes.ris))
        if document.meta.schedule():
            found.add(f"{document.address}{config.routes.calendar}")
    return found
