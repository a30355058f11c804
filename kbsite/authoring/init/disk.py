"""The files of a new site → the disk; nothing that is there is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.folder import create

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OF_A_SITE = ("content", "data")
"""The folders of which a new site can have neither yet."""


def refuse_site(root: Path) -> None:
    """Raise EnvironmentFault where there is a site already."""
    for name in OF_A_SITE:
        if (root / name).exists():
            raise EnvironmentFault("init-there", folder=str(root / name))


def write(root: Path, files: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write files, and return the paths of those that were written and of those that were there, which stay."""
    kept: list[str] = []
    for path, text in files.items():
        try:
            create(root / path, text.encode())
        except EnvironmentFault as fault:
            if fault.code != "file-exists":
                raise
            kept.append(path)
    return tuple(path for path in files if path not in kept), tuple(kept)
