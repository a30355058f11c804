"""What kbsite keeps beside an output folder: `.public.kbsite` beside `public`, which no reader is served.

It has the list of files that kbsite made, the staging folder, and, while files are moved, the journal of that.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.path_lines import as_lines, from_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MADE = "made"
"""The list of what kbsite has made in the output folder."""

JOURNAL = "journal"
"""What a publishing that has begun does; it is there no longer than the publishing."""

STAGE = "stage"
"""Where a build makes the site before it is published."""

LOCK = "lock"
"""The file that is locked on Windows, where a folder cannot be."""

FORMER = ".kbsite"
"""Where the list was until November 2026: in the output folder itself."""

_FIRST_LINE = "kbsite 1"


def beside(output: Path) -> Path:
    """Return the folder that kbsite keeps beside an output folder."""
    folder = output if output.name not in {"", ".."} else output.resolve()
    return folder.parent / f".{folder.name}.kbsite"


@contextmanager
def locked(output: Path) -> Iterator[Path]:
    """Yield the folder beside `output`, locked for this process; git does not see what is in it.

    Raises EnvironmentFault when another build has it. The system releases the lock when the process ends.
    """
    folder = beside(output)
    with writing_faults(output):
        folder.mkdir(parents=True, exist_ok=True)
        lock = _opened(folder)
    try:
        _lock(lock, output)
        with writing_faults(output):
            if not (folder / ".gitignore").is_file():
                (folder / ".gitignore").write_bytes(b"*\n")
        yield folder
    finally:
        os.close(lock)


def is_made(output: Path) -> bool:
    """Return whether kbsite made the folder `output`."""
    return _list(output) is not None


def made(output: Path) -> list[str]:
    """Return the paths of all files that kbsite made in `output`; a path that leads out of it is ignored."""
    return _list(output) or []


def keep_list(output: Path, paths: Iterable[str]) -> None:
    """Write the list of files that kbsite made in `output`, atomically, and not at all where it is the same."""
    data = as_lines((_FIRST_LINE, *paths))
    target = beside(output) / MADE
    if not target.is_file() or target.read_bytes() != data:
        replace(target, data)


def replace(target: Path, data: bytes) -> None:
    """Write a file of the folder beside, atomically: only one process has it locked."""
    fresh = target.with_name(f"{target.name}-new")
    fresh.write_bytes(data)
    fresh.replace(target)


def inside(paths: Iterable[str]) -> list[str]:
    """Return those of the paths that stay in the folder that they are taken from."""
    return [path for path in paths if path and not path.startswith("/") and not _climbs(path)]


def _climbs(path: str) -> bool:
    return ".." in path and ".." in PurePosixPath(path).parts


def former_list(output: Path) -> bool:
    """Return whether the output folder has a list of a former version in it."""
    return _listed(output / FORMER) is not None


def _list(output: Path) -> list[str] | None:
    """Return the list of what kbsite made; None where another folder has taken its place."""
    paths = _listed(beside(output) / MADE)
    if paths is None:
        return _listed(output / FORMER)
    return paths if (beside(output) / JOURNAL).is_file() or _mostly_there(output, paths) else None


def _listed(file: Path) -> list[str] | None:
    try:
        first, *paths = from_lines(file.read_bytes())
    except (OSError, ValueError):
        return None
    return inside(paths) if first == _FIRST_LINE else None


def _mostly_there(output: Path, paths: list[str]) -> bool:
    """Return whether half of the paths are in the output folder; no more of them are looked for than that takes."""
    there = (path for path in paths if os.path.lexists(f"{output}/{path}"))
    half = (len(paths) + 1) // 2
    return sum(1 for _ in islice(there, half)) == half


def _opened(folder: Path) -> int:
    """Return what is locked: the folder, or a file in it where a folder cannot be opened."""
    if sys.platform == "win32":  # pragma: no cover - another system than that of the tests
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
    return os.open(folder, os.O_RDONLY)


def _lock(opened: int, output: Path) -> None:
    try:
        if sys.platform == "win32":  # pragma: no cover - another system than that of the tests
            import msvcrt  # noqa: PLC0415 - on that system alone

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on every system

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise EnvironmentFault("busy", folder=str(output)) from error


@contextmanager
def writing_faults(path: Path) -> Iterator[None]:
    """Make an EnvironmentFault of what the system refuses in the block; `path` is named where it names none."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(
            "not-writable", file=str(error.filename or path), reason=error.strerror or "?"
        ) from error
