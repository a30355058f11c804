"""No symbolic links out of content/."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE = "leaves-content"


def outside_links(content: Content) -> Iterator[Diagnostic]:
    """No Markdown file and no folder is a symbolic link to a place outside content/.

    Of other files only those that a text uses matter, and they are reported there.
    """
    for path in sorted(content.escapes):
        if PurePosixPath(path).suffix in ("", ".md"):
            yield problem(Location(path), CODE, target=path, near="")
