"""What is read from disk, and what is written to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file as it lies on disk; `path` is counted from the site's root, with `/`."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or an attachment in `content/`: where it is, and its size in bytes."""

    path: str
    file: Path
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """All that lies in `content/`; `escapes` are symbolic links that lead out of it."""

    sources: tuple[Source, ...]
    assets: Mapping[str, Asset]
    escapes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the finished site: its path under the output folder, and its bytes or the file to copy."""

    path: str
    data: bytes | Path
