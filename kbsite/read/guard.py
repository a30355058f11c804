"""Guarded reading: every file of a site must be an ordinary file, inside its folder, and not too large."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, EnvironmentFault, Location, problem
from kbsite.norwegian.names_and_dates import file_size

if TYPE_CHECKING:
    from pathlib import Path

TEXT_LIMIT = 2_000_000
"""The bytes that a text may have where the site does not say otherwise."""


def guarded_bytes(path: Path, name: str, inside: Path, most: int = TEXT_LIMIT) -> bytes | Diagnostic:
    """Return the bytes of a file, or the problem with it; `name` is its name in messages.

    No symbolic link out of the folder `inside` (resolved) is followed, no pipe, socket or device is opened, and no
    file of more than `most` bytes is read. Raises FileNotFoundError where there is no such file, and
    EnvironmentFault where it cannot be read.
    """
    return stranger(path, name, inside) or plain_bytes(path, name, most)


def plain_bytes(path: Path, name: str, most: int = TEXT_LIMIT) -> bytes | Diagnostic:
    """Return the bytes of a file that is known to be ordinary and no link, or the problem that it is too large.

    Raises what `guarded_bytes` does.
    """
    try:
        size = path.stat().st_size
        if size > most:
            return too_large(name, size, most)
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise EnvironmentFault("not-readable", file=name, reason=error.strerror or "?") from error


def stranger(path: Path, name: str, inside: Path) -> Diagnostic | None:
    """Return the problem with a path that leads out of `inside` or is no ordinary file; None if neither."""
    try:
        if not leads_into(path, inside):
            if not path.is_symlink() and not path.exists():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
            return outside(name)
        return None if stat.S_ISREG(path.stat().st_mode) else problem(Location(name), "not-a-file", file=name)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise EnvironmentFault("not-readable", file=name, reason=error.strerror or "?") from error


def outside(name: str) -> Diagnostic:
    """Return the problem with a symbolic link that leads out of the site."""
    return problem(Location(name), "leaves-site", file=name)


def too_large(name: str, size: int, most: int) -> Diagnostic:
    """Return the problem with a file of more bytes than it may have."""
    return problem(Location(name), "too-large", target=name, size=file_size(size), limit=file_size(most))


def leads_into(path: Path, folder: Path) -> bool:
    """Return whether a path exists and is inside `folder` (resolved), following every symbolic link."""
    try:
        return path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):
        return False
