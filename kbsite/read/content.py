"""Disk → values: the content, and the layouts with their assets and strings."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Asset, Content, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_IGNORED = {".DS_Store", "Thumbs.db", ".gitkeep"}

_DEEPEST = 50
"""How many folders may lie in one another; more is a mistake, and too much for some systems and programs."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """The files of a layout folder by their path in it; `shown_as` is how the folder is named in messages."""

    shown_as: str
    templates: Mapping[str, bytes]
    assets: Mapping[str, bytes]
    strings: Mapping[str, bytes]


def read_content(root: Path) -> Content:
    """Return all files below ROOT/content, sorted by path; hidden files and editors' leftovers are passed over."""
    folder = root / "content"
    if not folder.is_dir():
        raise EnvironmentFault("no-content", folder=str(folder))
    inside = folder.resolve()
    sources: list[Source] = []
    assets: dict[str, Asset] = {}
    escapes: set[str] = set()
    for path in _walk(folder):
        name = "content/" + path.relative_to(folder).as_posix()
        if path.is_symlink() and not _leads_into(path, inside):
            escapes.add(name)
        elif path.is_dir():
            continue
        elif path.suffix == ".md":
            sources.append(Source(name, _bytes(path, name)))
        elif path.is_file():
            assets[name] = Asset(name, path, path.stat().st_size)
    return Content(tuple(sources), assets, frozenset(escapes))


def lines(root: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """Return the lines of those of the files `names` that are there, whatever their bytes."""
    found = {}
    for name in sorted(names):
        if (root / name).is_file():
            found[name] = _bytes(root / name, name).decode("utf-8", "replace").split("\n")
    return found


def own_layouts(folder: Path) -> Path:
    """Return `folder` if it is there, else the layouts beside this package, where it runs from its project."""
    own = Path(__file__).resolve().parents[2] / "layouts"
    return own if not folder.exists() and own.is_dir() else folder


def read_layouts(folder: Path) -> Layouts:
    """Return the layouts: `*.html`, all below `assets/`, and `strings/LANGUAGE.yaml`."""
    if not folder.is_dir():
        raise EnvironmentFault("no-layouts", folder=str(folder))
    templates: dict[str, bytes] = {}
    assets: dict[str, bytes] = {}
    strings: dict[str, bytes] = {}
    for path in _walk(folder):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        if name.startswith("assets/"):
            assets[name] = _bytes(path, name)
        elif name.startswith("strings/") and path.suffix == ".yaml":
            strings[path.stem] = _bytes(path, name)
        elif path.suffix == ".html":
            templates[name] = _bytes(path, name)
    return Layouts(folder.name, templates, assets, strings)


def _walk(folder: Path) -> list[Path]:
    """Return all files below `folder`, and symbolic links to folders as themselves, sorted by path."""
    found: list[Path] = []
    top = len(folder.parts)

    def refuse(error: OSError) -> None:
        """Stop at a folder that cannot be looked into, for its pages would be taken down; one may have gone."""
        if not isinstance(error, FileNotFoundError):
            name = Path(error.filename).relative_to(folder.parent).as_posix()
            raise EnvironmentFault("not-readable", file=name, reason=error.strerror or "?") from error

    for base, folders, files in os.walk(folder, onerror=refuse):
        if len(Path(base).parts) - top > _DEEPEST:
            name = "/".join(Path(base).parts[top - 1 : top + 3])
            raise EnvironmentFault("too-deep", folder=f"{name}/…", levels=str(_DEEPEST))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(base) / name).is_symlink()]
        names = [*files, *linked]
        found += [Path(base) / name for name in names if not name.startswith(".") and name not in _IGNORED]
    return sorted(found, key=lambda path: path.as_posix())


def _leads_into(link: Path, folder: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _bytes(path: Path, name: str) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait for ever
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault("not-readable", file=name, reason=error.strerror or "?") from error
