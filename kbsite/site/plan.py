"""Site → the path of every output, known before anything is rendered or written.

`kbsite.checks.addresses` checks it, so that a path that no disk can hold is a problem of the content, with a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import Location
from kbsite.model import ToAsset
from kbsite.site import routes
from kbsite.site.listings import indexes
from kbsite.site.pictures import copies
from kbsite.site.redirects import led

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site


SETTINGS = "data/site.yaml"


class Maker(Enum):
    """The origin of an output."""

    SITE = auto()
    PAGE = auto()
    FILE = auto()
    ALIAS = auto()
    STATIC = auto()


@dataclass(frozen=True, slots=True)
class Planned:
    """An output: its path, its address, its origin, and the place where an editor can change it.

    `source` is the file that it is made from, "" for a route of the site; `at` is None there.
    """

    path: str
    address: str
    maker: Maker
    source: str = ""
    at: Location | None = None


def planned(site: Site) -> Iterator[Planned]:
    """Yield every output but the layouts' assets and the search index, which have folders of their own.

    The output with the first claim to a path comes first. A file that two pages show is there once for each
    address.
    """
    for address in _made(site):
        yield Planned(_file(address), address, Maker.SITE)
    for document in site.documents:
        yield Planned(
            routes.output_path(document.address), document.address, Maker.PAGE, document.path, document.at()
        )
    for address in _beside(site):
        yield Planned(address.removeprefix("/"), address, Maker.SITE)
    for document in site.documents:
        yield from _files(site, document)
    for document in site.documents:
        for index, alias in enumerate(document.meta.aliases):
            at = document.at("aliases", index)
            yield Planned(routes.output_path(alias), alias, Maker.ALIAS, document.path, at)
    for each in led(site, site.documents):
        yield Planned(routes.output_path(each.old), each.old, Maker.ALIAS, SETTINGS, each.at)
    for path, file in site.static.items():
        yield Planned(path, f"/{path}", Maker.STATIC, file.path, Location(file.path))


def _made(site: Site) -> Iterator[str]:
    """Yield the address of each route and file that the site has without a file of content."""
    yield from (
        address
        for address in routes.reserved(site.config)
        if address not in (routes.ASSETS, site.config.routes.index)
    )
    yield from routes.of_lexicon(site.config)
    yield from (f"{parent}{site.config.routes.whole}" for parent in site.chapters)
    yield from routes.pdfs(site.config, site.chapters)
    yield from (listing.address for index in indexes(site) for listing in index.listings)
    if routes.FAVICON.removeprefix("/") not in site.static:
        yield routes.FAVICON
    if site.config.cms:
        yield routes.ADMIN


def _beside(site: Site) -> Iterator[str]:
    """Yield the addresses of the themes' pages and feeds that no file has, and of the references next to pages."""
    introduced = {document.address for document in site.documents}
    for theme in site.config.themes:
        address = routes.theme(site.config.kinds, theme.id)
        if address not in introduced:
            yield f"{address}index.html"
        yield f"{address}feed.xml"
    for document in site.documents:
        if not document.meta.introduces or document.place.original:
            yield from (
                f"{document.address}{site.config.routes.bibtex}",
                f"{document.address}{site.config.routes.ris}",
            )
        yield f"{document.address}{routes.MARKDOWN}"
        if document.meta.schedule():
            yield f"{document.address}{site.config.routes.calendar}"


def _files(site: Site, document: Document) -> Iterator[Planned]:
    """Yield the pictures and attachments of a document, and the smaller pictures that are made of them."""
    seen = set()
    targets = (*site.targets[document.path], *site.pictures[document.path])
    for target in targets:
        if isinstance(target, ToAsset):
            for address in (target.address, *(copy.address for copy in copies(target))):
                if (address, target.asset.path) not in seen:
                    seen.add((address, target.asset.path))
                    path = unquote(address).removeprefix("/")
                    yield Planned(path, address, Maker.FILE, target.asset.path, document.at())


def _file(address: str) -> str:
    """Return the output file of an address: not all routes are pages."""
    name = address.removeprefix("/")
    return name if "." in name.rpartition("/")[2] else routes.output_path(address)
