"""Style and script of the layouts as they are published, kept by their bytes: to make them all is bundled twice."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.kept.store import key
from kbsite.render.outputs.assets import asset_files, asset_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.pipeline.kept.store import Store


@dataclass(frozen=True, slots=True)
class PublishedAssets:
    """The files, and the version that they have in their addresses."""

    files: tuple[Output, ...]
    version: str


def kept_assets(assets: Mapping[str, bytes], store: Store | None) -> PublishedAssets:
    """Return the assets of layouts as they are published, kept or made now."""
    if store is None:
        return _made(assets)
    name = key(
        b"assets", engine(), *(part for path, data in sorted(assets.items()) for part in (path.encode(), data))
    )
    found = _read(store.get(name))
    if found is None:
        found = _made(assets)
        store.put(name, _stored(found))
    return found


def _made(assets: Mapping[str, bytes]) -> PublishedAssets:
    return PublishedAssets(tuple(asset_files(assets)), asset_version(assets))


def _stored(made: PublishedAssets) -> bytes:
    """Return the files as bytes: a line of JSON with the version, the paths and the sizes, and then all of them."""
    files = [(each.path, each.data) for each in made.files if isinstance(each.data, bytes)]
    line = json.dumps([made.version, [(path, len(data)) for path, data in files]], ensure_ascii=False)
    return line.encode() + b"\n" + b"".join(data for _, data in files)


def _read(data: bytes | None) -> PublishedAssets | None:
    """Return what is kept; None where nothing is, or something else."""
    with suppress(ValueError, TypeError):
        line, _, rest = (data or b"").partition(b"\n")
        version, listed = json.loads(line)
        files, at = [], 0
        for path, size in listed:
            files.append(Output(path, rest[at : at + size]))
            at += size
        return PublishedAssets(tuple(files), str(version)) if at == len(rest) else None
    return None
