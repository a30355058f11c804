"""Where each imported page lies: the file that an earlier import made, or one that nothing else has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.importing.gather import Chapters
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.importing.existing import Existing
    from kbsite.importing.model import Read
    from kbsite.model import Config

_LONGEST_NAME = 80


def placeable(found: Chapters, reads: Sequence[Read], existing: Existing) -> Chapters:
    """Return the chapters without those of an article that lies in one file since an earlier import."""
    fixed = {root for root in found.of if _is_one_file(existing.now(reads[root].page.key, reads[root].addresses))}
    parent = {at: root for at, root in found.parent.items() if root not in fixed}
    return Chapters(parent, {root: below for root, below in found.of.items() if root not in fixed}, found.guessed)


def _is_one_file(path: str) -> bool:
    return bool(path) and not path.endswith("/index.md")


def new_paths(reads: Sequence[Read], found: Chapters, config: Config, existing: Existing) -> list[str]:
    """Return the file of each page."""
    folders = {kind.kind: kind.folder for kind in config.kinds}
    taken = {path.removesuffix(".md").removesuffix("/index").casefold() for path in existing.files}
    paths = [existing.now(each.page.key, each.addresses) for each in reads]
    taken |= {path.removesuffix(".md").removesuffix("/index").casefold() for path in paths if path}
    for at, each in enumerate(reads):
        if at not in found.parent and not paths[at]:
            base = _free(f"content/{folders[each.kind.value]}/{_name(each.title.value)}", taken)
            paths[at] = f"{base}/index.md" if at in found.of else f"{base}.md"
    last = _last_numbers((*existing.files, *paths))
    for root, below in found.of.items():
        folder = paths[root].removesuffix("/index.md")
        for at in below:
            if not paths[at]:
                last[folder] = last.get(folder, 0) + 1
                paths[at] = _free(f"{folder}/{last[folder]:02}-{_name(reads[at].title.value)}", taken) + ".md"
    return paths


def _last_numbers(paths: Iterable[str]) -> dict[str, int]:
    """Return the highest number of a chapter in each folder."""
    found: dict[str, int] = {}
    for path in paths:
        folder = path.rpartition("/")[0]
        found[folder] = max(found.get(folder, 0), _number(path))
    return found


def _number(path: str) -> int:
    found = re.match(r"(\d{1,4})-", path.rpartition("/")[2])
    return int(found[1]) if found else 0


def _free(base: str, taken: set[str]) -> str:
    """Return a name that is not taken: two files with one name differ by a number at the end."""
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name.casefold())
    return name


def _name(title: str) -> str:
    name = slug(title)
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
    return name or "uten-tittel"
