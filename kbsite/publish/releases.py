"""Releases: each build is a folder of its own, and the output folder is a link to the one that readers see.

`public` is a link to `public.releases/0007-3f2a…`. A release is complete before the link is exchanged, by one
rename; so readers see all of one or all of the other, however the build ends. Files that are the same in both are
one file on disk (hard links) and keep their time stamps.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.beside import beside, locked, writing_faults
from kbsite.publish.written import Written, differs
from kbsite.read.process import hold_signals

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"(?P<number>[0-9]{4,9})-[0-9a-f]{12}")
_DIGITS = 12
_LINK = "link"
_GONE = "gone"


def folder_of(output: Path) -> Path:
    """Return the folder of an output folder's releases."""
    return output.with_name(f"{output.name}.releases")


def current(output: Path) -> str:
    """Return the name of the release that `output` is a link to; an empty text where it is none."""
    try:
        target = output.readlink()
    except OSError:
        return ""
    same = output.parent / target.parent == folder_of(output)
    return target.name if same and _NAME.fullmatch(target.name) else ""


def releases(output: Path) -> list[str]:
    """Return the names of all releases, the newest first."""
    try:
        names = [path.name for path in folder_of(output).iterdir() if path.is_dir()]
    except OSError:
        return []
    return sorted(filter(_NAME.fullmatch, names), key=_number, reverse=True)


def is_release(folder: Path) -> bool:
    """Return whether a folder is a release of some output folder."""
    return bool(_NAME.fullmatch(folder.name)) and folder.parent.name.endswith(".releases")


def refuse_unlinked(output: Path) -> None:
    """Raise EnvironmentFault where there is something other than a link to a release, or an empty folder."""
    if not os.path.lexists(output) or current(output):
        return
    if output.is_symlink() or not output.is_dir() or any(output.iterdir()):
        raise EnvironmentFault("no-release-link", folder=str(output))


def release(
    staged: Path,
    output: Path,
    paths: list[str],
    *,
    keep: int,
    kept: tuple[str, ...] = (),
    resting: tuple[str, ...] = (),
) -> Written:
    """Make a release of the files `paths` in `staged`, let `output` be a link to it, and keep that many in all.

    What the release before has in the folders `kept`, and its files `resting`, are in the new one too. A release
    that would be the same as the one before is not made.
    """
    with writing_faults(output):
        staying = sorted({*release_files(output, kept), *resting})
        changed = _share(staged, output, paths, staying)
        removed = len(set(release_files(output)) - {*paths, *staying})
        written = Written(changed, len(paths) - changed, removed)
        if not changed and not removed and current(output):
            return written
        name = _next_name(output, staged, {*paths, *staying})
        folder_of(output).mkdir(exist_ok=True)
        hold_signals()
        staged.rename(folder_of(output) / name)
        switch(output, name)
    _prune(output, keep)
    return written


def switch(output: Path, name: str) -> None:
    """Let `output` be a link to a release, by one rename."""
    link = beside(output) / _LINK
    link.unlink(missing_ok=True)
    link.symlink_to(Path(folder_of(output).name) / name)
    if output.is_dir() and not output.is_symlink():
        output.rmdir()
    link.replace(output)


def roll_back(output: Path, to: str = "") -> str:
    """Go to the release before the one that readers see, or to the release `to`; return its name.

    Raises EnvironmentFault where there is none.
    """
    with locked(output), writing_faults(output):
        now, there = current(output), releases(output)
        if not now:
            raise EnvironmentFault("no-release-link", folder=str(output))
        older = [name for name in there if _number(name) < _number(now)]
        name = next((name for name in there if name == to), "") if to else next(iter(older), "")
        if not name:
            raise EnvironmentFault("no-such-release", folder=str(output), names=", ".join(there))
        hold_signals()
        switch(output, name)
    return name


def _share(staged: Path, output: Path, paths: list[str], staying: Iterable[str]) -> int:
    """Take what is the same from the release before, and what stays; return how many files are new or changed."""
    changed = 0
    for path in paths:
        if differs(staged / path, output / path):
            changed += 1
        else:
            (staged / path).unlink()
            _link_or_copy(output / path, staged / path)
    _leave_out_others(staged, {*paths, *staying})
    for path in staying:
        if not (staged / path).exists():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            _link_or_copy(output / path, staged / path)
    return changed


def _leave_out_others(staged: Path, paths: set[str]) -> None:
    """Remove from the staging folder what is no file of the site."""
    for path in sorted(staged.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(staged).as_posix() not in paths:
            path.unlink()


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links, or too many of one file
        shutil.copy2(source, target)


def release_files(output: Path, within: tuple[str, ...] | None = None) -> list[str]:
    """Return the paths of the files of the release that `output` is a link to: all, or those in some folders."""
    if not current(output):
        return []
    roots = [output] if within is None else [output / folder for folder in within]
    found = (path for root in roots for path in root.rglob("*") if path.is_file())
    return sorted(path.relative_to(output).as_posix() for path in found)


def _next_name(output: Path, staged: Path, paths: set[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path} {hashlib.sha256((staged / path).read_bytes()).hexdigest()}\n".encode())
    numbers = [_number(name) for name in releases(output)]
    return f"{max(numbers, default=0) + 1:04d}-{digest.hexdigest()[:_DIGITS]}"


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def _prune(output: Path, keep: int) -> None:
    """Remove releases older than the newest `keep`, never the one that readers see."""
    gone = beside(output) / _GONE
    shutil.rmtree(gone, ignore_errors=True)
    for name in releases(output)[max(keep, 1) :]:
        if name != current(output):
            try:
                (folder_of(output) / name).rename(gone)
            except OSError:
                continue
            shutil.rmtree(gone, ignore_errors=True)
