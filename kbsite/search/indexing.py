"""The pages of a site → its search index: Pagefind reads those that are new to it, and what it finds is merged.

Pagefind itself reads all pages each time. It does so here where its index is not of the expected form, and where
the layouts have filters or orders for it.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from kbsite.search import pagefind
from kbsite.search.merged_index import MergedIndex
from kbsite.search.page_index import NOTHING, PageIndex, UnknownFormatError, pages_of, restored, stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kbsite.search.pagefind import Indexed

AT_ONCE = 200
"""How many pages Pagefind reads at once: it takes some 0.3 MB of memory for each."""

_MARK = b"data-pagefind-body"
"""Where one page has this attribute, those without it are not in the index."""

_LONE = "_kbsite.html"
_EMPTY = '<!doctype html><html lang="no"><body{}><p>kbsite</p></body></html>'
"""A page that Pagefind reads with the others: it does not make an index of nothing."""


class Kept(Protocol):
    """What keeps bytes by their name, as long as it likes."""

    def has(self, name: bytes) -> bool:
        """Return whether something is kept."""

    def get(self, name: bytes) -> bytes | None:
        """Return what is kept."""

    def put(self, name: bytes, value: bytes) -> None:
        """Keep something."""


@dataclass(slots=True)
class InMemory:
    """Keeps all of the last two rounds."""

    old: dict[bytes, bytes] = field(default_factory=dict)
    new: dict[bytes, bytes] = field(default_factory=dict)

    def has(self, name: bytes) -> bool:
        """Return whether something is kept."""
        return name in self.new or name in self.old

    def get(self, name: bytes) -> bytes | None:
        """Return what is kept."""
        found = self.new.get(name) or self.old.get(name)
        if found:
            self.new[name] = found
        return found

    def put(self, name: bytes, value: bytes) -> None:
        """Keep something."""
        self.new[name] = value

    def next_round(self) -> None:
        """Forget what was not wanted in the last round."""
        self.old, self.new = self.new, {}


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page to index: its path, the file, the digest of its bytes, and whether it is marked for Pagefind."""

    path: str
    file: Path
    digest: bytes
    marked: bool

    @property
    def address(self) -> str:
        """Return the page's address as Pagefind has it."""
        folder, _, name = self.path.rpartition("/")
        start = f"/{folder}/" if folder else "/"
        return start if name == "index.html" else f"{start}{name}"


def html_pages(folder: Path, apart_from: bytes = b"") -> list[HtmlPage]:
    """Return the pages in a folder, by path; their digests do not depend on `apart_from`, which no index has."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return [html_page(path, folder / path, apart_from) for path in paths]


def html_page(path: str, file: Path, apart_from: bytes = b"") -> HtmlPage:
    """Return a page of a site, which is the file `file`; its digest does not depend on `apart_from`."""
    data = file.read_bytes()
    same = data.replace(apart_from, b"") if apart_from else data
    return HtmlPage(path, file, hashlib.sha256(same).digest(), _MARK in data)


def index(folder: Path, target: Path, language: str, pages: Sequence[HtmlPage], kept: Kept) -> list[Indexed]:
    """Make the index of `pages`, the site in `folder`, in the folder `target`, and return them by address.

    The same pages give the same bytes, whatever is kept.
    """
    try:
        found = list(_merged(target, language, pages, kept))
    except UnknownFormatError:
        shutil.rmtree(target, ignore_errors=True)
        found = []
    if found:
        return sorted(found, key=lambda page: page.address)
    for page in pages:
        if page.file != folder / page.path:
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page.file, folder / page.path)
    pagefind.index(folder, target, language)
    return pagefind.indexed(target)


def _merged(target: Path, language: str, pages: Sequence[HtmlPage], kept: Kept) -> Iterator[Indexed]:
    some = any(page.marked for page in pages)
    reader = _Reader(target, language, kept, marked=some)
    merged, known = MergedIndex(language), dict[str, str]()
    (target / "fragment").mkdir(parents=True)
    for found in reader.read([page for page in pages if page.marked or not some]):
        if found != NOTHING:
            path, data = merged.add(found)
            (target / path).write_bytes(data)
            yield pagefind.of_page(merged.names[-1], found.about, known)
    if merged.names:
        (target / "index").mkdir()
        for path, data in merged.files(reader.common()):
            (target / path).write_bytes(data)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads pages, or takes what it has read of them before; `marked` says that pages have the mark of Pagefind."""

    target: Path
    language: str
    kept: Kept
    marked: bool

    def read(self, pages: Sequence[HtmlPage]) -> Iterator[PageIndex]:
        """Yield what the index has of each page, in order."""
        names = [self._name(b"page", page.path.encode(), page.digest) for page in pages]
        missing = [at for at, name in enumerate(names) if not self.kept.has(name)]
        batches = iter([missing[at : at + AT_ONCE] for at in range(0, len(missing), AT_ONCE)])
        fresh: dict[str, PageIndex] = {}
        wanted = set(missing)
        for at, (page, name) in enumerate(zip(pages, names, strict=True)):
            if at in wanted and page.path not in fresh:
                fresh = self._read([pages[each] for each in next(batches)])
            if at in wanted:
                self.kept.put(name, stored(fresh[page.path]))
                yield fresh[page.path]
            else:
                data = self.kept.get(name)
                yield restored(data) if data else self._read([page])[page.path]

    def common(self) -> dict[str, bytes]:
        """Return the files that any index has."""
        names = self.kept.get(self._name(b"files"))
        paths = names.decode().split() if names else []
        found = {path: self.kept.get(self._name(b"file", path.encode())) or b"" for path in paths}
        if not found or not all(found.values()):
            self._read([])
            return self.common()
        return found

    def _name(self, *parts: bytes) -> bytes:
        digest = hashlib.sha256(f"{self.language} {self.marked}".encode())
        for each in parts:
            digest.update(len(each).to_bytes(8, "big") + each)
        return digest.digest()

    def _read(self, pages: Sequence[HtmlPage]) -> dict[str, PageIndex]:
        """Let Pagefind read some pages; return what it has of each, by path."""
        with TemporaryDirectory(dir=self.target.parent, prefix=".read") as name:
            folder = self.target.parent / name
            for page in pages:
                (folder / "pages" / page.path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(page.file, folder / "pages" / page.path)
            (folder / "pages").mkdir(exist_ok=True)
            lone = _EMPTY.format(f" {_MARK.decode()}" if self.marked else "")
            (folder / "pages" / _LONE).write_text(lone, encoding="utf-8")
            pagefind.index(folder / "pages", folder / "index", self.language)
            made = (path for path in sorted((folder / "index").rglob("*")) if path.is_file())
            files = {path.relative_to(folder / "index").as_posix(): path.read_bytes() for path in made}
        found = pages_of(files)
        self._keep_common({path: data for path, data in files.items() if _is_common(path)})
        if found.pop(f"/{_LONE}", None) is None or not found.keys() <= {page.address for page in pages}:
            raise UnknownFormatError("addresses")
        return {page.path: found.get(page.address, NOTHING) for page in pages}

    def _keep_common(self, files: Mapping[str, bytes]) -> None:
        for path, data in files.items():
            self.kept.put(self._name(b"file", path.encode()), data)
        self.kept.put(self._name(b"files"), " ".join(files).encode())


def _is_common(path: str) -> bool:
    return "/" not in path and not path.endswith(".pf_meta")
