"""What `kbsite check --fix` does on disk: each file of content mended, and what that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.authoring.fix import mend
from kbsite.authoring.fix.difference import difference
from kbsite.publish.folder import exchange
from kbsite.read.content import read_content
from kbsite.read.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file that was mended, the names of the mends, and the difference that they made."""

    path: str
    mends: tuple[str, ...]
    difference: str


def fix(root: Path, only: Container[str] | None, *, write: bool) -> Iterator[Fixed]:
    """Yield each file that can be mended, once that is written; of all files, or of those in `only`."""
    known = kinds(root, [])
    for source in read_content(root).sources:
        if only is not None and source.path not in only:
            continue
        mended = mend(source, known)
        if mended.data == source.data:
            continue
        if not write or exchange(root / source.path, source.data, mended.data):
            yield Fixed(source.path, mended.mends, difference(source.path, source.data, mended.data))
