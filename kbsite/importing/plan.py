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
from kbsite.importing.paths import new_paths, placeable
from kbsite.importing.profiles import Profiles
from kbsite.importing.rules import ruled
from kbsite.norwegian.names_and_dates import slug
from kbsite.pipeline.report import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kbsite.importing.existing import Existing
    from kbsite.importing.gather import Chapters
    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import Problem
    from kbsite.model import Config
    from kbsite.pipeline.report import Progress

_ALIAS = re.compile(r"/[^\x00-\x20\\?#%\x7f]+")
_LONGEST_ALIAS = 400
_LONGEST_PART = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What the checks of the site do not let in: pages by key, earlier addresses, files of the source by path.

    `empty` are the keys of pages without text, which can be drafts alone.
    """

    pages: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()


NOTHING_REFUSED = Refused()


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

    `profiles` are new authors' files by path, `copies` pictures and attachments by where they go (`names`: what
    they are called in the source), `waiting` those
    pictures that lack an alternative text, `lost` old addresses that links lead to and no page had, each with a
    file that links there; `skipped` are the pages that the map leaves out.
    """

    pages: tuple[Page, ...]
    profiles: Mapping[str, str]
    copies: Mapping[str, Path]
    names: Mapping[str, str]
    waiting: Mapping[str, Path]
    lost: Mapping[str, str]
    skipped: tuple[str, ...]


def read_all(
    source: Path,
    chosen: MapFile,
    config: Config,
    tell: Callable[[Problem], None],
    progress: Progress = silent,
) -> tuple[tuple[Read, ...], tuple[str, ...]]:
    """Return every page of a source with what was found out about it, and the keys of those that the map skips."""
    old = list(read(source, chosen, tell, progress))
    common = repeated(old)
    settings = Settings(chosen, common, kind_names(config))
    skipped = tuple(page.key for page in old if ruled(page, chosen).skip)
    kept = [page for page in old if not ruled(page, chosen).skip]
    reads = [analyse(page, common[system(page)], settings) for page in kept]
    reads = merged(with_glued_words(same_people(reads, chosen.names)))
    return tuple(_titled(_aliased(each)) for each in reads), skipped


@dataclass(frozen=True, slots=True)
class Source:
    """A source, read: its pages, the keys of those that the map skips, pictures and attachments by path."""

    reads: Sequence[Read]
    skipped: tuple[str, ...]
    files: Mapping[str, Path]


def arrange(
    source: Source, chosen: MapFile, config: Config, existing: Existing, refused: Refused = NOTHING_REFUSED
) -> Plan:
    """Return the plan of an import of a source, without what is refused."""
    reads = [each for each in source.reads if each.page.key not in refused.pages]
    files = {name: path for name, path in source.files.items() if name not in refused.files}
    chaptered = frozenset(kind.kind for kind in config.kinds if kind.chaptered)
    found = chapters(reads, chaptered, [ruled(each.page, chosen).chapters for each in reads])
    found = placeable(found, reads, existing)
    paths = new_paths(reads, found, config, existing)
    linker = _linker(reads, paths, files, chosen, existing)
    profiles = Profiles(existing, config.language, chosen)
    site = _Site(
        config=config,
        existing=existing,
        refused=refused,
        linker=linker,
        profiles=profiles,
        paths=paths,
        found=found,
    )
    pages = tuple(_page(at, _told(each, at, found), site) for at, each in enumerate(reads))
    return Plan(
        pages=pages, profiles=profiles.files(), copies=linker.copies, names=linker.names,
        waiting=linker.waiting, lost=linker.lost, skipped=source.skipped,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Site:
    """What all pages share when they are made."""

    config: Config
    existing: Existing
    refused: Refused
    linker: Linker
    profiles: Profiles
    paths: Sequence[str]
    found: Chapters


def kind_names(config: Config) -> dict[str, str]:
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


def _page(at: int, read: Read, site: _Site) -> Page:
    path = site.paths[at]
    read = site.linker.linked(read, path)
    is_chapter = at in site.found.parent
    aliases, doubts = _aliases(read.addresses, path, site)
    status = "draft" if read.page.key in site.refused.empty else read.status
    read = replace(read, status=status, doubts=(*read.doubts, *doubts))
    authors = site.profiles.of(read, is_chapter=is_chapter)
    listed = next(kind for kind in site.config.kinds if kind.kind == read.kind.value).listed
    text = document(
        read, authors=authors, aliases=aliases, language=site.config.language, is_chapter=is_chapter, listed=listed
    )
    parent = site.paths[site.found.parent[at]] if is_chapter else ""
    return Page(path=path, text=text, read=read, aliases=aliases, parent=parent)


def _aliases(addresses: Iterable[str], path: str, site: _Site) -> tuple[tuple[str, ...], list[Doubt]]:
    """Return the old addresses that a file can have, and a doubt for each that it cannot."""
    kept, doubts = [], []
    for address in addresses:
        alias = unquote(address)
        answers = site.existing.addresses.get(alias.rstrip("/"), path)
        if not _usable(alias) or alias in site.refused.aliases:
            doubts.append(Doubt("import_doubt_alias", address[:200]))
        elif answers != path:
            doubts.append(Doubt("import_doubt_answered", f"{alias} → {answers}"))
        else:
            kept.append(alias)
    once = {alias.rstrip("/"): alias for alias in reversed(kept)}
    return tuple(reversed(once.values())), doubts


def _usable(alias: str) -> bool:
    parts = alias.split("/")
    short = len(alias.encode()) <= _LONGEST_ALIAS and all(len(each.encode()) <= _LONGEST_PART for each in parts)
    return bool(_ALIAS.fullmatch(alias)) and short and "//" not in alias and ".." not in parts
