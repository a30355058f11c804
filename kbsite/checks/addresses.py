"""Every output has a path of its own, which every disk can hold."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.schema.file_names import refused_by_windows
from kbsite.schema.file_types import HOST_PATHS
from kbsite.site import routes
from kbsite.site.plan import Maker, Planned, planned

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from kbsite.diagnostics import Location
    from kbsite.model import Site

DUPLICATE = "duplicate-address"
COLLISION = "alias-collision"
LOOP = "alias-loop"
UNDER = "address-under-file"
RESERVED = "reserved-address"
LONG = "long-address"
WINDOWS = "windows-name"

_LIST = ".kbsite"
"""The beginning of the names of kbsite's own list of the files that it made."""

_LONGEST_NAME = 255
_LONGEST_PATH = 1024
"""Bytes that the name of a file and its whole path may have; the path is that of Amazon's S3, disks take more."""


def addresses(site: Site) -> Iterator[Diagnostic]:
    """No two files, pages made by kbsite or earlier addresses claim the same path, and each path can be written."""
    edited = (routes.ADMIN,) if site.config.cms else ()
    yield from outputs(tuple(planned(site)), (routes.ASSETS, site.config.routes.index, *edited))


def outputs(everything: Iterable[Planned], folders: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the problems of a list of outputs; `folders` are the addresses of folders that only kbsite fills.

    Paths that differ only in case or Unicode form are equal: some disks do not distinguish them.
    """
    taken: dict[str, Planned] = {}
    claims: list[tuple[str, Planned]] = []
    kept = {_folded(address).strip("/"): address for address in folders}
    for each in everything:
        folded = _folded(each.path)
        other = taken.setdefault(folded, each)
        if folded.removesuffix("/index.html") in kept and each.at:
            yield _duplicate(each, each.at, MessageKey("@the_site"))
        elif other is not each and (other.source, other.maker) != (each.source, each.maker):
            if each.at:
                yield _second(each, each.at, other)
        elif other is not each and each.maker is Maker.ALIAS and each.at:
            yield problem(each.at, COLLISION, alias=each.address, other=MessageKey("@a_file"))
        else:
            claims.append((folded, each))
            yield from _impossible(each, folded, kept)
    yield from _under_files(claims, taken)


def _second(each: Planned, at: Location, other: Planned) -> Diagnostic:
    """Return the problem with an output whose path is taken by another."""
    if each.maker is Maker.ALIAS and other.source == each.source and other.maker is Maker.PAGE:
        return problem(at, LOOP, alias=each.address)
    return _duplicate(each, at, _owner(other))


def _duplicate(each: Planned, at: Location, other: str) -> Diagnostic:
    if each.maker is Maker.ALIAS:
        return problem(at, COLLISION, alias=each.address, other=other)
    return problem(at, DUPLICATE, address=each.address, other=other)


def _impossible(each: Planned, folded: str, kept: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield why a path cannot be written, or why a host would not serve it."""
    if each.at is None:
        return
    parts = each.path.split("/")
    first = folded.partition("/")[0]
    filled = next((folder for folder in kept if folded.startswith(f"{folder}/")), "")
    if filled:
        yield problem(each.at, RESERVED, address=each.address, part=kept[filled])
    elif each.maker is Maker.STATIC:  # meant for the host, hidden or not
        if first.startswith(_LIST):
            yield problem(each.at, RESERVED, address=each.address, part=_LIST)
    elif first in HOST_PATHS or any(part.startswith(".") for part in parts):
        hidden = next((part for part in parts if part.startswith(".")), parts[0])
        yield problem(each.at, RESERVED, address=each.address, part=hidden)
    size = len(each.path.encode("utf-8", "surrogatepass"))
    longest = max(len(part.encode("utf-8", "surrogatepass")) for part in parts)
    if longest > _LONGEST_NAME or size > _LONGEST_PATH:
        limit, found = (_LONGEST_NAME, longest) if longest > _LONGEST_NAME else (_LONGEST_PATH, size)
        yield problem(each.at, LONG, address=f"{each.address[:60]}…", size=found, limit=limit)
    elif each.maker is Maker.ALIAS:
        reason = next(filter(None, map(refused_by_windows, parts)), None)
        if reason:
            yield problem(each.at, WINDOWS, name=each.address, reason=reason)


def _under_files(claims: Iterable[tuple[str, Planned]], taken: Mapping[str, Planned]) -> Iterator[Diagnostic]:
    """Yield each output that would need a folder where another output has a file; the editor's is to be changed."""
    blamed = set()
    free = {""}
    for folded, each in claims:
        folders = _folders(folded, free)
        files = [taken[above] for above in folders if above in taken]
        if not files:
            free.update(folders)
        for file in files:
            wrong, other = (each, file) if each.at and _order(each) >= _order(file) else (file, each)
            hides = wrong is file and wrong.maker is Maker.STATIC  # one problem, however much is under it
            blame = (wrong.at, "" if hides else other.address)
            if wrong.at and blame not in blamed:
                blamed.add(blame)
                yield _duplicate(wrong, wrong.at, _owner(other)) if hides else _under(wrong, wrong.at, other)


def _folders(path: str, free: Container[str]) -> tuple[str, ...]:
    """Return the folders of a path, the nearest first, up to one that is known to have no file in its way."""
    found = []
    above = path.rpartition("/")[0]
    while above not in free:
        found.append(above)
        above = above.rpartition("/")[0]
    return tuple(found)


def _owner(each: Planned) -> str:
    return each.source or MessageKey("@the_site")


def _under(each: Planned, at: Location, file: Planned) -> Diagnostic:
    if _folded(each.address).strip("/") == _folded(file.path):  # an address without a slash at its end
        return _duplicate(each, at, _owner(file))
    return problem(at, UNDER, address=each.address, other=file.address)


def _order(each: Planned) -> int:
    return each.maker.value


def _folded(path: str) -> str:
    """Return a path as a disk sees it that ignores case and Unicode form."""
    if path.isascii() and "%" not in path:
        return path.lower()
    return unicodedata.normalize("NFC", unquote(path)).casefold()
