"""A site that notes what is read of it, so that it is known what a page is made of.

Each read has a name: that of a list of the site, or of a table of it and the key that was asked for. A document
that is read counts with all of its text; so whatever a view takes from it, a change of it is seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from kbsite.model import Asset, Document, Site

if TYPE_CHECKING:
    from collections.abc import Callable

Read = tuple[str, ...]
"""The name of a field of the site, and the key that was asked for, if it was only one."""

_NOT_NOTED = frozenset(("config", "memo"))
"""What all pages are made of, and what composing itself has put there."""


class UnknownValueError(Exception):
    """A value has no digest: it is of a type, or a document, that is not known."""


@dataclass(slots=True)
class Reads:
    """What has been read since `noted`; nothing is noted outside of it."""

    now: dict[Read, None] | None = None

    def note(self, *read: str) -> None:
        """Note that something was read."""
        if self.now is not None:
            self.now[read] = None

    @contextmanager
    def noted(self) -> Iterator[dict[Read, None]]:
        """Yield what is read until the end of the block, for the block around it too."""
        before, self.now = self.now, {}
        try:
            yield self.now
        finally:
            found, self.now = self.now, before
            if before is not None:
                before.update(found)


class _Table(Mapping[str, Any]):
    """A table of a site that notes which of its keys are asked for."""

    __slots__ = ("name", "reads", "values_by_key")

    def __init__(self, name: str, values: Mapping[str, Any], reads: Reads) -> None:
        self.name = name
        self.values_by_key = values
        self.reads = reads

    def __getitem__(self, key: str) -> Any:
        self.reads.note(self.name, key)
        return self.values_by_key[key]

    def get(self, key: str, default: Any = None) -> Any:
        self.reads.note(self.name, key)
        return self.values_by_key.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.reads.note(self.name, str(key))
        return key in self.values_by_key

    def __iter__(self) -> Iterator[str]:
        self.reads.note(self.name)
        return iter(self.values_by_key)

    def __len__(self) -> int:
        self.reads.note(self.name)
        return len(self.values_by_key)


class ReadSite(Site):
    """A site that notes in `reads` what is read of it."""

    __slots__ = ("reads",)
    reads: Reads

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute, and note that a field was read; a table notes its keys itself."""
        value = object.__getattribute__(self, name)
        if name in _listed() and not isinstance(value, _Table):
            object.__getattribute__(self, "reads").note(name)
        return value

    def made(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """Return what is made once for several pages: each of them has read what it was made of."""
        if key not in self.memo:
            with self.reads.noted() as found:
                value = make()
            self.memo[key] = (value, found)
        value, found = self.memo[key]
        for each in found:
            self.reads.note(*each)
        return value


def read_site(site: Site) -> ReadSite:
    """Return the same site as one that notes what is read of it."""
    reads = Reads()
    values = {each.name: object.__getattribute__(site, each.name) for each in fields(site) if each.init}
    tables = {name: _Table(name, value, reads) for name, value in values.items() if isinstance(value, Mapping)}
    found = ReadSite(**{**values, **tables})
    object.__setattr__(found, "reads", reads)
    return found


@cache
def _listed() -> frozenset[str]:
    return frozenset(each.name for each in fields(Site)) - _NOT_NOTED


@dataclass(slots=True)
class Digests:
    """Digests of what a site has; `documents` are those of its documents, by path."""

    site: Site
    documents: Mapping[str, bytes]
    known: dict[Read, bytes] = field(default_factory=dict)
    by_path: dict[str, Document] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which documents the digests are those of."""
        self.by_path = {document.path: document for document in self.site.documents}

    def of(self, reads: Iterable[Read], *others: object) -> bytes:
        """Return the digest of what was read, and of other values; raises UnknownValueError."""
        digest = hashlib.sha256()
        for read in reads:
            found = self.known.get(read)
            if found is None:
                found = self.known[read] = self._of_read(read)
            digest.update(found)
        self._feed(digest.update, others)
        return digest.digest()

    def _of_read(self, read: Read) -> bytes:
        digest = hashlib.sha256(repr(read).encode())
        value = getattr(self.site, read[0])
        self._feed(digest.update, value.get(read[1]) if len(read) > 1 else value)
        return digest.digest()

    def _feed(self, update: Callable[[bytes], object], value: Any) -> None:  # noqa: C901 - one case for each type
        """Feed a value, with its type, to a digest."""
        match value:
            case None | bool() | int() | float() | str() | bytes() | date():
                update(f"{type(value).__name__} {value!r}\n".encode("utf-8", "surrogatepass"))
            case Document():
                update(self._document(value))
            case Asset():
                self._feed(update, (value.path, value.size, value.facts))
            case tuple() | list():
                update(f"list {len(value)}\n".encode())
                for each in value:
                    self._feed(update, each)
            case Mapping():
                update(f"table {len(value)}\n".encode())
                for key in value:
                    self._feed(update, key)
                    self._feed(update, value[key])
            case Enum():
                update(f"{type(value).__name__} {value.name}\n".encode())
            case _ if is_dataclass(value) and not isinstance(value, type):
                update(f"{type(value).__qualname__}\n".encode())
                for each in _names(type(value)):
                    self._feed(update, getattr(value, each))
            case _:
                raise UnknownValueError(type(value).__name__)

    def _document(self, document: Document) -> bytes:
        if self.by_path.get(document.path) is not document or document.path not in self.documents:
            raise UnknownValueError(document.path)
        return self.documents[document.path]


@cache
def _names(made: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(made))
