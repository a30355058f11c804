"""Leftovers of programs in content/: copies, conflicts, unfinished downloads."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.schema.file_names import looks_copied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE = "copied-file"


def copied_files(content: Content) -> Iterator[Diagnostic]:
    """No file has a name that programs give to copies: one of them would be published as a page of its own."""
    for path in sorted([*(source.path for source in content.sources), *content.assets]):
        name = posixpath.basename(path)
        if looks_copied(name):
            yield problem(Location(path), CODE, name=name)
