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
from kbsite.read.guard import TEXT_LIMIT, guarded_bytes, leads_into, plain_bytes, stranger
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


def file_state(path: str | Path) -> tuple[int, ...]:
    """Return what is different after a file was written or replaced, unless the clock has not moved since."""
    status = os.stat(path)  # noqa: PTH116 - thousands of them
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def read_text(path: str, name: str, most: int) -> Source | Diagnostic:
    """Return a text whose file is ordinary and no link, or the problem that it has more than `most` bytes."""
    data = plain_bytes(Path(path), name, most)
    return Source(name, data) if isinstance(data, bytes) else data


def read_content(
    root: Path,
    text_limit: int = TEXT_LIMIT,
    facts: Callable[[Path, str], FileFacts] = look_into,
    text: Callable[[str, str, int], Source | Diagnostic] = read_text,
) -> Content:
    """Return all files below ROOT/content, sorted by path; hidden files and editors' leftovers are skipped.

    `text_limit` is the maximum size of a text in bytes, `facts` reads a picture or an attachment, and `text` a text
    that is no link, from its path, its name and that size.
    """
    folder = root / "content"
    if not folder.is_dir():
        raise EnvironmentFault("no-content", folder=str(folder))
    inside = folder.resolve()
    sources: list[Source] = []
    assets: dict[str, Asset] = {}
    escapes: set[str] = set()
    problems: list[Diagnostic] = []
    for each in _walk(folder):
        name = f"content/{each.name}"
        if each.plain and name.endswith(".md"):
            found = text(each.path, name, text_limit)
            if isinstance(found, Source):
                sources.append(found)
            else:
                problems.append(found)
            continue
        path = Path(each.path)
        if not each.plain and path.is_symlink() and not leads_into(path, inside):
            escapes.add(name)
        elif not each.plain and path.is_dir():
            continue
        elif each.name.endswith(".md"):
            data = guarded_bytes(path, name, inside, text_limit)
            if isinstance(data, bytes):
                sources.append(Source(name, data))
            else:
                problems.append(data)
        elif not each.plain and (strange := stranger(path, name, inside)):
            problems.append(strange)
        else:
            assets[name] = Asset(name, path, path.stat().st_size, facts(path, name))
    return Content(tuple(sources), assets, frozenset(escapes), tuple(problems))


def _bytes(found: _Found, name: str, inside: Path, most: int) -> bytes | Diagnostic:
    """Return the bytes of a file, or the problem with it; what is no link and no pipe cannot lead anywhere else."""
    path = Path(found.path)
    return plain_bytes(path, name, most) if found.plain else guarded_bytes(path, name, inside, most)


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
    for each in _walk(folder):
        name = each.name
        if name.startswith("assets/"):
            kept, key = assets, name
        elif name.startswith("strings/") and name.endswith(".yaml"):
            kept, key = strings, Path(name).stem
        elif name.endswith(".html") or Path(each.path).is_symlink():
            kept, key = templates, name
        else:
            continue
        limit = ASSET_LIMIT if kept is assets else TEXT_LIMIT
        data = _bytes(each, f"{folder.name}/{name}", inside, limit)
        if isinstance(data, bytes):
            kept[key] = data
        else:
            problems.append(data)
    return Layouts(folder.name, templates, assets, strings, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Found:
    """A file below a folder: its path in it, where it is, and whether it is an ordinary file and no link."""

    name: str
    path: str
    plain: bool


def _walk(folder: Path) -> list[_Found]:
    """Return all files below `folder`, and symbolic links to folders as themselves, sorted by path."""
    found: list[_Found] = []
    waiting = [(str(folder), "")]
    while waiting:
        base, inside = waiting.pop()
        if inside.count("/") > _DEEPEST:
            name = "/".join([folder.name, *inside.split("/")[:3]])
            raise EnvironmentFault("too-deep", folder=f"{name}/…", levels=str(_DEEPEST))
        for entry in _entries(base, folder):
            linked = entry.is_symlink()
            if _is_folder(entry) and (entry.name.startswith(".") or not linked):
                if not entry.name.startswith("."):
                    waiting.append((entry.path, f"{inside}{entry.name}/"))
            elif _counts(entry.name):
                plain = not linked and entry.is_file(follow_symlinks=False)
                found.append(_Found(f"{inside}{entry.name}", entry.path, plain))
    return sorted(found, key=lambda each: each.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether something is a folder, or a link to one; a link to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entries(base: str, folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder below `folder`, which may have been removed in the meantime.

    Raises EnvironmentFault for one that cannot be read: its pages would disappear.
    """
    try:
        with os.scandir(base) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        name = Path(base).relative_to(folder.parent).as_posix()
        raise EnvironmentFault("not-readable", file=name, reason=error.strerror or "?") from error


def _counts(name: str) -> bool:
    """Return whether a file is meant for the site; a server's own settings, hidden or not, are reported."""
    lower = name.lower()
    return lower in SERVER_FILES - {".nojekyll"} or not (name.startswith(".") or lower in LEFT_BY_SYSTEMS)
