"""What an editor types to run a command: `make check` in a site that has a Makefile, `kbsite check` elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_INSTEAD = {"check": "kbsite check", "serve": "kbsite serve", "schema": "kbsite schema --write"}


def typed(root: Path, target: str) -> str:
    """Return what is typed in the folder `root` for a target of the Makefile: check, serve or schema."""
    try:
        made = (root / "Makefile").read_text(encoding="utf-8")
    except (OSError, ValueError):
        made = ""
    there = re.search(rf"^{target}[ \t]*:", made, re.MULTILINE)
    return f"make {target}" if there else _INSTEAD[target]
