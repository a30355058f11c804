"""Links and pictures of old pages → relative paths to the new files; what leads nowhere is listed."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from kbsite.importing.model import PICTURE, Block, Doubt, Read
from kbsite.importing.plain import plain
from kbsite.norwegian.names_and_dates import slug
from kbsite.schema.addresses import address_fault
from kbsite.schema.file_types import ALLOWED, PICTURES, ending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LINK = re.compile(r"(?<![\\!])\[((?:\\.|[^][\\]){0,2000})\]\(((?:[^()\s\\]|\\.|\([^()\s]*\))*)(?:\s\"[^\"]*\")?\)")
_PICTURE = re.compile(r"!\[((?:\\.|[^][\\]){0,2000})\]\(((?:[^()\s]|\([^()\s]*\))*)(?:\s\"([^\"]*)\")?\)")
_INDEX = re.compile(r"(?:index|default)\.(?:html?|aspx?|php)$", re.IGNORECASE)
_LONGEST_NAME = 60


@dataclass(slots=True)
class Linker:
    """The new file of each old address and of each file of the source, and the files that are brought along.

    `files` are the pictures and attachments in the source by their paths; `copies` is what goes where.
    """

    by_address: Mapping[str, str]
    by_origin: Mapping[str, str]
    hosts: frozenset[str]
    files: Mapping[str, Path]
    alt: Mapping[str, str]
    copies: dict[str, Path] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Path] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)

    def linked(self, read: Read, path: str) -> Read:
        """Return a page whose links lead from the file `path`, with a doubt for each that is lost."""
        page = _Page(self, read, path)
        body, question = page.blocks(read.body), page.blocks(read.question)
        return replace(read, body=body, question=question, doubts=(*read.doubts, *dict.fromkeys(page.doubts)))


@dataclass(slots=True)
class _Page:
    linker: Linker
    read: Read
    path: str
    doubts: list[Doubt] = field(default_factory=list)

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        found = []
        for block in blocks:
            if block.kind == PICTURE:
                found += self._picture(block)
                continue
            text = _PICTURE.sub(self._inline_picture, block.text)
            found.append(replace(block, text=_LINK.sub(self._link, text)))
        return tuple(block for block in found if plain(block.text) or block.kind == PICTURE)

    def _link(self, match: re.Match[str]) -> str:
        text, target = match[1], match[2]
        if not _splits(target):
            self.doubts.append(Doubt("import_doubt_broken_address", target[:200]))
            return text
        scheme = urlsplit(target).scheme.lower()
        if scheme == "mailto" and address_fault(target) is None:
            return f"[{text}]({target})"
        if scheme not in ("", "http", "https"):
            self.doubts.append(Doubt("import_doubt_unsafe", unquote(target)[:120]))
            return text
        if target.startswith("#"):
            return text
        new = self._new(target)
        if new:
            return f"[{text}]({new})"
        if scheme and not self._is_own(target):
            if address_fault(target) is None:
                return f"[{text}]({target})"
            self.doubts.append(Doubt("import_doubt_broken_address", target[:200]))
            return text
        self.doubts.append(Doubt("import_doubt_lost", f"{plain(text)} → {target}"[:300]))
        self.linker.lost.setdefault(self._absolute(target), self.path)
        return text

    def _absolute(self, target: str) -> str:
        page = self.read.page
        host = page.host or "old.invalid"
        return urljoin(f"https://{host}{page.address or '/' + quote(page.origin)}", target)

    def _is_own(self, target: str) -> bool:
        host = (urlsplit(target).hostname or "").lower()
        return not host or host in self.linker.hosts

    def _new(self, target: str) -> str:
        """Return the relative path to the file that an old address is now: a page, or an attachment."""
        absolute = self._absolute(target)
        if not _splits(absolute) or not self._is_own(target):
            return ""
        parts = urlsplit(absolute)
        whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
        for address in (whole, parts.path):
            if found := self.linker.by_address.get(address_key(address)):
                return relative(self.path, found)
        origin = self._origin(target)
        if found := self.linker.by_origin.get(origin) or self.linker.by_origin.get(f"{origin}/index.html"):
            return relative(self.path, found)
        source = self._file(target)
        return self._brought(source) if source and ending(source) in ALLOWED else ""

    def _origin(self, target: str) -> str:
        """Return the path in the source that a target leads to from the page's own file."""
        path = unquote(urlsplit(target).path)
        folder = posixpath.dirname(self.read.page.origin.partition("#")[0])
        return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")

    def _file(self, target: str) -> str:
        """Return the path of a picture or an attachment in the source; "" where it is not there."""
        files = self.linker.files
        origin = self._origin(target)
        if origin in files:
            return origin
        path = unquote(urlsplit(self._absolute(target)).path).lstrip("/")
        for host in ("", *sorted(self.linker.hosts)):
            if (found := posixpath.normpath(posixpath.join(host, path))) in files:
                return found
        return ""

    def _brought(self, source: str) -> str:
        """Return the path of a file that goes along, beside the page."""
        stem, _, end = posixpath.basename(source).rpartition(".")
        name = (slug(stem)[:_LONGEST_NAME].strip("-") or "fil") + f".{end.lower()}"
        target = posixpath.join(posixpath.dirname(self.path), name)
        number = 2
        while self.linker.copies.get(target, self.linker.files[source]) != self.linker.files[source]:
            target = posixpath.join(posixpath.dirname(self.path), f"{number}-{name}")
            number += 1
        self.linker.copies[target] = self.linker.files[source]
        self.linker.names[target] = source
        return posixpath.basename(target)

    def _picture(self, block: Block) -> list[Block]:
        match = _PICTURE.fullmatch(block.text.strip())
        if match is None:
            return []
        text = self._shown(match)
        return [replace(block, text=text)] if text else []

    def _inline_picture(self, match: re.Match[str]) -> str:
        self._shown(match, inline=True)
        return ""

    def _shown(self, match: re.Match[str], *, inline: bool = False) -> str:
        """Return a picture that can be shown: its file is there, and it has an alternative text."""
        source = self._file(match[2])
        alt = self.linker.alt.get(source, "") or match[1].strip()
        if not source or ending(source) not in PICTURES:
            self.doubts.append(Doubt("import_doubt_no_picture", match[2][:200]))
            return ""
        if not alt or inline:
            self.doubts.append(Doubt("import_doubt_alt", source))
            self.linker.waiting[source] = self.linker.files[source]
            return ""
        caption = f' "{match[3]}"' if match[3] and match[3] != plain(alt) else ""
        return f"![{alt}]({self._brought(source)}{caption})"


def _splits(target: str) -> bool:
    try:
        urlsplit(target).port  # noqa: B018 - read for its error
    except ValueError:
        return False
    return True


def address_key(address: str) -> str:
    """Return what an address is looked up by: without case, percent signs, index page and last slash."""
    return _INDEX.sub("", unquote(address)).rstrip("/").casefold() or "/"


def relative(path: str, target: str) -> str:
    """Return the path from one file to another."""
    return posixpath.relpath(target, posixpath.dirname(path))
