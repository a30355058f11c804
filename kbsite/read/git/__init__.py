"""Git: `branch.py` has the merge base and changed files, `log.py` when each file was added and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


PATIENCE = 120.0
"""How many seconds git is given for one answer."""


def top_of(folder: Path) -> Path | None:
    """Return the top of the repository that contains `folder`, without running git; None where there is none."""
    here = folder.resolve()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), None)
