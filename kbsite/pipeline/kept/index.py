"""Search indexes, kept for the next build with the same pages: each is one archive, without compression."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.pipeline.kept.room import touched
from kbsite.publish.folder import overwrite
from kbsite.search.edition import digest_of, edition_files, folder_of, make_edition

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Site

CACHE = ".kbsite/cache/index"
"""The folder of the archives, each called by the digest of what its index is made of."""

_NAME = re.compile(r"[0-9a-z][0-9a-z.-]*(?:/\w[\w.-]*)+", re.ASCII)


def kept_edition(site: Site, folder: Path, root: Path, made_of: bytes) -> str:
    """Return the name of the edition of the index of the pages in `folder`, put there from the cache or made anew.

    `made_of` is the digest of all but the pages: the program, the settings and the texts.
    """
    digest = sha256(made_of)
    for path in sorted(folder.rglob("*.html")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    archive = root / CACHE / f"{digest.hexdigest()}.zip"
    name = _unpacked(archive, folder / folder_of(site.config))
    if name:
        return name
    name = make_edition(site, folder)
    with suppress(EnvironmentFault):  # without a writable folder it only takes longer
        overwrite(archive, _packed(site, folder, name))
    return name


def _packed(site: Site, folder: Path, name: str) -> bytes:
    data, start = io.BytesIO(), f"{folder_of(site.config)}/"
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for path in edition_files(site.config, folder, name):
            archive.writestr(zipfile.ZipInfo(path.removeprefix(start)), (folder / path).read_bytes())
    return data.getvalue()


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
