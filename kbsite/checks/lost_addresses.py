"""An address that was published is a promise: what a branch takes away, and where to write the alias."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.model.routes import AT_THE_TOP
from kbsite.parse.place import key
from kbsite.site import routes
from kbsite.site.plan import planned
from kbsite.site.published import KINDS, SITE, THEMES, published

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from kbsite.model import Config, Document, Site

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
    renamed_folders = tuple(_renamed_folders(before.config, now.config))
    told: set[str] = set()
    for address, file in published(before).items():
        if address in kept:
            continue
        folder = next((old for old, new in renamed_folders if _goes_along(address, old, new, kept)), "")
        if not folder:
            lost[file].append(address)
        elif folder not in told:
            told.add(folder)
            yield _lost(Location(SITE), folder, "@lost_route", "")
    for file, addresses in lost.items():
        if file in sites.then:
            yield from _of_file(file, addresses, sites)
        elif file.startswith(_STATIC):
            yield from (_lost(Location(file), each, "@lost_static", "") for each in addresses if each not in made)
        elif file != KINDS:  # an index without pages is not there either
            yield from _of_data(file, addresses, sites)


def _renamed_folders(before: Config, now: Config) -> Iterator[tuple[str, str]]:
    """Yield the earlier and the present address of each route and kind that the settings name anew."""
    for name in AT_THE_TOP:
        old, new = getattr(before.routes.names, name), getattr(now.routes.names, name)
        if old != new:
            yield f"/{old}/", f"/{new}/"
    kinds = {kind.kind: kind for kind in now.kinds}
    for kind in before.kinds:
        same = kinds.get(kind.kind)
        if same and kind.folder and same.folder and same.folder != kind.folder:
            yield kind.base(), same.base()


def _goes_along(address: str, old: str, new: str, kept: Container[str]) -> bool:
    """Return whether an address is lost because its folder has another name, and for no other reason."""
    return address.startswith(old) and new + address.removeprefix(old) in kept


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
