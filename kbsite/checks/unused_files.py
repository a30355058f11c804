"""Every file in content/ is a page, or is used by one."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.model import ToAsset
from kbsite.schema.file_names import looks_copied
from kbsite.schema.file_types import MARKDOWN, SERVER_FILES, TEXTS, ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

MISPLACED = "misplaced-file"
UNUSED = "unused-file"
REFUSED = "refused-attachment"


def unused_files(site: Site) -> Iterator[Diagnostic]:
    """A file that no page shows or links to is not published; a text among them was meant to be.

    Drafts, future and expired pages count as using their files.
    """
    used = _used(site)
    for path, asset in sorted(site.assets.items()):
        at, name = Location(path), posixpath.basename(path)
        stem = name.rstrip(" .").rpartition(".")[0]
        if name.lower() in SERVER_FILES:
            yield problem(at, REFUSED, target=name, ending=name)
        elif ending(name) in MARKDOWN or (ending(name) in ("txt", "text") and ending(stem) in MARKDOWN):
            right = stem if ending(stem) == "md" else stem.removesuffix(f".{ending(stem)}")
            right = right if ending(name) in ("txt", "text") else stem
            new = f"{right.removesuffix('.md')}.md"
            yield problem(at, MISPLACED, reason=MessageKey("@place_ending"), rename=new)
        elif path in used or looks_copied(name):
            continue
        elif ending(name) in TEXTS or (asset.facts and asset.facts.begins_as_page):
            yield problem(at, MISPLACED, reason=MessageKey("@place_ending"), convert=f"{stem or name}.md")
        else:
            yield problem(at, UNUSED, name=name)


def _used(site: Site) -> set[str]:
    everything = (site.targets, site.pictures, site.explicit, site.named)
    return {
        target.asset.path
        for targets in everything
        for each in targets.values()
        for target in each
        if isinstance(target, ToAsset)
    }
