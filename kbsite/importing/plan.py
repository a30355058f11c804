"""All pages, read → the files that they become, each with its old addresses and what is to be said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.importing.analyse import Settings, analyse
from kbsite.importing.debris import repeated, system
from kbsite.importing.draft import document
from kbsite.importing.forms.read import read
from kbsite.importing.gather import chapters, merged, same_people, with_glued_words
from kbsite.importing.links import Linker, address_key
from kbsite.importing.model import UNSURE, Doubt, Found, Read
from kbsite.importing.profiles import Profiles
from kbsite.importing.rules import ruled
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kbsite.importing.existing import Existing
    from kbsite.importing.gather import Chapters
    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import Problem
    from kbsite.model import Config

_ALIAS = re.compile(r"/[^\x00-\x20\\?#%\x7f]+")
_LONGEST_NAME = 80
_LONGEST_ALIAS = 400
_LONGEST_PART = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be written."""

    path: str
    text: str
    read: Read
    aliases: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that an import would write, and what must be said about it.

    `profiles` are new authors' files by path, `copies` pictures and attachments by where they go, `waiting` those
    pictures that lack an alternative text, `lost` old addresses that links lead to and no page had, each with a
    file that links there; `skipped` are the pages that the map leaves out.
    """

    pages: tuple[Page, ...]
    profiles: Mapping[str, str]
    copies: Mapping[str, Path]
    waiting: Mapping[str, Path]
    lost: Mapping[str, str]
    skipped: tuple[str, ...]


def plan(
    source: Path,
    files: Mapping[str, Path],
    chosen: MapFile,
    config: Config,
    existing: Existing,
    tell: Callable[[Problem], None],
) -> Plan:
    """Return the plan of an import; `files` are the pictures and attachments of the source by their paths."""
    old = list(read(source, chosen, tell))
    common = repeated(old)
    settings = Settings(chosen, common, _kind_names(config))
    skipped = tuple(page.key for page in old if ruled(page, chosen).skip)
    kept = [page for page in old if not ruled(page, chosen).skip]
    reads = [analyse(page, common[system(page)], settings) for page in kept]
    reads = [_aliased(each) for each in merged(with_glued_words(same_people(reads, chosen.names)))]
    reads = [_titled(each) for each in reads]
    chaptered = frozenset(kind.kind for kind in config.kinds if kind.chaptered)
    found = chapters(reads, chaptered, [ruled(each.page, chosen).chapters for each in reads])
    paths = _paths(reads, found, config, existing)
    linker = _linker(reads, paths, files, chosen, existing)
    profiles = Profiles(existing, config.language, chosen)
    pages = tuple(
        _page(at, _told(each, at, found), paths, found, linker, profiles, config, existing)
        for at, each in enumerate(reads)
    )
    return Plan(
        pages=pages, profiles=profiles.files(), copies=linker.copies, waiting=linker.waiting, lost=linker.lost,
        skipped=skipped,
    )  # fmt: skip


def _kind_names(config: Config) -> dict[str, str]:
    """Return the kinds by all that they are called."""
    return {
        slug(name): kind.kind
        for kind in config.kinds.listed
        for name in (kind.kind, kind.folder, kind.one.nb, kind.many.nb, kind.one.nn, kind.many.nn)
        if name
    }


def _aliased(read: Read) -> Read:
    """Return a page with the earlier addresses that its old system had for it."""
    lines = (each.strip() for each in read.page.fields.get("aliases", "").split("\n"))
    more = (each for each in lines if each.startswith("/"))
    return replace(read, addresses=tuple(dict.fromkeys((*read.addresses, *more))))


def _titled(read: Read) -> Read:
    """Return a page with the name of its file or address where it says no title: a file must have one."""
    if slug(read.title.value):
        return read
    name = (read.page.address or read.page.origin).rstrip("/").rpartition("/")[2].partition("#")[0]
    words = unquote(name).rpartition(".")[0] or unquote(name)
    usable = re.sub(r"[-_\s]+", " ", words).strip()
    return replace(read, title=Found(usable if slug(usable) else "Uten tittel", name, UNSURE))


def _paths(reads: Sequence[Read], found: Chapters, config: Config, existing: Existing) -> list[str]:
    """Return the file of each page: that of an earlier import, or one that nothing else has."""
    folders = {kind.kind: kind.folder for kind in config.kinds}
    taken = set(existing.files) | {path.removesuffix(".md") for path in existing.files}
    taken |= {path.removesuffix("/index.md") for path in existing.files}
    paths = [existing.now(each.page.key, each.addresses) for each in reads]
    taken.update(path for path in paths if path)
    for at, each in enumerate(reads):
        if at in found.parent or paths[at]:
            continue
        base = f"content/{folders[each.kind.value]}/{_name(each.title.value)}"
        base = _free(base, taken)
        paths[at] = f"{base}/index.md" if at in found.of else f"{base}.md"
    for root, below in found.of.items():
        folder = paths[root].removesuffix("/index.md")
        for number, at in enumerate(below, start=1):
            if not paths[at]:
                paths[at] = _free(f"{folder}/{number:02}-{_name(reads[at].title.value)}", taken) + ".md"
    return paths


def _free(base: str, taken: set[str]) -> str:
    name, number = base, 2
    while name in taken or f"{name}.md" in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _name(title: str) -> str:
    name = slug(title)
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
    return name or "uten-tittel"


def _linker(
    reads: Sequence[Read], paths: Sequence[str], files: Mapping[str, Path], chosen: MapFile, existing: Existing
) -> Linker:
    there = [(each, path) for each, path in zip(reads, paths, strict=True) if not existing.is_removed(path)]
    by_address = {address_key(address): path for each, path in there for address in each.addresses}
    by_origin = {origin: path for each, path in there for origin in (each.page.origin, *each.twins)}
    hosts = frozenset(host for host in (*chosen.hosts, *(each.page.host for each in reads)) if host)
    return Linker(by_address, by_origin, hosts, files, chosen.alt)


def _told(read: Read, at: int, found: Chapters) -> Read:
    """Return a page with the doubts that its place among the others gives."""
    doubts = list(read.doubts)
    if at in found.guessed:
        doubts.append(Doubt("import_doubt_order"))
    if not read.page.address:
        doubts.append(Doubt("import_doubt_no_address"))
    return replace(read, doubts=tuple(doubts))


def _page(
    at: int,
    read: Read,
    paths: Sequence[str],
    found: Chapters,
    linker: Linker,
    profiles: Profiles,
    config: Config,
    existing: Existing,
) -> Page:
    path = paths[at]
    read = linker.linked(read, path)
    is_chapter = at in found.parent
    aliases, doubts = _aliases(read.addresses, path, existing)
    read = replace(read, doubts=(*read.doubts, *doubts))
    authors = profiles.of(read, is_chapter=is_chapter)
    listed = next(kind for kind in config.kinds if kind.kind == read.kind.value).listed
    text = document(
        read, authors=authors, aliases=aliases, language=config.language, is_chapter=is_chapter, listed=listed
    )
    parent = paths[found.parent[at]] if is_chapter else ""
    return Page(path=path, text=text, read=read, aliases=aliases, parent=parent)


def _aliases(addresses: Iterable[str], path: str, existing: Existing) -> tuple[tuple[str, ...], list[Doubt]]:
    """Return the old addresses that a file can have, and a doubt for each that it cannot."""
    kept, doubts = [], []
    for address in addresses:
        alias = unquote(address)
        if not _ALIAS.fullmatch(alias) or not _short(alias) or "//" in alias or "/../" in f"{alias}/":
            doubts.append(Doubt("import_doubt_alias", address[:200]))
        elif existing.addresses.get(alias.rstrip("/"), path) != path:
            doubts.append(Doubt("import_doubt_answered", f"{alias} → {existing.addresses[alias.rstrip('/')]}"))
        else:
            kept.append(alias)
    return tuple(dict.fromkeys(kept)), doubts


def _short(alias: str) -> bool:
    parts = alias.split("/")
    return len(alias.encode()) <= _LONGEST_ALIAS and all(len(each.encode()) <= _LONGEST_PART for each in parts)
