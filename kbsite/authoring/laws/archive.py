"""A source of law on disk → the files in it: a folder, or an archive (.tar.bz2, .tar.gz, .tar, .zip).

Nothing is unpacked to disk, so no name in an archive can lead anywhere; links in it are skipped. What is read is
bounded, so that a small archive cannot fill the memory.
"""

from __future__ import annotations

import bz2
import gzip
import re
import tarfile
import zipfile
import zlib
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ENDINGS = (".xml", ".html", ".htm")
ARCHIVES = (".tar.bz2", ".tbz2", ".tar.gz", ".tgz", ".tar", ".zip")

LARGEST = 20_000_000
"""The largest file that is read, in bytes; the longest laws of Lovdata have about three million."""

ALL_TOGETHER = 2_000_000_000
"""How many bytes of an archive are unpacked; those of Lovdata have some hundred million."""

MOST_FILES = 200_000

_BROKEN = (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, zlib.error, ValueError, NotImplementedError)


def files(source: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of a source that is `wanted`, archives in a folder included.

    Raises EnvironmentFault where the source is missing, broken, or larger than any archive of law.
    """
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            inside = path.resolve().is_relative_to(source.resolve())
            if inside and path.is_file() and (path.name.endswith(ARCHIVES) or _is_law(path.name, wanted)):
                yield from _file(path, wanted)
    elif source.is_file():
        yield from _file(source, wanted)
    else:
        raise EnvironmentFault("no-law-source", source=str(source))


def _file(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    name = path.name.lower()
    try:
        if name.endswith(".zip"):
            yield from _zipped(path, wanted)
        elif name.endswith(ARCHIVES):
            yield from _tarred(path, wanted)
        elif name.endswith(ENDINGS):
            with path.open("rb") as opened:
                yield path.name, _read(opened, path.name)
        else:
            raise EnvironmentFault("odd-law-source", source=str(path), endings=", ".join((*ARCHIVES, *ENDINGS)))
    except _BROKEN as error:
        raise EnvironmentFault("broken-law-source", source=str(path), reason=str(error) or "?") from None


def _tarred(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    ending = path.name.lower().rpartition(".")[2]
    with ExitStack() as stack:
        plain = stack.enter_context(path.open("rb"))
        stream: IO[bytes] = plain
        if ending in ("bz2", "tbz2"):
            stream = cast("IO[bytes]", stack.enter_context(bz2.BZ2File(plain)))
        elif ending in ("gz", "tgz"):
            stream = cast("IO[bytes]", stack.enter_context(gzip.GzipFile(fileobj=plain)))
        bounded = cast("IO[bytes]", _Bounded(stream, path.name))
        archive = stack.enter_context(tarfile.open(fileobj=bounded, mode="r|"))
        for count, member in enumerate(archive):
            if count >= MOST_FILES:
                raise _too_large(path.name)
            if member.isfile() and _is_law(member.name, wanted):
                content = archive.extractfile(member)
                if content is not None:
                    yield member.name, _read(content, member.name)


def _zipped(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    done = 0
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise _too_large(path.name)
        for member in members:
            if not member.is_dir() and _is_law(member.filename, wanted):
                with archive.open(member) as opened:
                    data = _read(opened, member.filename)
                done += len(data)
                if done > ALL_TOGETHER:
                    raise _too_large(path.name)
                yield member.filename, data


class _Bounded:
    """A stream that refuses to be read beyond what an archive of law may hold."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name, self._left = stream, name, ALL_TOGETHER

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self._name)
        return data


def _read(stream: IO[bytes], name: str) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> EnvironmentFault:
    return EnvironmentFault("large-law-source", source=name)


_STAMP = re.compile(r"(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]+)")


def stamp(name: str) -> str:
    """Return the date and the number in the name of a file of Lovdata: 2011-06-24-29 of nl-20110624-029.xml."""
    match = _STAMP.search(PurePosixPath(name).name)
    if match is None:
        return ""
    number = int(match[4])
    return "-".join((match[1], match[2], match[3], *([str(number)] if number else [])))


def _is_law(name: str, wanted: Callable[[str], bool]) -> bool:
    return name.lower().endswith(ENDINGS) and wanted(name)
