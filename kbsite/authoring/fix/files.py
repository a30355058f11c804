"""`kbsite check --fix` on disk: applies fixes to each file of content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.authoring.fix import mend
from kbsite.authoring.fix.difference import difference
from kbsite.publish.folder import exchange
from kbsite.read.content import read_content

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed file, the names of the fixes applied, and the diff."""

    path: str
    mends: tuple[str, ...]
    difference: str


def fix(root: Path, only: Container[str] | None, *, write: bool) -> Iterator[Fixed]:
    """Yield each file that needs fixes, after writing it; of all files, or of those in `only`."""
    for source in read_content(root).sources:
        if only is not None and source.path not in only:
            continue
        mended = mend(source)
        if mended.data == source.data:
            continue
        if not write or exchange(root / source.path, source.data, mended.data):
            yield Fixed(source.path, mended.mends, difference(source.path, source.data, mended.data))
