"""Disk → values: the content, and the layouts with their assets and strings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Asset, Content, Source
from kbsite.read.file_facts import file_facts
from kbsite.read.guard import TEXT_LIMIT, guarded_bytes, leads_into, stranger
from kbsite.read.layout_folders import PACKAGE, package_layouts
from kbsite.schema.file_types import SERVER_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import FileFacts

LEFT_BY_SYSTEMS = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
"""Files that Windows and macOS leave in folders, in lower case."""

ASSET_LIMIT = 20_000_000
"""The largest binary file of the layouts, in bytes, such as a typeface or a picture."""

_DEEPEST = 50
"""How deep folders may be nested; more is a mistake, and too much for some systems and programs."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """The files of a layout folder by their path in it; `shown_as` is the name of the folder in messages.

    `problems` are those of files that could not be read. Over the package's layouts lie those of a site, file by
    file: `borrowed` are the names of the templates and assets that are the package's, `base` are all of the
    package's templates, and `words` the package's strings, to which those of the site are added.
    """

    shown_as: str
    templates: Mapping[str, bytes]
    assets: Mapping[str, bytes]
    strings: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...] = ()
    borrowed: frozenset[str] = frozenset()
    base: Mapping[str, bytes] = field(default_factory=dict)
    words: Mapping[str, bytes] = field(default_factory=dict)

    def place(self, name: str) -> str:
        """Return the name in messages of a template or an asset: `layouts/qa.html`, or `kbsite/qa.html`."""
        return f"{PACKAGE}/{name}" if name in self.borrowed else f"{self.shown_as}/{name}"


_DIGITS = 10
"""How many characters of a digest tell the versions of a file apart."""


def look_into(path: Path, name: str) -> FileFacts:
    """Return the facts of a picture or an attachment; raises EnvironmentFault where it cannot be read."""
    try:
        facts = file_facts(path, name, path.stat().st_size)
        with path.open("rb") as file:
            return replace(facts, digest=file_digest(file, "sha256").hexdigest()[:_DIGITS])
    except OSError as error:
        raise EnvironmentFault("not-readable", file=name, reason=error.strerror or "?") from error


def read_content(
    root: Path, text_limit: int = TEXT_LIMIT, facts: Callable[[Path, str], FileFacts] = look_into
) -> Content:
    """Return all files below ROOT/content, sorted by path; hidden files and editors' leftovers are skipped.

    `text_limit` is the maximum size of a text in bytes, and `facts` reads a picture or an attachment.
    """
    folder = root / "content"
    if not folder.is_dir():
        raise EnvironmentFault("no-content", folder=str(folder))
    inside = folder.resolve()
    sources: list[Source] = []
    assets: dict[str, Asset] = {}
    escapes: set[str] = set()
    problems: list[Diagnostic] = []
    for path in _walk(folder):
        name = "content/" + path.relative_to(folder).as_posix()
        if path.is_symlink() and not leads_into(path, inside):
            escapes.add(name)
        elif path.is_dir():
            continue
        elif path.suffix == ".md":
            data = guarded_bytes(path, name, inside, text_limit)
            if isinstance(data, bytes):
                sources.append(Source(name, data))
            else:
                problems.append(data)
        elif strange := stranger(path, name, inside):
            problems.append(strange)
        else:
            assets[name] = Asset(name, path, path.stat().st_size, facts(path, name))
    return Content(tuple(sources), assets, frozenset(escapes), tuple(problems))


def read_data(root: Path) -> dict[str, bytes]:
    """Return the text of each YAML file in ROOT/data, by its path from the root; unreadable ones are left out."""
    folder = root / "data"
    names = sorted(path for path in folder.glob("*.yaml") if path.is_file()) if folder.is_dir() else []
    found = {f"data/{path.name}": guarded_bytes(path, f"data/{path.name}", root.resolve()) for path in names}
    return {name: data for name, data in found.items() if isinstance(data, bytes)}


def lines(root: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """Return the lines of the files `names` that exist, whatever their encoding."""
    found = {}
    for name in sorted(names):
        try:
            data = guarded_bytes(root / name, name, root.resolve())
        except FileNotFoundError:
            continue
        if isinstance(data, bytes):
            found[name] = data.decode("utf-8", "replace").split("\n")
    return found


def read_layouts(folder: Path) -> Layouts:
    """Return the layouts in a folder, over those of the package."""
    own, package = _read_layouts(folder), package_layouts()
    if folder.resolve() == package.resolve():
        return own
    under = _read_layouts(package)
    return replace(
        own,
        templates={**under.templates, **own.templates},
        assets={**under.assets, **own.assets},
        problems=(*under.problems, *own.problems),
        borrowed=frozenset((*under.templates, *under.assets)) - {*own.templates, *own.assets},
        base=under.templates,
        words=under.strings,
    )


def _read_layouts(folder: Path) -> Layouts:
    """Return the layouts of one folder: `*.html`, all below `assets/`, and `strings/LANGUAGE.yaml`."""
    if not folder.is_dir():
        raise EnvironmentFault("no-layouts", folder=str(folder))
    inside = folder.resolve()
    templates: dict[str, bytes] = {}
    assets: dict[str, bytes] = {}
    strings: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if name.startswith("assets/"):
            kept, key = assets, name
        elif name.startswith("strings/") and path.suffix == ".yaml":
            kept, key = strings, path.stem
        elif path.suffix == ".html" or path.is_symlink():
            kept, key = templates, name
        else:
            continue
        limit = ASSET_LIMIT if kept is assets else TEXT_LIMIT
        data = guarded_bytes(path, f"{folder.name}/{name}", inside, limit)
        if isinstance(data, bytes):
            kept[key] = data
        else:
            problems.append(data)
    return Layouts(folder.name, templates, assets, strings, tuple(problems))


def _walk(folder: Path) -> list[Path]:
    """Return all files below `folder`, and symbolic links to folders as themselves, sorted by path."""
    found: list[Path] = []
    top = len(folder.parts)

    def refuse(error: OSError) -> None:
        """Raise EnvironmentFault for an unreadable folder: its pages would disappear; one may have been removed."""
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
        found += [Path(base) / name for name in names if _counts(name)]
    return sorted(found, key=lambda path: path.as_posix())


def _counts(name: str) -> bool:
    """Return whether a file is meant for the site; a server's own settings, hidden or not, are reported."""
    lower = name.lower()
    return lower in SERVER_FILES - {".nojekyll"} or not (name.startswith(".") or lower in LEFT_BY_SYSTEMS)
