"""An address that was published is a promise: what a branch takes away, and where to write the alias."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.parse.place import key
from kbsite.site import routes
from kbsite.site.plan import planned
from kbsite.site.published import THEMES, published

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.model import Document, Site

CODE = "lost-address"

_STATIC = "static/"


@dataclass(frozen=True, slots=True)
class _Sites:
    """The site before and now, the documents of both by path, and the new name of each file that has one.

    `pages` are those that are published now, by address.
    """

    before: Site
    now: Site
    then: Mapping[str, Document]
    here: Mapping[str, Document]
    renamed: Mapping[str, str]
    pages: Mapping[str, Document]


def lost_addresses(before: Site, now: Site, renamed: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a problem for each address that was published and leads nowhere now.

    `renamed` has the new path of files by the one that they had. A page that has been taken down by its own field
    `expires` is no loss: that is how a page goes.
    """
    kept = published(now)
    made = {f"/{each.path}" for each in planned(now) if each.source not in now.hidden}
    sites = _Sites(before, now, _by_path(before), _by_path(now), renamed, {d.address: d for d in now.pages})
    lost: dict[str, list[str]] = defaultdict(list)
    for address, file in published(before).items():
        if address not in kept:
            lost[file].append(address)
    for file, addresses in lost.items():
        if file in sites.then:
            yield from _of_file(file, addresses, sites)
        elif file.startswith(_STATIC):
            yield from (_lost(Location(file), each, "@lost_static", "") for each in addresses if each not in made)
        else:
            yield from _of_data(file, addresses, sites)


def _by_path(site: Site) -> dict[str, Document]:
    return {key(document.path): document for document in site.documents}


def _of_file(file: str, addresses: list[str], sites: _Sites) -> Iterator[Diagnostic]:
    """Yield the lost addresses of a file: deleted, renamed, hidden, or with fewer aliases than before."""
    old, same = sites.then[file], sites.here.get(file)
    if same and same.path in sites.now.hidden:
        reason = sites.now.hidden[same.path]
        if reason != "expired":
            yield _lost(same.at(reason.replace("future", "date")), old.address, f"@lost_{reason}", "")
        return
    heir = same or sites.here.get(sites.renamed.get(file, ""))
    if heir and heir.path in sites.now.hidden and sites.now.hidden[heir.path] == "expired":
        return
    if heir:
        for address in addresses:
            known = address in old.meta.aliases
            why = "@lost_alias" if known and same else "@lost_moved" if not same else "@lost_part"
            yield _lost(heir.at("aliases"), address, why, heir.path)
        return
    near = _above(old, sites)
    for address in addresses:
        yield _lost(Location(old.path), address, "@lost_deleted", near)


def _above(old: Document, sites: _Sites) -> str:
    """Return the file closest to a removed one: its original, or its article; else ""."""
    original = sites.here.get(old.place.original)
    if original:
        return original.path
    article = sites.pages.get(old.place.parent)
    return article.path if article else ""


def _of_data(file: str, addresses: list[str], sites: _Sites) -> Iterator[Diagnostic]:
    """Yield the lost addresses of an entry of data/: a theme, a law, the glossary."""
    for address in addresses:
        near = _theme_now(address, sites) if file == THEMES else ""
        yield _lost(Location(file), address, "@lost_entry", near)


def _theme_now(address: str, sites: _Sites) -> str:
    """Return the introduction of the theme that has another id now, by its title; else ""."""
    kinds = sites.before.config.kinds
    was = next((each for each in sites.before.config.themes if routes.theme(kinds, each.id) == address), None)
    same = (theme.id for theme in sites.now.config.themes if was and theme.title == was.title)
    found = next(same, "")
    return f"content/{kinds.introducing('theme').folder}/{found}.md" if found else ""


def _lost(at: Location, address: str, why: str, near: str) -> Diagnostic:
    return problem(at, CODE, address=address, why=MessageKey(why), near=near)
