"""Whether a build would make what stands in the output folder already: then only that is looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING

from kbsite.authoring.cms.files import FETCHED, LICENCE, SCRIPT
from kbsite.pipeline.kept.store import key
from kbsite.publish.beside import is_made, locked, made
from kbsite.publish.journal import begun
from kbsite.publish.releases import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kbsite.model import Content, Site
    from kbsite.pipeline.kept.store import Store
    from kbsite.pipeline.load import Options
    from kbsite.read.content import Layouts


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the number of pages, of PDF files, and of files that it published."""

    pages: int
    pdfs: int
    files: int


def texts(settings: bytes, content: Content) -> bytes:
    """Return the digest of all texts, and of `settings`, which is that of the program and of data/."""
    return key(settings, *_named((each.path, each.data) for each in content.sources))


def inputs(words: bytes, content: Content, site: Site, layouts: Layouts, options: Options) -> bytes:
    """Return the digest of all that the outputs are made of; `words` is that of the texts and the settings."""
    changed = sorted((path, day.isoformat()) for path, day in site.changed.items())
    shown = options.shown
    chosen = [
        options.today.isoformat(),
        options.searchable,
        options.portable,
        shown.drafts,
        shown.future,
        shown.expired,
    ]
    assets = [(each.path, each.size, each.facts.digest if each.facts else "") for each in content.assets.values()]
    static = [(path, _digest(asset.file)) for path, asset in sorted(content.static.items())]
    fetched = [_digest(options.root / FETCHED / name) for name in (SCRIPT, LICENCE) if site.config.cms]
    told = json.dumps([chosen, changed, assets, static, fetched, layouts.shown_as, sorted(layouts.borrowed)])
    return key(words, told.encode(), *layout_bytes(layouts))


def proven(kept: Store, name: bytes) -> None:
    """Keep that every page can be rendered."""
    kept.put(key(b"rendered", name), b"1")


def is_proven(kept: Store, name: bytes) -> bool:
    """Return whether every page could be rendered."""
    return kept.get(key(b"rendered", name)) == b"1"


def remember(kept: Store, name: bytes, output: Path, built: Built) -> None:
    """Keep what stands in the output folder after a build; it is `proven` too."""
    told = [built.pages, built.pdfs, built.files, {path: _digest(output / path) for path in made(output)}]
    kept.put(key(b"built", name), json.dumps(told).encode())
    proven(kept, name)


def standing(kept: Store, name: bytes, options: Options) -> Built | None:
    """Return what a build with the same inputs made, where the output folder still has it, byte for byte.

    Each file is read, so one that was damaged is made anew. Releases are always made anew.
    """
    data = kept.get(key(b"built", name))
    output = options.output
    if data is None or options.releases or options.force or current(output) or not is_made(output):
        return None
    with locked(output):
        if begun(output) is not None:
            return None
        try:
            pages, pdfs, count, files = json.loads(data)
            same = {*files} == {*made(output)} and all(_digest(output / each) == files[each] for each in files)
            return Built(int(pages), int(pdfs), int(count)) if same else None
        except (ValueError, TypeError):
            return None


def layout_bytes(layouts: Layouts) -> Iterator[bytes]:
    """Yield the name and the bytes of every file of the layouts, in order."""
    for files in (layouts.templates, layouts.assets, layouts.strings, layouts.base, layouts.words):
        yield from _named(sorted(files.items()))


def _named(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    every = list(files)
    yield str(len(every)).encode()
    for name, data in every:
        yield from (name.encode(), data)


def _digest(path: Path) -> str:
    """Return the digest of a file; that of none at all where it cannot be read, or is a link."""
    if path.is_symlink():
        return ""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
