"""The digest of all that a command reads, taken before anything of it is understood."""

from __future__ import annotations

import os
from hashlib import file_digest
from typing import TYPE_CHECKING

from kbsite.authoring.cms.fetched import FETCHED
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.kept.store import key
from kbsite.read.git.state import state_of_history
from kbsite.read.layout_folders import package_layouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.pipeline.kept.store import Store
    from kbsite.pipeline.report import Options

FOLDERS = ("content", "data", "static", FETCHED)
"""The folders of a site, from its root; its layouts can be anywhere."""

_DEEPEST = 100
"""How many folders within one another are looked through: more than reading a site allows."""


def everything(options: Options) -> bytes:
    """Return the digest of every byte of the site, its layouts, git's history and the program, and of the options.

    The place of the output folder and the number of processes are not in it: no report depends on them. It is empty
    where the digest would not tell all: where something is no ordinary file, such as a symbolic link, or cannot be
    read, and where another program or another machine takes part.
    """
    if options.spelling or options.executor:
        return b""
    history = state_of_history(options.root / "content")
    if history is None:
        return b""
    shown = options.shown
    chosen = (
        options.today.isoformat(),
        options.base_url,
        str(options.layouts),
        *map(str, (shown.drafts, shown.future, shown.expired)),
        *map(str, (options.searchable, options.strict, options.portable)),
    )
    folders = (*(options.root / name for name in FOLDERS), options.layouts, package_layouts())
    try:
        files = [part for folder in folders for part in (b"folder", *_files(str(folder)))]
    except (OSError, ValueError):
        return b""
    return key(engine(), *map(os.fsencode, chosen), b"history", *history, *files)


def still(name: bytes, options: Options, kept: Store) -> bytes:
    """Return the digest of everything if it is `name`, else nothing: something was changed while it was read.

    Where nothing is kept for the next command there is nothing to name, and nothing is read again.
    """
    return name if name and kept.writing and everything(options) == name else b""


def _files(folder: str, inside: str = "") -> Iterator[bytes]:
    """Yield the name and the digest of each file below a folder, in order; hidden ones count too.

    Raises ValueError for what is neither a file nor a folder, or is too deep, and OSError for what cannot be read.
    """
    if inside.count("/") > _DEEPEST:
        raise ValueError(inside)
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda each: each.name)
    except FileNotFoundError:
        if inside:
            raise
        yield b"missing"
        return
    for entry in entries:
        name = f"{inside}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield os.fsencode(f"{name}/")
            yield from _files(entry.path, name)
        elif entry.is_file(follow_symlinks=False):
            with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of them
                yield os.fsencode(name)
                yield file_digest(file, "sha256").digest()
        else:
            raise ValueError(name)
