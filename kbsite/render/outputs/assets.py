"""The layouts' assets: style, script, signs. Their addresses carry a version, so that no browser shows old ones."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.outputs.bundle import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COMMENT = re.compile(rb"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own; one that begins with /*! is a licence, and stays."""

_CAST = re.compile(rb"/\*\* @type [^*\n]*\*/ ?")
"""A type in the middle of a line, as JSDoc writes it."""

_IMPORT = re.compile(rb"""((?:\bfrom|\bimport)\s*\(?\s*["'])(\./[\w/-]+\.js)(["'])""")


def asset_links(assets: Mapping[str, bytes], base_path: str) -> dict[str, str]:
    """Return the href of each file, by its name in layouts/assets.

    All have the same version, made from the bytes of all: modules import one another, and a new one must never
    meet an old one in a browser's cache.
    """
    version = _version(assets)
    return {name.removeprefix("assets/"): f"{base_path}{name}?v={version}" for name in sorted(assets)}


def asset_files(assets: Mapping[str, bytes]) -> Iterator[Output]:
    """Yield the files, those of style and script without their comments, which no reader needs to fetch.

    Where a module imports another beside it, the version stands in that address too.
    """
    version = _version(assets).encode()
    scripts = {
        name.removeprefix("assets/"): _CAST.sub(b"", _COMMENT.sub(b"", data)).decode()
        for name, data in assets.items()
        if name.endswith(".js")
    }
    for name, data in sorted(assets.items()):
        match name.rpartition(".")[2]:
            case "js":
                whole = bundled(scripts, name.removeprefix("assets/")).encode()
                yield Output(name, _IMPORT.sub(rb"\1\2?v=" + version + rb"\3", whole))
            case "css":
                yield Output(name, _COMMENT.sub(b"", data))
            case _:
                yield Output(name, data)


def _version(assets: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(assets.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:10]
