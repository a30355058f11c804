"""Paths as lines of a list: a name may have a line break in it, or bytes that are no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNFIT = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would end a line, or could not be written; and what marks it."""

_MARKED = re.compile(r"\\u([0-9a-f]{4})")


def as_lines(paths: Iterable[str]) -> bytes:
    """Return paths as lines, each of which is one path whatever is in it."""
    return "".join(f"{_UNFIT.sub(_mark, path)}\n" for path in paths).encode()


def from_lines(data: bytes) -> list[str]:
    """Return the paths that `as_lines` wrote; raises ValueError for what is no text."""
    lines = data.decode().split("\n")
    return [_MARKED.sub(lambda found: chr(int(found[1], 16)), line.removesuffix("\r")) for line in lines if line]


def _mark(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
