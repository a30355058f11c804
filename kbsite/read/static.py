"""ROOT/static → the files that are copied to the top of the site as they are."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Asset
from kbsite.model.files import SECURITY_TXT
from kbsite.read.content import LEFT_BY_SYSTEMS
from kbsite.read.file_facts import file_facts
from kbsite.read.guard import leads_into, outside, stranger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.diagnostics import Diagnostic

FOLDER = "static"
_MOST = 65536
"""More bytes of a `security.txt` are not looked at."""

_LEFT_BY_PROGRAMS = LEFT_BY_SYSTEMS | {".ds_store", ".git", ".gitkeep", ".gitignore", ".directory"}
"""Names, in lower case, of what systems, file managers and git leave in folders; all other hidden files count."""


def read_static(root: Path) -> tuple[dict[str, Asset], list[Diagnostic]]:
    """Return the files in ROOT/static by their path in it, sorted, and the problems of those that cannot be read.

    Hidden files count, since hosts ask for `.well-known/`; what systems and programs leave behind does not.
    """
    folder = root / FOLDER
    inside = folder.resolve()
    found: dict[str, Asset] = {}
    problems: list[Diagnostic] = []
    for path in sorted(_walk(folder), key=lambda each: each.as_posix()):
        name = path.relative_to(folder).as_posix()
        shown = f"{FOLDER}/{name}"
        if path.is_symlink() and not leads_into(path, inside):
            problems.append(outside(shown))
        elif path.is_dir():
            continue
        elif strange := stranger(path, shown, inside):
            problems.append(strange)
        else:
            text = _text(path) if name in SECURITY_TXT else ""
            found[name] = Asset(shown, path, path.stat().st_size, text=text)
    return found, problems


def with_facts(static: Mapping[str, Asset], addresses: Iterable[str]) -> dict[str, Asset]:
    """Return the files, those at `addresses` with what is known of their bytes: no other is opened."""
    found = dict(static)
    for address in addresses:
        name = unquote(address).removeprefix("/")
        if name in found and found[name].facts is None:
            asset = found[name]
            found[name] = replace(asset, facts=file_facts(asset.file, name, asset.size))
    return found


def _text(path: Path) -> str:
    """Return the text of a small file; bytes that are none are shown as such."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError as error:
        raise EnvironmentFault("not-readable", file=str(path), reason=error.strerror or "?") from error


def _walk(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, and symbolic links to folders; raises EnvironmentFault for a closed one."""

    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise EnvironmentFault("not-readable", file=error.filename, reason=error.strerror or "?") from error

    for base, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if name.lower() not in _LEFT_BY_PROGRAMS]
        here = Path(base)
        yield from (here / name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in names if name.lower() not in _LEFT_BY_PROGRAMS and name[-1] != "~")
