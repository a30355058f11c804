"""What readers asked the search, from a web server's log or a plain list; who asked is dropped while reading."""

from __future__ import annotations

import gzip
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_LINE = 64 * 1024
"""How many bytes of a line are read; what comes after them is no address of a search."""

LONGEST_QUERY = 200
"""How many characters the search field takes."""

MOST_UNPACKED = 16 * 1024 * 1024
MOST_TIMES = 200
"""From how many bytes on a packed file may be at most so many times its size: others are no logs."""

_GZIP = b"\x1f\x8b"

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_SITE = r"(?:([A-Za-z0-9.-]{1,253})(?::\d{1,5})? (?=[0-9a-fA-F.:]{2,45} ))?"
_LINE = re.compile(rf"^{_SITE}(\S{{1,300}}) .*?\[[^\]]{{1,60}}\] {_QUOTED} (\d{{3}}) \S+(?: {_QUOTED} {_QUOTED})?")
"""A line of the common or the combined log format: address, request, status, and perhaps referrer and program.

A server of several sites may have the name of the site before the address.
"""

_TIME = re.compile(r"\[\d{1,2}/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \"")
"""The time of a request, which every line of a log has and no query."""

_STAMP = re.compile(r"\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d|\d{1,2}/\w{3}/\d{4}:\d\d")
"""The time in a log of another format: such a line is no query, and has more than a query in it."""

_BOT = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|archiver|scan|monitor|uptime|pingdom|lighthouse|headless|phantom|preview|"
    r"externalhit|feed|curl|wget|python|java/|perl|ruby|php|go-http|http-?client|httpx|okhttp|axios|node-fetch|libwww|"
    r"scrapy|selenium|playwright|puppeteer|validator|check",
    re.IGNORECASE,
)
"""What the name of a program says that is no reader's browser."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was typed, and a number for whoever typed it, which means nothing outside of this run."""

    text: str
    reader: int


@dataclass(slots=True)
class Tally:
    """How many lines were read, and how many of those were left out: broken, or of programs."""

    lines: int = 0
    broken: int = 0
    bots: int = 0
    log: bool = field(default=False)


def queries_in(file: Path, search: str, tally: Tally) -> Iterator[Asked]:
    """Yield the queries in a file, line by line; `search` is the full address of the site's search page.

    Searches on other paths are those of other sites, and those of other hosts where a line has the host.

    A file that begins with a line of a log is read as one; any other has a query on each line. It may be packed
    with gzip. EnvironmentFault where it cannot be read.
    """
    try:
        with _opened(file) as stream:
            for line in _lines(stream):
                tally.lines += 1
                tally.log = tally.log or (tally.lines == 1 and bool(_TIME.search(line)))
                if found := (_of_log if tally.log else _of_list)(line, search, tally):
                    yield found
    except (OSError, EOFError, gzip.zlib.error) as error:  # type: ignore[attr-defined] # gzip raises what zlib does
        reason = getattr(error, "strerror", None) or str(error) or "?"
        raise EnvironmentFault("not-readable", file=str(file), reason=reason) from error


class _Unpacked(gzip.GzipFile):
    """A packed file that refuses to unpack to far more than a log does: some twenty times its size."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(fileobj=stream)
        self._packed = stream

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        if self.tell() > max(MOST_UNPACKED, MOST_TIMES * self._packed.tell()):
            raise OSError(f"unpacks to more than {MOST_TIMES} times its size")
        return data


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """Yield the bytes of a file, unpacked; it is opened once, for it may be a pipe."""
    with file.open("rb") as stream:
        if stream.peek(2)[:2] != _GZIP:
            yield stream
            return
        with io.BufferedReader(_Unpacked(stream)) as unpacked:
            yield unpacked


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """Yield the lines that are not empty, without what a line has beyond LONGEST_LINE."""
    whole = True
    while part := stream.readline(LONGEST_LINE):
        if whole and part.strip():
            yield _decoded(part).lstrip("\ufeff").strip()
        whole = part.endswith(b"\n")


def _of_log(line: str, search: str, tally: Tally) -> Asked | None:
    """Return the query of a line of a log; None for another page, a program, a failed request, or no log line."""
    found = _LINE.match(line)
    if not found:
        tally.broken += 1
        return None
    host, address, request, status, _, program = found.groups()
    method, _, target = request.partition(" ")
    text = _query(target.rpartition(" HTTP/")[0] or target, search)
    if host and re.search("[A-Za-z]", host) and _bare(host) != _bare(urlsplit(search).hostname or ""):
        return None
    if method != "GET" or not text or not (status.startswith("2") or status == "304"):
        return None
    if program is not None and (program in ("", "-") or _BOT.search(program)):
        tally.bots += 1
        return None
    return Asked(text, hash((address, program)))  # Python hashes text with a key of its own for each run


def _of_list(line: str, search: str, tally: Tally) -> Asked | None:
    """Return the query of a line of a list, or of the address there; each line is of another reader."""
    if line.startswith("{") or _STAMP.search(line):
        tally.broken += 1
        return None
    if re.match(r"https?://|/", line):
        text = _query(line, search)
        tally.broken += not text
    else:
        text = _clean(line)
    return Asked(text, tally.lines) if text else None


def _query(target: str, search: str) -> str:
    """Return what the address of a search asks for, or ""."""
    try:
        parts = urlsplit(target)
    except ValueError:  # a bracket that nothing closes
        return ""
    if parts.path.removesuffix("index.html") != urlsplit(search).path:
        return ""
    for pair in parts.query.split("&"):
        name, _, value = pair.partition("=")
        if name == "q":
            return _clean(_decoded(unquote_to_bytes(value.replace("+", " "))))
    return ""


def _bare(host: str) -> str:
    return host.casefold().removeprefix("www.")


def _clean(text: str) -> str:
    """Return a query without control characters and surplus blanks; "" where no letter or digit is left."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in text).split())[:LONGEST_QUERY]
    return plain if re.search(r"\w", plain) else ""


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
