"""`kbsite check --fix` on disk: applies fixes to each file of content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.authoring.fix import fix_source
from kbsite.authoring.fix.difference import difference
from kbsite.publish.folder import overwrite_if_unchanged
from kbsite.read.content import read_content
from kbsite.read.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed file, the names of the fixes applied, and the diff."""

    path: str
    fixes: tuple[str, ...]
    difference: str


def fix(root: Path, only: Container[str] | None, *, write: bool) -> Iterator[Fixed]:
    """Yield each file that can be mended, once that is written; of all files, or of those in `only`."""
    known = kinds(root, [])
    for source in read_content(root).sources:
        if only is not None and source.path not in only:
            continue
        fixed = fix_source(source, known)
        if fixed.data == source.data:
            continue
        if not write or overwrite_if_unchanged(root / source.path, source.data, fixed.data):
            yield Fixed(source.path, fixed.fixes, difference(source.path, source.data, fixed.data))
