"""What `kbsite check --fix` does on disk: each file of content mended, and what that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.authoring.fix import mend
from kbsite.authoring.fix.difference import difference
from kbsite.authoring.fix.links import Known, known, mend_links
from kbsite.authoring.links.reach import Files
from kbsite.model import Source
from kbsite.publish.folder import exchange
from kbsite.read.config import config
from kbsite.read.content import read_content
from kbsite.read.git.branch import renamed_since_commit
from kbsite.read.git.log import read_log
from kbsite.read.git.renames import renamed_in
from kbsite.read.kinds import kinds
from kbsite.site.routes import linkable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from kbsite.model import Content


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file that was mended, the names of the mends, and the difference that they made."""

    path: str
    mends: tuple[str, ...]
    difference: str


def fix(root: Path, only: Container[str] | None, *, write: bool) -> Iterator[Fixed]:
    """Yield each file that can be mended, once that is written; of all files, or of those in `only`."""
    content = read_content(root)
    known_kinds = kinds(root, [])
    references = _known(root, content)
    for source in content.sources:
        if only is not None and source.path not in only:
            continue
        mended = mend(source, known_kinds)
        data, links = mend_links(Source(source.path, mended.data), references) if references else (mended.data, ())
        if data == source.data:
            continue
        if not write or exchange(root / source.path, source.data, data):
            yield Fixed(source.path, (*mended.mends, *links), difference(source.path, source.data, data))


def _known(root: Path, content: Content) -> Known | None:
    """Return what links can be held against; None where the settings are not in order."""
    settings, _ = config(root)
    if settings is None:
        return None
    present = [source.path for source in content.sources] + list(content.assets)
    renamed = renamed_in(read_log(root), renamed_since_commit(root), present)
    return known(Files(content, settings), renamed, linkable(settings))
