"""Search indexes, kept for the next build with the same pages: each is one archive, without compression."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.kept.room import touched
from kbsite.pipeline.kept.store import key
from kbsite.publish.folder import replacing
from kbsite.search.edition import digest_of, edition_files, folder_of, make_edition
from kbsite.search.indexing import html_page

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Site
    from kbsite.pipeline.kept.store import Store
    from kbsite.publish.staged import Staged

CACHE = ".kbsite/cache/index"
"""The folder of the archives, each called by the digest of what its index is made of."""

_NAME = re.compile(r"[0-9a-z][0-9a-z.-]*(?:/\w[\w.-]*)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class OfProgram:
    """What a store keeps of the pages that Pagefind has read, for as long as the program is the same."""

    store: Store

    def has(self, name: bytes) -> bool:
        """Return whether something is kept by a name."""
        return self.store.has(_key(name))

    def get(self, name: bytes) -> bytes | None:
        """Return what is kept by a name."""
        return self.store.get(_key(name))

    def put(self, name: bytes, value: bytes) -> None:
        """Keep something by a name."""
        self.store.put(_key(name), value)


def _key(name: bytes) -> bytes:
    return key(b"index", engine(), name)


@dataclass(frozen=True, slots=True)
class Made:
    """What an index is made of besides the pages: the digest of the program, the settings and the texts.

    `version` is that of the suggestions: it stands in each page, and no index depends on it.
    """

    of: bytes
    version: str


def kept_edition(site: Site, staged: Staged, root: Path, made: Made, kept: Store) -> str:
    """Return the name of the edition of the index of all pages, staged from the cache or made."""
    digest = sha256(made.of)
    folder = staged.folder
    pages = [html_page(path, staged.at(path), f"?v={made.version}".encode()) for path in staged.pages()]
    for page in pages:
        digest.update(f"{page.path}\n".encode() + page.digest)
    archive = root / CACHE / f"{digest.hexdigest()}.zip"
    name = _unpacked(archive, folder / folder_of(site.config))
    if name:
        return name
    name = make_edition(site, folder, pages, OfProgram(kept))
    with suppress(EnvironmentFault):  # without a writable folder it only takes longer
        _pack(archive, site, folder, name)
    return name


def _pack(target: Path, site: Site, folder: Path, name: str) -> None:
    """Make an archive of an edition, file by file: the whole of it is never in memory."""
    start = f"{folder_of(site.config)}/"
    with replacing(target) as begun, zipfile.ZipFile(begun, "w", zipfile.ZIP_STORED) as archive:
        for path in edition_files(site.config, folder, name):
            archive.writestr(zipfile.ZipInfo(path.removeprefix(start)), (folder / path).read_bytes())


def _unpacked(archive: Path, target: Path) -> str:
    """Put the files of an archive into the folder `target`, and return the name of the edition; "" if none is."""
    try:
        with zipfile.ZipFile(archive) as held:
            names = held.namelist()
            (edition,) = {name.partition("/")[0] for name in names}
            files = ((name.partition("/")[2], held.read(name)) for name in names)
            if not all(map(_NAME.fullmatch, names)) or not edition.endswith(f"-{digest_of(files)}"):
                return ""
            held.extractall(target)
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile):
        return ""
    touched(archive)
    return edition
