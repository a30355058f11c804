"""The layouts' assets: style, script, icons. Their addresses have a version, so that no browser shows old ones."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.script.bundle import bundle, bundled, is_marked
from kbsite.render.script.edits import edited, slimmed, with_versions
from kbsite.render.script.modules import module_problems
from kbsite.render.script.parse import read_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kbsite.diagnostics import Diagnostic
    from kbsite.render.script.model import Script

_COMMENT = re.compile(rb"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own; one that begins with /*! is a licence, and stays."""


_ADDRESS = re.compile(rb"""(?P<before>url\(\s*["']?|@import\s+["'])(?P<path>[^"'()?#\s]+)(?=["'#)\s])""")
"""An address in style, up to its query or fragment."""


def asset_links(assets: Mapping[str, bytes], base_path: str, version: str = "") -> dict[str, str]:
    """Return the href of each file, by its name in layouts/assets; `version` is theirs, if it is known.

    All have the same version, a digest of all as they are published: modules import one another, and a new one must
    never be combined with an old one from a browser's cache.
    """
    version = version or asset_version(assets)
    return {name.removeprefix("assets/"): f"{base_path}{name}?v={version}" for name in sorted(assets)}


def asset_files(assets: Mapping[str, bytes]) -> Iterator[Output]:
    """Yield the files; style and script without comments, which no reader needs to fetch.

    Where a module imports another, or style a picture, the version is added to that address too. A marked module
    that cannot be bundled stays a module of its own; such a build is refused before it publishes anything.
    """
    yield from _files(assets, asset_version(assets))


def asset_version(assets: Mapping[str, bytes]) -> str:
    """Return the version of the files: a digest of all as they are published."""
    return _version(tuple(sorted(assets.items())))


def _files(assets: Mapping[str, bytes], version: str) -> Iterator[Output]:
    scripts, files = _scripts(assets, str)
    for name, data in sorted(assets.items()):
        short = name.removeprefix("assets/")
        if short in scripts:
            yield Output(name, _script(scripts, short, files, version))
        elif short.endswith(".css"):
            yield Output(name, _style(_COMMENT.sub(b"", data), short, files, version))
        else:
            yield Output(name, data)


def asset_problems(assets: Mapping[str, bytes], place: Callable[[str], str]) -> tuple[Diagnostic, ...]:
    """Return the problems of the script modules, by place; `place` gives the name of an asset in messages."""
    scripts, files = _scripts(assets, place)
    found: set[Diagnostic] = set()
    for name, script in scripts.items():
        found |= {
            *module_problems(scripts, files, name),
            *(bundle(scripts, files, name).problems if is_marked(script) else ()),
        }
    return tuple(sorted(found))


def _scripts(assets: Mapping[str, bytes], place: Callable[[str], str]) -> tuple[dict[str, Script], frozenset[str]]:
    """Return the scripts by their names in assets/, and the names of all files there."""
    files = {name.removeprefix("assets/"): data for name, data in assets.items()}
    scripts = {
        name: read_script(place(f"assets/{name}"), data) for name, data in files.items() if name.endswith(".js")
    }
    return scripts, frozenset(files)


def _script(scripts: Mapping[str, Script], name: str, files: frozenset[str], version: str) -> bytes:
    script = scripts[name]
    if is_marked(script):
        whole = bundle(scripts, files, name)
        if not whole.problems:
            return bundled(whole, name, files, version)
    return edited(script.data, [*slimmed(script), *with_versions(script, name, files, version, name)])


def _style(data: bytes, name: str, files: frozenset[str], version: str) -> bytes:
    """Return style in which the addresses of other assets have the version."""

    def versioned(match: re.Match[bytes]) -> bytes:
        path = match["path"].decode("utf-8", "replace")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        return match[0] + (f"?v={version}".encode() if file in files else b"")

    return _ADDRESS.sub(versioned, data)


@lru_cache(maxsize=4)
def _version(assets: tuple[tuple[str, bytes], ...]) -> str:
    """Return a digest of the files as they are published: of what is in them, and of how they are made."""
    digest = hashlib.sha256()
    for output in _files(dict(assets), ""):
        data = output.data if isinstance(output.data, bytes) else b""
        digest.update(f"{output.path} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:10]
