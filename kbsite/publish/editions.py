"""Which editions of the search index stay in the output folder: the new one and the one before it.

A reader whose page was opened before a deploy still finds the files of the older edition. What stands in the output
folder decides, and nothing else: no clock. A build into an empty folder has one edition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.publish.beside import made
from kbsite.publish.releases import release_files

if TYPE_CHECKING:
    from pathlib import Path

_EDITION = re.compile(r"[^/]+/[^/]+/\d[^/]*-[0-9a-f]{12}/")

KEPT = 2
"""How many editions stay."""


def in_edition(path: str) -> bool:
    """Return whether a file of a site is in an edition of the search index: such a file never changes."""
    return bool(_EDITION.match(path))


def editions(output: Path, folder: str, newest: str, listing: str) -> tuple[str, ...]:
    """Return the names of the editions that stay in `folder` of the output folder, the newest first.

    `listing` is the file beside them that names them so.
    """
    start = f"{folder}/"
    paths = release_files(output) or made(output)
    there = {path.removeprefix(start).partition("/")[0] for path in paths if path.startswith(start)}
    try:
        before = (output / folder / listing).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        before = []
    names = dict.fromkeys([newest, *(name for name in before if name in there and name != listing)])
    return tuple(names)[:KEPT]
