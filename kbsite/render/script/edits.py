"""Edits of a script at byte offsets: comments and margins removed, versions added to the addresses of imports."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kbsite.render.script.modules import target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.render.script.model import Script, Statement

Edit = tuple[int, int, bytes]
"""The begin and end of a byte range, and its replacement."""

_END_OF_LINE = re.compile(rb"[ \t]*\n")
_MARGIN = re.compile(rb"^[ \t]+", re.MULTILINE)
_CAST = re.compile(rb"/\*\* @type [^*\n]*\*/")
"""A type in the middle of a line, as JSDoc writes it."""


def edited(data: bytes, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> bytes:
    """Return bytes with the edits in a range applied; an edit that starts inside another is skipped."""
    end = len(data) if end is None else end
    made: list[bytes] = []
    at = start
    for first, last, instead in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if first >= at and last <= end:
            made += [data[at:first], instead]
            at = last
    return b"".join([*made, data[at:end]])


def slimmed(script: Script) -> Iterator[Edit]:
    """Yield the edits that remove what only a reader of the script needs.

    That is type casts, comments on lines of their own but for licences (/*!), and the blanks that lines begin with.
    """
    yield from _without_comments(script)
    kept = (*script.texts, *script.comments)
    for margin in _MARGIN.finditer(script.data):
        if not any(each.start < margin.start() < each.end for each in kept):
            yield margin.start(), margin.end(), b""


def _without_comments(script: Script) -> Iterator[Edit]:
    for comment in script.comments:
        text = script.data[comment.start : comment.end]
        if not text.startswith(b"/*"):
            continue
        line = script.data.rfind(b"\n", 0, comment.start) + 1
        after = _END_OF_LINE.match(script.data, comment.end)
        if after and not text.startswith(b"/*!") and not script.data[line : comment.start].strip(b" \t"):
            yield line, after.end(), b""
        elif _CAST.fullmatch(text):
            yield comment.start, comment.end + script.data.startswith(b" ", comment.end), b""


def with_versions(script: Script, name: str, files: frozenset[str], version: str, entry: str) -> Iterator[Edit]:
    """Yield the edits that add the version to each file that a script imports, relative to the module `entry`."""
    folder = posixpath.dirname(entry)
    statements: tuple[Statement, ...] = (*script.imports, *script.exports)
    for source in (*(each.source for each in statements), *script.dynamic):
        file = target(name, source)
        if source is None or file not in files:
            continue
        path = source.text
        if posixpath.dirname(name) != folder:
            path = posixpath.relpath(file, folder or ".")
            path = path if path.startswith("../") else f"./{path}"
        yield source.start + 1, source.end - 1, f"{path}?v={version}".encode()
