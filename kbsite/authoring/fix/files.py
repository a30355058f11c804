"""`kbsite check --fix` on disk: applies fixes to each file of content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.authoring.fix import fix_source
from kbsite.authoring.fix.difference import difference
from kbsite.authoring.fix.forms import fix_forms
from kbsite.authoring.fix.links import Known, fix_links, known
from kbsite.authoring.links.reach import Files
from kbsite.model import Source
from kbsite.publish.folder import overwrite_if_unchanged
from kbsite.read.config import config, kinds_of
from kbsite.read.content import read_content
from kbsite.read.git.branch import renamed_since_commit
from kbsite.read.git.log import read_log
from kbsite.read.git.renames import renamed_in
from kbsite.site.routes import linkable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from kbsite.model import Config, Content


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed file, the names of the fixes applied, and the diff."""

    path: str
    fixes: tuple[str, ...]
    difference: str


def fix(root: Path, only: Container[str] | None, *, write: bool) -> Iterator[Fixed]:
    """Yield each file that needs fixes, after writing it; of all files, or of those in `only`."""
    content = read_content(root)
    known_kinds = kinds_of(root)
    settings, _ = config(root)
    references = _known(root, content, settings) if settings else None
    for source in content.sources:
        if only is not None and source.path not in only:
            continue
        fixed = fix_source(source, known_kinds)
        data, links = fix_links(Source(source.path, fixed.data), references) if references else (fixed.data, ())
        data, forms = fix_forms(Source(source.path, data), settings) if settings else (data, ())
        if data == source.data:
            continue
        if not write or overwrite_if_unchanged(root / source.path, source.data, data):
            yield Fixed(source.path, (*fixed.fixes, *links, *forms), difference(source.path, source.data, data))


def _known(root: Path, content: Content, settings: Config) -> Known:
    """Return the known targets of links."""
    present = [source.path for source in content.sources] + list(content.assets)
    renamed = renamed_in(read_log(root), renamed_since_commit(root), present)
    return known(Files(content, settings), renamed, linkable(settings))
