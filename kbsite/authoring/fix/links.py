"""Fixes of links: to the site's own full address, and to files that git has seen renamed."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.authoring.links.reach import Reached, relative
from kbsite.authoring.links.written import in_page, rewritten
from kbsite.model import Place
from kbsite.parse.place import key, place

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from kbsite.authoring.links.reach import Files
    from kbsite.authoring.links.written import Written
    from kbsite.model import Source

OWN, RENAMED = "own_links", "renamed_links"
"""The names of the two fixes."""


@dataclass(frozen=True, slots=True)
class Known:
    """The known targets of links: the files, the new paths of renamed ones, and the site's routes.

    `former` are the old paths of renamed pages by their former addresses.
    """

    files: Files
    renamed: Mapping[str, str]
    made: Container[str]
    former: Mapping[str, str]

    def at_former(self, address: str) -> str | None:
        """Return the file of the page that had an address before it was renamed."""
        old = self.former.get(address if address.endswith("/") else f"{address}/")
        return self.files.at(self.renamed[old]) if old else None


def known(files: Files, renamed: Mapping[str, str], made: Container[str]) -> Known:
    """Return the known targets of links, with the former addresses of renamed pages."""
    places = ((old, place(old, files.kinds)) for old in renamed)
    return Known(files, renamed, made, {at.address: old for old, at in places if isinstance(at, Place)})


def fix_links(source: Source, known: Known) -> tuple[bytes, tuple[str, ...]]:
    """Return the file with its links fixed, and the names of the fixes applied; all else stays, to the byte."""
    changes: dict[Written, str] = {}
    done = set()
    for each in in_page(source, known.files.settings):
        if each.automatic or each.how in ("author", "url"):
            continue
        own = known.files.own(each.says)
        new = _within(source.path, each, own, known) if own else _renamed(source.path, each, known)
        if new is not None:
            changes[each] = new
            done.add(OWN if own else RENAMED)
    return rewritten(source, changes), tuple(sorted(done))


def _within(path: str, each: Written, own: str, known: Known) -> str | None:
    """Return the relative path for a full address on the site; for one of the site's routes, its address."""
    found = known.files.reached(path, each)
    if found and found.tail != known.files.whole:
        target = _attached(found) if found.tail else found.file
        return relative(path, target, angled=each.angled) + found.after
    address = own.partition("#")[0].partition("?")[0]
    if not found and (former := known.at_former(unquote(address))):
        return relative(path, former, angled=each.angled) + each.as_written(own[len(address) :])
    return own if found or address in known.made or f"{address}/" in known.made else None


def _attached(found: Reached) -> str:
    return posixpath.join(posixpath.dirname(found.file), found.tail)


def _renamed(path: str, each: Written, known: Known) -> str | None:
    """Return the path to the file that a dead link means, where git has seen that file renamed."""
    before = each.says.partition("#")[0].partition("?")[0]
    if not before or known.files.reached(path, each) or ":" in before.partition("/")[0]:
        return None
    if before.startswith("/"):
        former = known.files.places.get(known.at_former(unquote(before)) or "")
        return former.address + each.as_written(each.says[len(before) :]) if former else None
    wanted = [posixpath.join(posixpath.dirname(path), unquote(before))]
    wanted += [f"content/{unquote(before).removeprefix('content/')}"] if each.how == "related" else []
    for old in wanted:
        target = known.files.at(known.renamed.get(key(posixpath.normpath(old)), ""))
        if target:
            return relative(path, target, angled=each.angled) + each.as_written(each.says[len(before) :])
    return None
