"""Moves and rewrites files on disk, all or nothing; files tracked by git are moved with git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.folder import overwrite_if_unchanged
from kbsite.read.process import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


_SECONDS = 60
"""How long git may take to move one file."""


def move_files(root: Path, paths: Mapping[str, str], edits: Iterable[tuple[str, bytes, bytes]]) -> None:
    """Move files below `root`, then write each of `edits`: its new path, its bytes before and after.

    Raises EnvironmentFault, with everything restored, where a file cannot be moved or written, or has changed since
    it was read.
    """
    undo: list[Callable[[], object]] = []
    try:
        for old, new in sorted(paths.items()):
            rename(root, old, new)
            undo.append(lambda old=old, new=new: rename(root, new, old))  # type: ignore[misc] # one for each file
        for path, before, after in edits:
            if not overwrite_if_unchanged(root / path, before, after):
                raise EnvironmentFault("changed-meanwhile", file=path)
            undo.append(lambda p=path, b=before, a=after: overwrite_if_unchanged(root / p, a, b))  # type: ignore[misc] # the same
    except BaseException:
        for step in reversed(undo):
            step()
        raise


def rename(root: Path, old: str, new: str) -> None:
    """Move one file, with git where it is tracked; remove folders that become empty."""
    source, target = root / old, root / new
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target) and not _same(source, target):
            raise EnvironmentFault("place-taken", file=new)
        if not _with_git(root, old, new):
            source.rename(target)
        _prune(root / "content", source.parent)
    except OSError as error:
        raise EnvironmentFault("not-writable", file=new, reason=error.strerror or "?") from error


def _same(source: Path, target: Path) -> bool:
    """Return whether two names are one file, as x and X are on case-insensitive file systems."""
    return source.parent == target.parent and source.samefile(target)


def _with_git(root: Path, old: str, new: str) -> bool:
    """Return whether git tracks the file and has moved it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    words = (("ls-files", "--error-unmatch", "--", f":(literal){old}"), ("mv", "--", old, new))
    try:
        return all(run(["git", *each], seconds=_SECONDS, cwd=root, env=environment).status == 0 for each in words)
    except OSError:  # no git on this machine
        return False


def _prune(top: Path, folder: Path) -> None:
    """Remove a folder if it is empty, and its empty parents, up to `top`."""
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.parent
