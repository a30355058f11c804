"""Which editions of the search index stay in the output folder: the new one and the one before it.

A reader whose page was opened before a deploy still finds the files of the older edition. What stands in the output
folder decides, and nothing else: no clock. A build into an empty folder has one edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.publish.beside import made
from kbsite.publish.releases import release_files

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 2
"""How many editions stay."""

LIST = "utgaver.txt"
"""The file beside the editions that names them, the newest first."""


def editions(output: Path, folder: str, newest: str) -> tuple[str, ...]:
    """Return the names of the editions that stay in `folder` of the output folder, the newest first."""
    start = f"{folder}/"
    paths = release_files(output) or made(output)
    there = {path.removeprefix(start).partition("/")[0] for path in paths if path.startswith(start)}
    try:
        before = (output / folder / LIST).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        before = []
    names = dict.fromkeys([newest, *(name for name in before if name in there and name != LIST)])
    return tuple(names)[:KEPT]
