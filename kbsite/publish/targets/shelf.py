"""The releases of a store: a list of files for each, and the objects that readers no longer get, by their digest.

`releases/0007-3f2a….json` says which digest each path of a release has. Before an object is replaced or removed, it
is copied to `kept/DIGEST` where a release that stays has it. So every release can be had again, and only what has
changed is there twice. All of it lies in `.kbsite/` of the store, or in a store of its own (`--history`).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import OWN, TYPES
from kbsite.publish.beside import inside
from kbsite.publish.targets.ledger import digest_of
from kbsite.publish.targets.objects import each_at_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.publish.targets.objects import Objects

_NAME = re.compile(r"(?P<number>[0-9]{4,9})-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PRIVATE = {"Content-Type": TYPES["json"], "Cache-Control": "no-store"}
_KEPT = {"Content-Type": "application/octet-stream", "Cache-Control": "no-store"}
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """The releases of what is in `live`; they lie in `place`, which may be the same store."""

    live: Objects
    place: Objects
    _read: dict[str, dict[str, str]] = field(default_factory=dict)

    def names(self, expected: str) -> list[str]:
        """Return the names of the releases, the newest first; `expected` is one that should be there, or ""."""
        listed = self.place.marks(f"{self._base()}releases/")
        self.place.refuse_cut(listed, (self._list(expected),) if _NAME.fullmatch(expected) else ())
        found = (path.rpartition("/")[2].removesuffix(".json") for path in listed)
        return sorted(filter(_NAME.fullmatch, found), key=_number, reverse=True)

    def files(self, name: str) -> dict[str, str]:
        """Return the digest of each file of a release, by its path."""
        if name not in self._read:
            data, _ = self.place.read(self._list(name))
            self._read[name] = _files(data)
        return self._read[name]

    def add(self, files: Mapping[str, str], names: Iterable[str]) -> str:
        """Note a release, and return its name; where the newest of `names` has the same files, it is that one."""
        newest = max(names, key=_number, default="")
        digest = digest_of(files)
        if newest.endswith(f"-{digest}"):
            return newest
        name = f"{_number(newest) + 1 if newest else 1:04d}-{digest}"
        data = {"kbsite": _VERSION, "files": dict(files)}
        text = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
        self.place.write_if(self._list(name), text.encode(), _PRIVATE, None)
        self._read[name] = dict(files)
        return name

    def keep(self, going: Mapping[str, str], names: Iterable[str]) -> None:
        """Copy those of the objects `going` (a digest by its path), which will be replaced, that a release has."""
        wanted = {digest for name in names for digest in self.files(name).values()} & {*going.values()}
        missing = wanted - self._kept()
        first = {digest: path for path, digest in sorted(going.items(), reverse=True) if digest in missing}

        def one(digest: str) -> tuple[str, str]:
            if self.place is self.live:
                self.live.copy(first[digest], self._object(digest))
            else:
                data, _ = self.live.read(first[digest])
                self.place.write(self._object(digest), data, _KEPT)
            return digest, ""

        for _ in each_at_once(one, sorted(first)):
            pass

    def sources(
        self, wanted: Iterable[str], staying: Mapping[str, str], live: Mapping[str, str]
    ) -> dict[str, tuple[Objects, str]]:
        """Return where the bytes of each digest will be: kept, or among what stays as it is in the store.

        `live` is all that is there; `keep` keeps those of it that are to be replaced. Raises EnvironmentFault where
        a digest is nowhere.
        """
        kept = self._kept() | {*live.values()}
        now = {digest: path for path, digest in staying.items()}
        found: dict[str, tuple[Objects, str]] = {}
        for digest in wanted:
            if digest in now:
                found[digest] = (self.live, now[digest])
            elif digest in kept:
                found[digest] = (self.place, self._object(digest))
            else:
                raise EnvironmentFault("release-lost", target=self.live.address.written, digest=digest[:12])
        return found

    def refuse_other_bytes(self, sources: Mapping[str, tuple[Objects, str]]) -> None:
        """Raise EnvironmentFault where what is kept is not what its name says: before readers get any of it."""
        kept = self._kept()

        def one(digest: str) -> tuple[str, str]:
            self.bytes_of(digest, sources[digest])
            return digest, ""

        for _ in each_at_once(one, sorted(digest for digest in sources if digest in kept)):
            pass

    def bytes_of(self, digest: str, source: tuple[Objects, str]) -> bytes:
        """Return the bytes of that digest; raises EnvironmentFault where others are there."""
        place, path = source
        data, _ = place.read(path)
        if hashlib.sha256(data).hexdigest() != digest:
            raise EnvironmentFault("release-lost", target=self.live.address.written, digest=digest[:12])
        return data

    def prune(self, names: Iterable[str], stay: Iterable[str]) -> None:
        """Remove the releases but those that stay, and then what none of these has."""
        staying = {*stay}
        self.place.delete(self._list(name) for name in names if name not in staying)
        needed = {digest for name in staying for digest in self.files(name).values()}
        self.place.delete(self._object(digest) for digest in sorted(self._kept() - needed))

    def _kept(self) -> set[str]:
        found = (path.rpartition("/")[2] for path in self.place.marks(f"{self._base()}kept/"))
        return {*filter(_DIGEST.fullmatch, found)}

    def _list(self, name: str) -> str:
        return f"{self._base()}releases/{name}.json"

    def _object(self, digest: str) -> str:
        return f"{self._base()}kept/{digest}"

    def _base(self) -> str:
        return OWN if self.place is self.live else ""


def staying(names: Iterable[str], keep: int) -> list[str]:
    """Return the newest `keep` of the names."""
    return sorted(names, key=_number, reverse=True)[: max(keep, 0)]


def before(name: str, names: Iterable[str]) -> str:
    """Return the newest of the releases that is older than `name`; "" where there is none."""
    older = [each for each in names if _number(each) < _number(name)] if _NAME.fullmatch(name) else []
    return max(older, key=_number, default="")


def _files(data: bytes) -> dict[str, str]:
    try:
        found: Any = json.loads(data)
        files = {str(path): str(digest) for path, digest in found["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {path: files[path] for path in inside(files) if _DIGEST.fullmatch(files[path])}


def _number(name: str) -> int:
    return int(name.partition("-")[0])
