"""What a section says ↔ few bytes, which are opened when somebody reads them.

A site of thousands of pages is in memory as a whole, for any page may link to any other; but what its texts say is
read page by page.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.model.text import SectionContent

    Opener = Callable[[bytes, str], SectionContent]

_LARGEST = 100_000_000
"""How many bytes a content may have when it is unpacked."""

_OPEN_AT_ONCE = 32
"""How many contents stay open: a page reads its own several times."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PackedContent:
    """The content of a section of the file `path`, as packed JSON that `opener` knows."""

    packed: bytes
    path: str
    opener: Opener

    def opened(self) -> SectionContent:
        """Return the content; raises ValueError where the bytes are not those of one."""
        return _opened(self.packed, self.path, self.opener)

    def __eq__(self, other: object) -> bool:
        """Return whether the other content, packed or not, says the same."""
        if isinstance(other, PackedContent):
            same = self.packed == other.packed and self.path == other.path
            return same or self.opened() == other.opened()
        return self.opened() == other

    def __hash__(self) -> int:
        """Return the hash of the open content."""
        return hash(self.opened())

    def __repr__(self) -> str:
        """Return what the open content is."""
        return repr(self.opened())


def packed(plain: object) -> bytes:
    """Return what JSON has as packed bytes."""
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 1)


@lru_cache(maxsize=_OPEN_AT_ONCE)
def _opened(data: bytes, path: str, opener: Opener) -> SectionContent:
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(data, _LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not reader.eof:
        raise ValueError("incomplete or too large")
    return opener(plain, path)
