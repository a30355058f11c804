"""The digest of all that the outputs of a site are made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.authoring.cms.fetched import FETCHED, LICENCE, SCRIPT
from kbsite.pipeline.kept.standing import digest_of
from kbsite.pipeline.kept.store import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Content, Site
    from kbsite.pipeline.report import Options
    from kbsite.read.content import Layouts


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
    static = [(path, digest_of(asset.file)) for path, asset in sorted(content.static.items())]
    fetched = [digest_of(options.root / FETCHED / name) for name in (SCRIPT, LICENCE) if site.config.cms]
    told = json.dumps([chosen, changed, assets, static, fetched, layouts.shown_as, sorted(layouts.borrowed)])
    return key(words, told.encode(), *layout_files(layouts))


def layout_files(layouts: Layouts) -> Iterator[bytes]:
    """Yield the name and the bytes of every file of the layouts, in parts that tell where each group ends."""
    for files in (layouts.templates, layouts.assets, layouts.strings, layouts.base, layouts.words):
        yield from _named(sorted(files.items()))


def _named(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    every = list(files)
    yield str(len(every)).encode()
    for name, data in every:
        yield from (name.encode(), data)
