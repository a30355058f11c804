"""The folders that a site is made of are no output folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def refuse_sources(output: Path, sources: Iterable[Path]) -> None:
    """Raise EnvironmentFault when `output` is a source folder of the site, or is inside or around one."""
    target = output.resolve()
    for source in sources:
        folder = source.resolve()
        if target.is_relative_to(folder) or folder.is_relative_to(target):
            raise EnvironmentFault("output-is-source", folder=str(output))
