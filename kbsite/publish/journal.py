"""The moving of files into the output folder: planned, written down, carried out, and finished if it was cut short.

The plan is written to a file before the first rename, and the file is removed after the last. A publishing that is
killed leaves it there, with the staged files that have not been moved; to carry the plan out once more, from its
beginning, finishes it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.beside import JOURNAL, STAGE, beside, inside, keep_list, replace, writing_faults
from kbsite.publish.path_lines import as_lines, from_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_FIRST_LINE = "kbsite journal 1"


@dataclass(frozen=True, slots=True)
class Journal:
    """What a publishing does: the files that are moved, in order, those that go, and the list that it ends with."""

    moved: tuple[str, ...]
    gone: tuple[str, ...]
    listed: tuple[str, ...]


def begin(output: Path, journal: Journal) -> None:
    """Write the journal down, so that the publishing can be finished whatever happens to this process."""
    marked = (("+", journal.moved), ("-", journal.gone), ("=", journal.listed))
    lines = [_FIRST_LINE, *(f"{mark}{path}" for mark, paths in marked for path in paths)]
    replace(beside(output) / JOURNAL, as_lines(lines))


def begun(output: Path) -> Journal | None:
    """Return the journal of a publishing that was cut short, if there is one."""
    try:
        first, *lines = from_lines((beside(output) / JOURNAL).read_bytes())
    except (OSError, ValueError):
        return None
    if first != _FIRST_LINE:
        return None
    moved, gone, listed = (
        tuple(inside(line[1:] for line in lines if line.startswith(mark))) for mark in ("+", "-", "=")
    )
    return Journal(moved, gone, listed)


def finish(output: Path) -> int:
    """Finish a publishing that was cut short, and return how many files were left to move or to remove."""
    journal = begun(output)
    if journal is None or output.is_symlink() or not output.is_dir():
        file = beside(output) / JOURNAL
        if os.path.lexists(file):
            with writing_faults(file):
                file.unlink()
        return 0
    staged = beside(output) / STAGE
    left = sum((staged / path).is_file() for path in journal.moved)
    left += sum((output / path).is_file() for path in journal.gone)
    carry_out(output, journal)
    return left


def carry_out(output: Path, journal: Journal) -> None:
    """Move and remove the files of the journal; what has been done before is passed over.

    Raises EnvironmentFault `half-published` where the system refuses: how far it came, and that it can be finished.
    """
    staged, done = beside(output) / STAGE, 0
    try:
        _clear_ways(output, journal)
        outside = through_links(output, (*journal.moved, *journal.gone))
        for path in journal.moved:
            _move(staged / path, output / path, safe=path not in outside)
            done += 1
        for path in journal.gone:
            if path not in outside:
                _remove(output / path)
            done += 1
        _prune(output, journal.gone)
        keep_list(output, journal.listed)
        (beside(output) / JOURNAL).unlink(missing_ok=True)
    except (OSError, MemoryError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        total = len(journal.moved) + len(journal.gone)
        raise EnvironmentFault(
            "half-published", folder=str(output), done=str(done), total=str(total), reason=reason
        ) from error


def _move(source: Path, target: Path, *, safe: bool) -> None:
    if safe and source.is_file():
        try:
            source.replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)


def _remove(path: Path) -> None:
    if path.is_file() or path.is_symlink():
        path.unlink()


def _clear_ways(output: Path, journal: Journal) -> None:
    """Remove files that are in the way of a folder, and empty folders that are in the way of a file."""
    for folder in folders(journal.moved):
        if (output / folder).is_file():
            (output / folder).unlink()
    outside = through_links(output, journal.moved)
    for path in journal.moved:
        if os.path.isdir(f"{output}/{path}") and path not in outside:  # noqa: PTH112 - one call for each file
            within = [old for old in journal.gone if old.startswith(f"{path}/")]
            for old in within:
                (output / old).unlink(missing_ok=True)
            _prune(output, within)


def folders(paths: Iterable[str]) -> set[str]:
    """Return the folders that the paths lie in."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def through_links(output: Path, paths: Collection[str]) -> set[str]:
    """Return those of the paths that go through a symbolic link, and so out of the folder."""
    links = tuple(f"{folder}/" for folder in folders(paths) if os.path.islink(f"{output}/{folder}"))  # noqa: PTH114
    return {path for path in paths if path.startswith(links)} if links else set()


def _prune(output: Path, gone: Iterable[str]) -> None:
    """Remove the folders that became empty when the files `gone` were removed."""
    for folder in sorted(folders(gone), key=lambda each: each.count("/"), reverse=True):
        try:
            (output / folder).rmdir()
        except OSError:
            continue
