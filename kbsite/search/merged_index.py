"""What an index has of each page → one index of all pages, in files as Pagefind writes them.

So Pagefind reads only the pages that it has not read before. tests/test_merged_index.py compares the index with one
that Pagefind makes of all pages at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from kbsite.publish.gzipped import gzipped
from kbsite.search.page_index import SIGNATURE, digest_of, number, renumbered, sequence, text

ENTRY = "pagefind-entry.json"
"""What an index begins with: its version, and the name of its table."""

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from kbsite.search.page_index import PageIndex

_CHUNK = 4_000
"""After how many bytes a file of words ends, before compression: a search costs one such file for each word."""

_LEVEL = 9
"""Of libdeflate: the files are a little smaller than Pagefind's, in less time."""

_FIELDS = ("page", "summary", "title")
"""The metadata that kbsite's layouts have, as its pages number them: these come first."""

_DIGITS = 7
_DIGITS_OF_TABLE = 8
"""How many digits of a digest name a file, unless another has that name; and the table, beside the language's."""


@dataclass(slots=True)
class _Places:
    """The places of one word, page by page."""

    data: bytearray = field(default_factory=bytearray)
    last: int = 0
    pages: int = 0

    def packed(self) -> bytes:
        return sequence(self.pages) + self.data


@dataclass(slots=True)
class MergedIndex:
    """An index that grows page by page; it does not depend on what Pagefind has read at once.

    `names` are the names of the pages in the index, in order.
    """

    language: str
    names: list[str] = field(default_factory=list)
    words: dict[str, _Places] = field(default_factory=dict)
    forms: dict[str, dict[str, _Places]] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=lambda: {name: at for at, name in enumerate(_FIELDS)})
    gaps: list[bytes] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def add(self, page: PageIndex) -> tuple[str, bytes]:
        """Add a page; return the path of its file, and that file's bytes."""
        at = len(self.names)
        name = _name(page.about.digest, self.language, self.taken)
        self.taken.add(name)
        self.names.append(name)
        self.sizes.append(page.about.size)
        places = page.places
        written = tuple(each.place for each in page.forms)
        numbers = {own: self.fields.setdefault(each, len(self.fields)) for own, each in enumerate(page.fields)}
        if any(own != shared for own, shared in numbers.items()):
            places, written = tuple(renumbered(places, numbers)), tuple(renumbered(written, numbers))
        self.gaps.append(b"\x83" + number(at))
        _add(self.words, zip(page.words, places, strict=True), at, self.gaps)
        for form, place in zip(page.forms, written, strict=True):
            _add(self.forms.setdefault(form.word, {}), ((form.form, place),), at, self.gaps)
        return f"fragment/{name}.pf_fragment", page.packed

    def files(self, common: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of every file but those of the pages; `common` are those of any index."""
        chunks = list(self._chunks())
        bounds = _bounds([(words[0], words[-1]) for words, _ in chunks])
        named: set[str] = set()
        rows = []
        for (first, last), (_, data) in zip(bounds, chunks, strict=True):
            name = _name(digest_of(data), self.language, named)
            named.add(name)
            rows.append(sequence(3) + text(first) + text(last) + text(name))
            yield f"index/{name}.pf_index", gzipped(SIGNATURE + data, _LEVEL)
        version = str(json.loads(common[ENTRY])["version"])
        pages = (sequence(2) + text(name) + number(size) for name, size in zip(self.names, self.sizes, strict=True))
        table = b"".join(
            (
                *(sequence(6), text(version), sequence(len(self.names)), *pages, sequence(len(rows)), *rows),
                *(sequence(0), sequence(0), sequence(len(self.fields)), *map(text, self.fields)),
            )
        )
        digest = f"{self.language}_{digest_of(table)[: len(self.language) + _DIGITS_OF_TABLE]}"
        yield f"pagefind.{digest}.pf_meta", gzipped(SIGNATURE + table, _LEVEL)
        yield from ((path, data) for path, data in common.items() if path != ENTRY)
        yield ENTRY, self._entry(common[ENTRY], digest)

    def _chunks(self) -> Iterator[tuple[list[str], bytes]]:
        """Yield the words of each file of the index, and the file."""
        words: list[str] = []
        rows: list[bytes] = []
        size = 0
        for word in sorted({*self.words, *self.forms}):
            row = self._row(word)
            words.append(word)
            rows.append(row)
            size += len(row)
            if size >= _CHUNK:
                yield words, sequence(1) + sequence(len(rows)) + b"".join(rows)
                words, rows, size = [], [], 0
        if rows:
            yield words, sequence(1) + sequence(len(rows)) + b"".join(rows)

    def _row(self, word: str) -> bytes:
        forms = self.forms.get(word, {})
        written = (sequence(2) + text(form) + forms[form].packed() for form in sorted(forms))
        places = self.words[word].packed() if word in self.words else sequence(0)
        return b"".join((sequence(3), text(word), places, sequence(len(forms)), *written))

    def _entry(self, data: bytes, digest: str) -> bytes:
        """Return what an index begins with: its version, and the name of its table."""
        entry = json.loads(data)
        about = entry["languages"][self.language] | {"hash": digest, "page_count": len(self.names)}
        found = entry | {"languages": {self.language: about}}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _add(words: dict[str, _Places], found: Iterable[tuple[str, bytes]], page: int, gaps: Sequence[bytes]) -> None:
    """Add the places of words on a page; `gaps` has the beginning of an entry by the distance from the last."""
    for word, place in found:
        known = words.get(word)
        if known is None:
            known = words[word] = _Places()
        known.data += gaps[page - known.last] + place
        known.last = page
        known.pages += 1


def _name(digest: str, language: str, taken: Container[str]) -> str:
    """Return the name of a file: as much of its digest as no other has."""
    names = (f"{language}_{digest[:length]}" for length in range(_DIGITS, len(digest) + 1))
    return next(name for name in names if name not in taken)


def _bounds(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the first and the last word of each file, no longer than it takes to tell the files apart."""
    bounds = [list(each) for each in found]
    for before, after in pairwise(bounds):
        pairs = zip(before[1], after[0], strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        before[1], after[0] = before[1][: shared + 1], after[0][: shared + 1]
    return [(first, last) for first, last in bounds]
