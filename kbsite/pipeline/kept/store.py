"""Small things that are kept on disk, by digest: one SQLite file, which several builds can use at once.

What cannot be read counts as not kept, and what cannot be written is not: a build only takes longer then.
Each value has a checksum, so a damaged one counts as not kept either.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE = ".kbsite/cache/kept.sqlite3"
"""Where it is, from the site's root."""

LIMIT = 500_000_000
"""How many bytes are kept: some 20 kB for a page, in each of its last versions."""

_MUCH = 4_000_000
"""How many bytes wait in memory to be written."""

_PATIENCE = 5.0
"""For how many seconds one build waits for another that is writing."""

_RENEWED = 16
"""After how many builds it is noted again that something is still wanted."""

_LARGEST = 100_000_000
"""How many bytes a value may have when it is unpacked."""

_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"

_COLUMNS = "SELECT key, value, used FROM kept LIMIT 1"

_CHECK = 16


def key(*parts: bytes) -> bytes:
    """Return the digest of some bytes, each with its length."""
    digest = hashlib.sha256()
    for each in parts:
        digest.update(len(each).to_bytes(8, "big") + each)
    return digest.digest()


@dataclass(slots=True)
class Store:
    """What is kept, what was found in it, and what is to be kept; `connection` is None where nothing can be.

    `writing` says that it is written to disk, and `waiting` how many bytes are to be.
    """

    connection: sqlite3.Connection | None = None
    limit: int = LIMIT
    round: int = 1
    writing: bool = False
    waiting: int = 0
    found: dict[bytes, int] = field(default_factory=dict)
    new: dict[bytes, bytes] = field(default_factory=dict)

    def get(self, name: bytes) -> bytes | None:
        """Return what is kept by the digest `name`, if anything is."""
        if name in self.new:
            return _unpacked(name, self.new[name])
        if self.connection is None:
            return None
        try:
            row = self.connection.execute("SELECT value, used FROM kept WHERE key = ?", (name,)).fetchone()
            if row is None:
                return None
            value = _unpacked(name, row[0])
            self.found[name] = int(row[1])
        except (sqlite3.Error, zlib.error, ValueError, TypeError):
            return None
        return value

    def has(self, name: bytes) -> bool:
        """Return whether something is kept by the digest `name`; it may be damaged all the same."""
        if name in self.new:
            return True
        with suppress(sqlite3.Error):
            found = self.connection and self.connection.execute("SELECT 1 FROM kept WHERE key = ?", (name,))
            return bool(found and found.fetchone())
        return False

    def put(self, name: bytes, value: bytes) -> None:
        """Keep a value: in memory, and at the end of the build on disk, or earlier where it gets much."""
        self.new[name] = _packed(name, value)
        self.waiting += len(self.new[name])
        if self.writing and self.waiting > _MUCH:
            self.save()

    def save(self) -> None:
        """Write what is to be kept, all of it or nothing, and let what was not wanted for long make room."""
        if self.connection is None or not (self.new or self._stale()):
            return
        try:
            with self.connection:
                self.connection.execute("BEGIN IMMEDIATE")
                rows = ((name, value, self.round) for name, value in self.new.items())
                self.connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                wanted = ((self.round, name) for name in self._stale())
                self.connection.executemany("UPDATE kept SET used = ? WHERE key = ?", wanted)
                _make_room(self.connection, self.limit)
        except sqlite3.Error:
            return
        finally:
            self.new.clear()
            self.waiting = 0

    def _stale(self) -> list[bytes]:
        return [name for name, used in self.found.items() if used + _RENEWED <= self.round]


@contextmanager
def store(root: Path, *, writing: bool = True, creating: bool = True, limit: int = LIMIT) -> Iterator[Store]:
    """Yield the store of the site in `root`; what is put there is written at the end, unless something fails.

    Where nobody is `writing` it is kept in memory alone, and nothing is created; nor is it without `creating`, but
    what is there already is written to.
    """
    path = root / FILE
    connection = _opened(path, root) if writing and (creating or path.is_file()) else None
    writing = connection is not None
    connection = connection or _as_it_is(path)
    if connection is None:
        yield Store()
        return
    with closing(connection):
        made = Store(connection, limit, _round(connection), writing=writing)
        yield made
        if writing:
            made.save()


def _as_it_is(path: Path) -> sqlite3.Connection | None:
    """Return a connection that only reads; None where there is no store yet."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=_PATIENCE, uri=True)
    except sqlite3.Error:
        return None
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(_COLUMNS).fetchone()
    except sqlite3.Error:
        connection.close()
        return None
    return connection


def _opened(path: Path, root: Path) -> sqlite3.Connection | None:
    """Return a connection to the file; a damaged file is removed, and a link is not followed."""
    try:
        folder = path.parent
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or folder.resolve() != root.resolve() / folder.relative_to(root):
            return None
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_bytes(b"*\n")
        try:
            return _connected(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            for each in (path, path.with_name(f"{path.name}-journal")):
                each.unlink(missing_ok=True)
            return _connected(path)
    except (OSError, sqlite3.Error):
        return None


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA auto_vacuum = FULL")
        connection.execute(_TABLE)
        connection.execute(_COLUMNS).fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _round(connection: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error):
        return int(connection.execute("SELECT coalesce(max(used), 0) + 1 FROM kept").fetchone()[0])
    return 1


def _make_room(connection: sqlite3.Connection, limit: int) -> None:
    """Remove what was wanted longest ago until the rest fits."""
    rows = connection.execute("SELECT rowid, length(value) FROM kept ORDER BY used DESC, rowid DESC")
    gone = list(_beyond(rows, limit))
    connection.executemany("DELETE FROM kept WHERE rowid = ?", gone)


def _beyond(rows: Iterable[tuple[int, int]], limit: int) -> Iterator[tuple[int]]:
    total = 0
    for row, size in rows:
        total += size
        if total > limit:
            yield (row,)


def _packed(name: bytes, value: bytes) -> bytes:
    packed = zlib.compress(value, 1)
    return _check(name, packed) + packed


def _unpacked(name: bytes, value: bytes) -> bytes:
    packed = value[_CHECK:]
    if value[:_CHECK] != _check(name, packed):
        raise ValueError("damaged")
    reader = zlib.decompressobj()
    data = reader.decompress(packed, _LARGEST)
    if not reader.eof:
        raise ValueError("too large")
    return data


def _check(name: bytes, packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_CHECK, key=name).digest()
