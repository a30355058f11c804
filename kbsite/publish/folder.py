"""Outputs → the output folder, all or nothing.

Everything is first written to a staging folder beside it, the search index too. Only when that is complete are the
files moved, one by one and each atomically: assets first, then the pages, and last the removal of stale files. The
list of files that kbsite has made is kept in the output folder; no other file there is ever touched.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import PictureCopy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Output

MADE = ".kbsite"
"""The file in the output folder that lists what kbsite has made there."""

BOARD = "index.html"
"""The one file of the editors' dashboard."""

_FIRST_LINE = "kbsite 1"


@dataclass(frozen=True, slots=True)
class Written:
    """The number of files that were new or changed, unchanged, and removed."""

    changed: int
    same: int
    removed: int


@contextmanager
def stage(output: Path, *, force: bool) -> Iterator[Path]:
    """Yield a new folder next to `output` to build in; it is removed afterwards, whatever happened.

    Raises EnvironmentFault when the output folder holds files that kbsite did not make, unless `force`, and when
    another build is writing there.
    """
    refuse_foreign(output, force=force)
    folder = output.parent / f".{output.name}.kbsite-stage"
    with _faults(output):
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY)
    try:
        _lock(lock, output)
        try:
            with _faults(output):
                _empty(folder)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def refuse_foreign(output: Path, *, force: bool) -> None:
    """Raise EnvironmentFault when `output` is no folder, or one that holds files and was not made by kbsite."""
    if output.exists() and not output.is_dir():
        raise EnvironmentFault("output-is-file", folder=str(output))
    if force or not output.is_dir() or (output / MADE).is_file():
        return
    with _faults(output):
        if any(output.iterdir()):
            raise EnvironmentFault("foreign-output", folder=str(output))


def refuse_sources(output: Path, sources: list[Path]) -> None:
    """Raise EnvironmentFault when `output` is a source folder of the site, or is inside or around one."""
    target = output.resolve()
    for source in sources:
        folder = source.resolve()
        if target.is_relative_to(folder) or folder.is_relative_to(target):
            raise EnvironmentFault("output-is-source", folder=str(output))


def refuse_site(output: Path, site: Path) -> None:
    """Raise EnvironmentFault unless `output` can take private pages: new, empty, or made for that before.

    No folder in, around or of a built site can, whether kbsite's list says so or it is `site`.
    """
    target, public = output.resolve(), site.resolve()
    if not next(folder for folder in (target, *target.parents) if folder.exists()).is_dir():
        raise EnvironmentFault("not-for-editors", folder=str(output))
    built = any((folder / MADE).is_file() for folder in target.parents) or set(made(output)) - {BOARD}
    if built or target.is_relative_to(public) or public.is_relative_to(target):
        raise EnvironmentFault("not-for-editors", folder=str(output))
    if output.is_dir() and not (output / MADE).is_file() and any(output.iterdir()):
        raise EnvironmentFault("not-for-editors", folder=str(output))


def put(folder: Path, outputs: Iterable[Output]) -> list[str]:
    """Write `outputs` to `folder` and return their paths."""
    paths = []
    for output in outputs:
        target = folder / output.path
        with _faults(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(output.data, Path):
                discard(output)
                shutil.copyfile(output.data, target)
            elif isinstance(output.data, bytes):
                target.write_bytes(output.data)
            else:
                raise TypeError(f"{output.path} has not been finished")
        paths.append(output.path)
    return paths


def discard(output: Output) -> None:
    """Read what `put` would copy, and write nothing; raises EnvironmentFault where it cannot be read."""
    if isinstance(output.data, Path | PictureCopy):
        file = output.data if isinstance(output.data, Path) else output.data.file
        try:
            with file.open("rb"):
                return
        except OSError as error:
            raise _unreadable(file, error) from error


@contextmanager
def _begun(path: Path) -> Iterator[Path]:
    """Yield a temporary path next to a file for its new bytes; nothing is left there afterwards."""
    begun = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield begun
    finally:
        begun.unlink(missing_ok=True)


def create(path: Path, data: bytes) -> None:
    """Create a file atomically.

    Raises EnvironmentFault, and touches nothing, when something is there already.
    """
    with _faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _begun(path) as begun:
            begun.write_bytes(data)
            try:
                os.link(begun, path)
            except FileExistsError:
                raise EnvironmentFault("file-exists", file=str(path)) from None


def overwrite(path: Path, data: bytes) -> bool:
    """Replace a file atomically, and return whether its bytes changed."""
    with _faults(path):
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with _begun(path) as begun:
            begun.write_bytes(data)
            begun.replace(path)
    return True


def overwrite_if_unchanged(path: Path, before: bytes, after: bytes) -> bool:
    """Replace a file atomically if it still holds `before`, and return whether that was done (compare and swap).

    It is not done where the file is a link or not writable, or where somebody has saved it in the meantime.
    """
    with _faults(path):
        if path.is_symlink() or not os.access(path, os.W_OK):
            return False
        with _begun(path) as begun:
            begun.write_bytes(after)
            shutil.copymode(path, begun)
            if path.read_bytes() != before:
                return False
            begun.replace(path)
    return True


def publish(staged: Path, output: Path, paths: list[str], *, force: bool, kept: tuple[str, ...] = ()) -> Written:
    """Move the files `paths` from `staged` to `output`, in that order, and take away what kbsite made before.

    A file that is the same already keeps its time stamp. What was made before in the folders `kept` stays.
    """
    with _faults(output):
        output.mkdir(parents=True, exist_ok=True)
        before = made(output)
        _refuse_foreign_files(output, paths, before, force=force)
        _list(output, sorted({*before, *paths}))
        wanted = set(paths)
        gone = [path for path in before if path not in wanted and not _through_link(output, path)]
        staying = [path for path in gone if _within(path, kept)]
        stale = [path for path in gone if not _within(path, kept)]
        _clear_ways(output, stale, paths)
        changed = sum(_move(staged / path, output / path) for path in paths)
        for path in stale:
            if (output / path).is_file() or (output / path).is_symlink():
                (output / path).unlink()
        _prune(output, stale)
        _list(output, sorted({*paths, *staying}))
    return Written(changed, len(paths) - changed, len(stale))


def _within(path: str, folders: tuple[str, ...]) -> bool:
    return path.startswith(tuple(f"{folder}/" for folder in folders))


def made(output: Path) -> list[str]:
    """Return the paths of all files that kbsite made in `output`; a path that leads out of it is ignored."""
    try:
        first, *paths = (output / MADE).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ValueError):
        return []
    inside = [p for p in paths if p and not PurePosixPath(p).is_absolute() and ".." not in PurePosixPath(p).parts]
    return inside if first == _FIRST_LINE else []


def _move(source: Path, target: Path) -> bool:
    if target.is_file() and not target.is_symlink() and filecmp.cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    return True


def _refuse_foreign_files(output: Path, paths: list[str], before: list[str], *, force: bool) -> None:
    """Raise EnvironmentFault when a foreign file is in the way, or a link leads out of the folder.

    With `force` a single file in the way is replaced, but never a folder with others' files.
    """
    own = set(before)
    for folder in sorted(_folders(paths)):
        here = output / folder
        if here.is_symlink() or (not force and folder not in own and here.exists() and not here.is_dir()):
            raise EnvironmentFault("foreign-file", file=str(here))
    for path in paths:
        here = output / path
        if here.is_dir() and not here.is_symlink():
            inside = (each for each in here.rglob("*") if not each.is_dir() or each.is_symlink())
            if any(each.relative_to(output).as_posix() not in own for each in inside):
                raise EnvironmentFault("foreign-file", file=str(here))
        elif not force and path not in own and os.path.lexists(here):
            raise EnvironmentFault("foreign-file", file=str(here))


def _clear_ways(output: Path, stale: list[str], paths: list[str]) -> None:
    """Remove files that are in the way of a folder, and empty folders that are in the way of a file."""
    for folder in _folders(paths):
        if (output / folder).is_file():
            (output / folder).unlink()
    for path in paths:
        if (output / path).is_dir():
            inside = [old for old in stale if old.startswith(f"{path}/")]
            for old in inside:
                (output / old).unlink(missing_ok=True)
            _prune(output, inside)


def _folders(paths: list[str]) -> set[str]:
    return {str(parent) for path in paths for parent in PurePosixPath(path).parents} - {"."}


def _through_link(output: Path, path: str) -> bool:
    """Return whether a path goes through a symbolic link, and so out of the folder."""
    return any((output / parent).is_symlink() for parent in PurePosixPath(path).parents if str(parent) != ".")


def _prune(output: Path, gone: list[str]) -> None:
    """Remove the folders that became empty when the files `gone` were removed."""
    folders = {parent for path in gone for parent in PurePosixPath(path).parents if str(parent) != "."}
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        try:
            (output / folder).rmdir()
        except OSError:
            continue


def _list(output: Path, paths: list[str]) -> None:
    text = "\n".join([_FIRST_LINE, *paths]) + "\n"
    target = output / MADE
    if target.is_file() and target.read_bytes() == text.encode():
        return
    fresh = output / f"{MADE}-new"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(target)


def _lock(folder: int, output: Path) -> None:
    """Lock the staging folder for this build; the system releases the lock when the process ends."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:  # pragma: no cover - Windows
        return
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise EnvironmentFault("busy", folder=str(output)) from error


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _unreadable(file: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault("not-readable", file=str(file), reason=error.strerror or "?")


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(
            "not-writable", file=str(error.filename or path), reason=error.strerror or "?"
        ) from error
