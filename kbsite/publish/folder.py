"""Outputs → the output folder, all or nothing.

Everything is first written to a staging folder beside it, the search index too. Only when that is complete are the
files that differ moved, in one run of renames that no signal stops (`journal.py`): what pages need, then new pages,
then changed ones, and last the removal of stale files. The list of files that kbsite has made is kept beside the
output folder; no other file there is ever touched.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.out_of_memory import RESERVE
from kbsite.model import PictureCopy, TabIcon
from kbsite.model.files import BOARD_LISTS
from kbsite.publish.beside import (
    FORMER,
    JOURNAL,
    STAGE,
    former_list,
    is_made,
    keep_list,
    locked,
    made,
    writing_faults,
)
from kbsite.publish.journal import Journal, begin, begun, carry_out, finish, folders, through_links
from kbsite.publish.releases import current, is_release, refuse_unlinked
from kbsite.publish.written import Written, differs
from kbsite.read.process import hold_signals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kbsite.model import Output

BOARD = "index.html"
"""The page of the editors' dashboard; its long lists have pages whose names begin with BOARD_LISTS."""


@contextmanager
def stage(output: Path, *, force: bool, releases: bool = False) -> Iterator[Path]:
    """Yield a new folder beside `output` to build in; it is removed afterwards, unless it has files to be moved.

    A publishing that was cut short is finished first. Raises EnvironmentFault when the output folder holds files
    that kbsite did not make, unless `force`, and when another build is writing there. With `releases` it must be a
    link to a release, or nothing yet.
    """
    if releases:
        refuse_unlinked(output)
    else:
        refuse_foreign(output, force=force)
    with locked(output) as kept:
        folder = kept / STAGE
        finish(output)
        reserve = bytearray(RESERVE)
        try:
            with writing_faults(output):
                if os.path.lexists(folder):
                    shutil.rmtree(folder)
                folder.mkdir()
            yield folder
        finally:
            del reserve
            if not (kept / JOURNAL).is_file():
                shutil.rmtree(folder, ignore_errors=True)


def recover(output: Path) -> int | None:
    """Finish a publishing that was cut short; return how many files were left, or None where none was begun."""
    if begun(output) is None:
        return None
    with locked(output) as kept:
        left = finish(output)
        shutil.rmtree(kept / STAGE, ignore_errors=True)
    return left


def refuse_foreign(output: Path, *, force: bool) -> None:
    """Raise EnvironmentFault when `output` is no folder, or one that holds files and was not made by kbsite."""
    if output.exists() and not output.is_dir():
        raise EnvironmentFault("output-is-file", folder=str(output))
    if current(output):
        raise EnvironmentFault("output-is-release", folder=str(output))
    if force or not output.is_dir() or is_made(output):
        return
    with writing_faults(output):
        if any(output.iterdir()):
            raise EnvironmentFault("foreign-output", folder=str(output))


def refuse_site(output: Path, site: Path) -> None:
    """Raise EnvironmentFault unless `output` can take private pages: new, empty, or made for that before.

    No folder in, around or of a built site can, whether kbsite's list says so or it is `site`.
    """
    target, public = output.resolve(), site.resolve()
    if not next(folder for folder in (target, *target.parents) if folder.exists()).is_dir():
        raise EnvironmentFault("not-for-editors", folder=str(output))
    others = {path for path in made(output) if path != BOARD and not path.startswith(BOARD_LISTS)}
    built = others or any(is_made(folder) or is_release(folder) for folder in target.parents)
    if built or target.is_relative_to(public) or public.is_relative_to(target):
        raise EnvironmentFault("not-for-editors", folder=str(output))
    if output.is_dir() and not is_made(output) and any(output.iterdir()):
        raise EnvironmentFault("not-for-editors", folder=str(output))


def put(folder: Path, outputs: Iterable[Output]) -> list[str]:
    """Write `outputs` to `folder` and return their paths."""
    paths = []
    for output in outputs:
        target = folder / output.path
        with writing_faults(target):
            try:
                _write(output, target)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                _write(output, target)
        paths.append(output.path)
    return paths


def _write(output: Output, target: Path) -> None:
    if isinstance(output.data, Path):
        discard(output)
        shutil.copyfile(output.data, target)
    elif isinstance(output.data, bytes):
        target.write_bytes(output.data)
    else:
        raise TypeError(f"{output.path} has not been finished")


def discard(output: Output) -> None:
    """Read what `put` would copy, and write nothing; raises EnvironmentFault where it cannot be read."""
    file = output.data
    if isinstance(file, PictureCopy):
        file = file.file
    elif isinstance(file, TabIcon):
        file = file.mark
    if isinstance(file, Path):
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
    with writing_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _begun(path) as begun:
            begun.write_bytes(data)
            try:
                os.link(begun, path)
            except FileExistsError:
                raise EnvironmentFault("file-exists", file=str(path)) from None


def overwrite(path: Path, data: bytes) -> bool:
    """Replace a file atomically, and return whether its bytes changed."""
    with writing_faults(path):
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with _begun(path) as begun:
            begun.write_bytes(data)
            begun.replace(path)
    return True


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path; what has been written there replaces a file atomically, unless something fails."""
    with writing_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _begun(path) as begun:
            yield begun
            begun.replace(path)


def overwrite_if_unchanged(path: Path, before: bytes, after: bytes) -> bool:
    """Replace a file atomically if it still holds `before`, and return whether that was done (compare and swap).

    It is not done where the file is a link or not writable, or where somebody has saved it in the meantime.
    """
    with writing_faults(path):
        if path.is_symlink() or not os.access(path, os.W_OK):
            return False
        with _begun(path) as begun:
            begun.write_bytes(after)
            shutil.copymode(path, begun)
            if path.read_bytes() != before:
                return False
            begun.replace(path)
    return True


def publish(
    staged: Path,
    output: Path,
    paths: list[str],
    *,
    force: bool,
    kept: tuple[str, ...] = (),
    same: Collection[str] = (),
) -> Written:
    """Move the files `paths` from `staged` to `output`, in that order, and take away what kbsite made before.

    A file that is the same already keeps its time stamp; those of `same` are, and have not been staged. What was
    made before in the folders `kept` stays. Once the first file is moved, signals wait until all are.
    """
    with writing_faults(output):
        output.mkdir(parents=True, exist_ok=True)
        before = made(output)
        _refuse_foreign_files(output, paths, before, same, force=force)
        wanted = set(paths)
        unwanted = [path for path in before if path not in wanted]
        outside = through_links(output, unwanted)
        gone = [path for path in unwanted if path not in outside]
        staying = [path for path in gone if _within(path, kept)]
        stale = [path for path in gone if not _within(path, kept)]
        others = (path for path in paths if path not in same)
        changed = _new_pages_first([path for path in others if differs(staged / path, output / path)], output)
        former = (FORMER,) if former_list(output) and FORMER not in wanted else ()
        hold_signals()
        keep_list(output, sorted({*before, *paths}))
        journal = Journal(tuple(changed), (*stale, *former), tuple(sorted({*paths, *staying})))
        if changed or stale or former:
            begin(output, journal)
    carry_out(output, journal)
    return Written(len(changed), len(paths) - len(changed), len(stale))


def _within(path: str, chosen: tuple[str, ...]) -> bool:
    return path.startswith(tuple(f"{folder}/" for folder in chosen))


def _new_pages_first(paths: list[str], output: Path) -> list[str]:
    """Return the paths with the pages in another order: no page comes before the new ones that it may link to."""
    pages = iter(sorted(filter(_is_page, paths), key=lambda path: (output / path).exists()))
    return [next(pages) if _is_page(path) else path for path in paths]


def _is_page(path: str) -> bool:
    return path.endswith((".html", ".html.br", ".html.gz"))


def _refuse_foreign_files(
    output: Path, paths: list[str], before: list[str], same: Collection[str], *, force: bool
) -> None:
    """Raise EnvironmentFault when a foreign file is in the way, or a link leads out of the folder.

    With `force` a single file in the way is replaced, but never a folder with others' files.
    """
    own = set(before)
    for folder in sorted(folders(paths)):
        here = output / folder
        if here.is_symlink() or (not force and folder not in own and here.exists() and not here.is_dir()):
            raise EnvironmentFault("foreign-file", file=str(here))
    for path in paths:
        if (path in same and path in own) or not os.path.lexists(f"{output}/{path}"):
            continue
        here = output / path
        if here.is_dir() and not here.is_symlink():
            inside = (each for each in here.rglob("*") if not each.is_dir() or each.is_symlink())
            if any(each.relative_to(output).as_posix() not in own for each in inside):
                raise EnvironmentFault("foreign-file", file=str(here))
        elif not force and path not in own:
            raise EnvironmentFault("foreign-file", file=str(here))


def _unreadable(file: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault("not-readable", file=str(file), reason=error.strerror or "?")
