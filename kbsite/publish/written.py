"""What a publishing changed, and whether a file changes."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """The number of files that were new or changed, unchanged, and removed."""

    changed: int
    same: int
    removed: int


def differs(source: Path, target: Path) -> bool:
    """Return whether readers do not have the file `source` at `target` yet, byte for byte."""
    return not target.is_file() or target.is_symlink() or not filecmp.cmp(source, target, shallow=False)
