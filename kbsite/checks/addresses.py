"""Every address leads to one place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.model import ToAsset
from kbsite.site import routes
from kbsite.site.listings import indexes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

DUPLICATE = "duplicate-address"
COLLISION = "alias-collision"
LOOP = "alias-loop"


def addresses(site: Site) -> Iterator[Diagnostic]:
    """No two files, pages made by kbsite or earlier addresses claim the same address, whatever its case."""
    taken = _made(site)
    yield from _documents(site, taken)
    yield from _files(site, taken)
    yield from _aliases(site, taken)


def _documents(site: Site, taken: dict[str, str]) -> Iterator[Diagnostic]:
    for document in site.documents:
        own = _folded(document.address)
        if own in taken:
            yield problem(document.at(), DUPLICATE, address=document.address, other=taken[own])
        else:
            taken[own] = document.path


def _files(site: Site, taken: dict[str, str]) -> Iterator[Diagnostic]:
    for document in site.documents:
        for target in (*site.targets[document.path], *site.pictures[document.path]):
            if isinstance(target, ToAsset):
                other = taken.setdefault(_folded(target.address), target.asset.path)
                if other != target.asset.path:
                    yield problem(document.at(), DUPLICATE, address=target.address, other=other)


def _aliases(site: Site, taken: dict[str, str]) -> Iterator[Diagnostic]:
    for theme in site.config.themes:
        for address in (routes.theme(theme.id), f"{routes.theme(theme.id)}feed.xml"):
            taken.setdefault(_folded(address), MessageKey("@the_site"))
    for document in site.documents:
        for index, alias in enumerate(document.meta.aliases):
            at, folded = document.at("aliases", index), _folded(alias)
            if folded == _folded(document.address):
                yield problem(at, LOOP, alias=alias)
            elif folded in taken:
                other = MessageKey("@a_file") if taken[folded] == document.path else taken[folded]
                yield problem(at, COLLISION, alias=alias, other=other)
            else:
                taken[folded] = document.path


def _made(site: Site) -> dict[str, str]:
    """Return the addresses of pages that kbsite makes itself; they belong to the site, not to a file."""
    wholes = [f"{parent}{routes.WHOLE}" for parent in site.chapters]
    listings = [listing.address for index in indexes(site) for listing in index.listings]
    edited = (routes.ADMIN,) if site.config.cms else ()
    mine = (*routes.reserved(site.config.kinds), *routes.of_lexicon(site.config), *wholes, *listings, *edited)
    return {_folded(name): MessageKey("@the_site") for name in mine}


def _folded(address: str) -> str:
    """Return what an address is on a disk that tells neither case nor forms of Unicode apart."""
    plain = unicodedata.normalize("NFC", unquote(address)).casefold()
    return plain.removesuffix("index.html").rstrip("/") + "/"
