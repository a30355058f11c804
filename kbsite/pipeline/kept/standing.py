"""Whether the output folder has what a build would make already: then only that is looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING

from kbsite.pipeline.kept.store import key
from kbsite.publish.beside import is_made, locked, made
from kbsite.publish.journal import begun
from kbsite.publish.releases import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.pipeline.kept.store import Store
    from kbsite.pipeline.report import Options


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the number of pages, of PDF files, and of files that it published."""

    pages: int
    pdfs: int
    files: int


def proven(kept: Store, name: bytes) -> None:
    """Keep that every page can be rendered."""
    kept.put(key(b"rendered", name), b"1")


def is_proven(kept: Store, name: bytes) -> bool:
    """Return whether every page could be rendered."""
    return kept.get(key(b"rendered", name)) == b"1"


def remember(kept: Store, name: bytes, output: Path, built: Built, known: Mapping[str, str]) -> None:
    """Keep what stands in the output folder after a build; it is `proven` too.

    `known` are digests of what was published, by path: the other files are read.
    """
    files = {path: known.get(path) or digest_of(output / path) for path in made(output)}
    told = [built.pages, built.pdfs, built.files, files]
    kept.put(key(b"built", name), json.dumps(told).encode())
    proven(kept, name)


def standing(kept: Store, name: bytes, options: Options) -> Built | None:
    """Return what a build with the same inputs made, where the output folder still has it, byte for byte.

    Each file is read, so one that was damaged is made anew. Releases are always made anew.
    """
    data = kept.get(key(b"built", name))
    output = options.output
    if data is None or options.releases or options.force or current(output) or not is_made(output):
        return None
    with locked(output):
        if begun(output) is not None:
            return None
        try:
            pages, pdfs, count, files = json.loads(data)
            same = {*files} == {*made(output)} and all(digest_of(output / each) == files[each] for each in files)
            return Built(int(pages), int(pdfs), int(count)) if same else None
        except (ValueError, TypeError):
            return None


def digest_of(path: Path) -> str:
    """Return the digest of a file; that of none at all where it cannot be read, or is a link."""
    if path.is_symlink():
        return ""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
