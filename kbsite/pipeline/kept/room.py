"""Folders of files that are kept by digest: what was not wanted for longest makes room."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


FOLDERS = {
    ".kbsite/cache/index": 500_000_000,
    ".kbsite/cache/pdf": 500_000_000,
    ".kbsite/cache/pictures": 500_000_000,
    ".kbsite/cache/sharing": 500_000_000,
}
"""How many bytes each folder may have, from the site's root."""


def bounded(root: Path) -> None:
    """Keep every folder within its limit."""
    for name, limit in FOLDERS.items():
        make_room(root / name, limit)


def touched(path: Path) -> None:
    """Note that a file was wanted now."""
    with suppress(OSError):
        os.utime(path)


def make_room(folder: Path, limit: int) -> None:
    """Remove the files that were wanted longest ago until the others have at most `limit` bytes together."""
    with suppress(OSError):
        files = [(path, path.stat()) for path in folder.iterdir() if path.is_file()]
        total = 0
        for path, status in sorted(files, key=lambda each: (-each[1].st_mtime_ns, each[0].name)):
            total += status.st_size
            if total > limit:
                path.unlink(missing_ok=True)
