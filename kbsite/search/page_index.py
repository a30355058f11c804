"""The index that Pagefind makes of some pages → what it has of each page by itself.

The files of an index are CBOR (RFC 8949), compressed with gzip. What a page has of a word, its places, is taken out
as bytes and not looked into; Pagefind alone knows how a text becomes words, and words become stems.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kbsite.search.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SIGNATURE = b"pagefind_dcd"
"""The first bytes of each decompressed file of an index."""

_NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4})"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a.{4})"
_PLACE = re.compile(rb"\x83(%b)(%b%b*)(%b%b*)" % (_NUMBER, _LIST, _NUMBER, _LIST, _NUMBER), re.DOTALL)
"""What a page has of a word: the distance from the page before, the places in its text, those in its metadata."""

_ONE = re.compile(_NUMBER, re.DOTALL)
_LENGTH = re.compile(_LIST, re.DOTALL)

_TEXT, _SEQUENCE = 0x60, 0x80


_ASKED = "asked_"
"""The id of what the layouts have of `also_asked` for the search."""


class UnknownFormatError(Exception):
    """An index is not as Pagefind 1.5 makes it, or has filters or orders, which are about all pages together."""


class Form(NamedTuple):
    """A word as it is written, where Pagefind tells it from its stem; and its places."""

    word: str
    form: str
    place: bytes


class About(NamedTuple):
    """What a page's own file says: its digest, its address, how many words it has by Pagefind's count, and which.

    `words` are the different words of its text, with blanks between; `asked` is where `also_asked` is in it.
    """

    digest: str = ""
    address: str = ""
    size: int = 0
    words: str = ""
    asked: int | None = None


NOTHING_SAID = About()


@dataclass(frozen=True, slots=True)
class PageIndex:
    """What an index has of one page.

    `packed` is the page's own file, as it is published, and `about` what it says. `places` has the places of each
    of `words`; those in the metadata name it by its number in `fields`.
    """

    packed: bytes
    fields: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[bytes, ...]
    forms: tuple[Form, ...] = ()
    about: About = NOTHING_SAID


NOTHING = PageIndex(b"", (), (), ())
"""A page that is not in the index."""


def pages_of(files: Mapping[str, bytes]) -> dict[str, PageIndex]:
    """Return what an index has of each page, by its address; `files` are those of the index, by path.

    Raises UnknownFormatError.
    """
    try:
        return _pages(files)
    except (AttributeError, LookupError, ValueError, TypeError, OSError, EOFError) as error:
        raise UnknownFormatError(str(error)) from error


def about(fragment: bytes) -> About:
    """Return what a page's own file says, unpacked."""
    page = json.loads(fragment)
    meta = page["meta"]
    whole = " ".join([*(meta.get(each, "") for each in ("title", "summary")), page["content"]])
    asked = (anchor["location"] for anchor in page.get("anchors", ()) if anchor["id"] == _ASKED)
    words = " ".join(words_of(whole))
    return About(digest_of(fragment), page["url"], page.get("word_count", 0), words, next(asked, None))


def digest_of(data: bytes) -> str:
    """Return a digest as Pagefind writes it: each byte with as few digits as it takes."""
    return "".join(f"{each:x}" for each in hashlib.sha1(data, usedforsecurity=False).digest())


def unpacked(data: bytes) -> bytes:
    """Return the bytes in a file of an index."""
    return gzip.decompress(data).removeprefix(SIGNATURE)


def stored(page: PageIndex) -> bytes:
    """Return a page of an index as bytes: a line of JSON, and what it tells the sizes of."""
    forms = [(each.word, each.form, len(each.place)) for each in page.forms]
    head = [page.fields, page.words, [len(each) for each in page.places], forms, len(page.packed), page.about]
    places = (*page.places, *(each.place for each in page.forms))
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + page.packed + b"".join(places)


def restored(data: bytes) -> PageIndex:
    """Return the page of an index that `stored` made bytes of."""
    line, _, rest = data.partition(b"\n")
    fields, words, sizes, forms, size, said = json.loads(line)
    places = tuple(_cut(rest, size, [*sizes, *(each[2] for each in forms)]))
    written = tuple(
        Form(word, form, place) for (word, form, _), place in zip(forms, places[len(sizes) :], strict=True)
    )
    return PageIndex(rest[:size], tuple(fields), tuple(words), places[: len(sizes)], written, About(*said))


def renumbered(places: Iterable[bytes], numbers: Mapping[int, int]) -> Iterator[bytes]:
    """Yield places, each field in them with another number: that which `numbers` has for its own."""
    for place in places:
        found = _PLACE.fullmatch(b"\x83\x00" + place)
        if found is None:
            raise UnknownFormatError(place.hex())
        start = _LENGTH.match(found[3])
        head = start[0] if start else b""
        values = (number_of(each) for each in _ONE.findall(found[3], len(head)))
        named = (number(-1 - numbers[-1 - value]) if value < 0 else number(value) for value in values)
        yield found[2] + head + b"".join(named)


def number(value: int) -> bytes:
    """Return a number in CBOR."""
    return _head(0, value) if value >= 0 else _head(0x20, -1 - value)


def number_of(data: bytes) -> int:
    """Return the number that some CBOR is."""
    low = data[0] & 0x1F
    value = low if len(data) == 1 else int.from_bytes(data[1:], "big")
    return value if data[0] < 0x20 else -1 - value


def text(value: str) -> bytes:
    """Return a text in CBOR."""
    data = value.encode()
    return _head(_TEXT, len(data)) + data


def sequence(length: int) -> bytes:
    """Return the beginning of so many values in CBOR."""
    return _head(_SEQUENCE, length)


def _head(kind: int, value: int) -> bytes:
    if value < 24:
        return bytes((kind | value,))
    size = next(each for each in (1, 2, 4) if value < 1 << 8 * each)
    return bytes((kind | 23 + size.bit_length(),)) + value.to_bytes(size, "big")


def _cut(data: bytes, at: int, sizes: Iterable[int]) -> Iterator[bytes]:
    for size in sizes:
        yield data[at : at + size]
        at += size


class _Reader:
    """Reads what it expects; raises UnknownFormatError for anything else."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def length(self, kind: int) -> int:
        first = self.data[self.at]
        if first & 0xE0 != kind or first & 0x1F > 26:
            raise UnknownFormatError(f"{first} at {self.at}")
        low = first & 0x1F
        self.at += 1
        if low < 24:
            return low
        size = 1 << low - 24
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at], "big")

    def text(self) -> str:
        length = self.length(_TEXT)
        self.at += length
        return self.data[self.at - length : self.at].decode()

    def places(self) -> Iterator[tuple[int, bytes]]:
        """Yield the number of each page and the places there."""
        page = 0
        for _ in range(self.length(_SEQUENCE)):
            found = _PLACE.match(self.data, self.at)
            if found is None:
                raise UnknownFormatError(f"places at {self.at}")
            self.at = found.end()
            page += number_of(found[1])
            yield page, found[2] + found[3]

    def listed(self, *, most: int) -> Any:
        """Return what is next: texts, numbers, and lists of such, at most so many lists within one another."""
        kind = self.data[self.at] & 0xE0
        if kind == _TEXT:
            return self.text()
        if kind == _SEQUENCE and most:
            return [self.listed(most=most - 1) for _ in range(self.length(_SEQUENCE))]
        return self.length(0)


class _Found:
    """What has been read of one page."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.places: list[bytes] = []
        self.forms: list[Form] = []


def _pages(files: Mapping[str, bytes]) -> dict[str, PageIndex]:
    (table,) = (data for path, data in files.items() if path.endswith(".pf_meta"))
    _, pages, chunks, filters, orders, fields = _Reader(unpacked(table)).listed(most=3)
    if filters or orders:
        raise UnknownFormatError("filters")
    found = [_Found() for _ in pages]
    for _, _, name in chunks:
        _read_chunk(_Reader(unpacked(files[f"index/{name}.pf_index"])), found)
    fragments = (files[f"fragment/{name}.pf_fragment"] for name, _ in pages)
    return dict(_page(data, each, fields) for data, each in zip(fragments, found, strict=True))


def _read_chunk(reader: _Reader, found: Sequence[_Found]) -> None:
    """Note what a file of an index has, with the page that it is on."""
    if reader.length(_SEQUENCE) != 1:
        raise UnknownFormatError("words")
    for _ in range(reader.length(_SEQUENCE)):
        _expect(reader.length(_SEQUENCE), 3)
        word = reader.text()
        for page, place in reader.places():
            found[page].words.append(word)
            found[page].places.append(place)
        for _ in range(reader.length(_SEQUENCE)):
            _expect(reader.length(_SEQUENCE), 2)
            form = reader.text()
            for page, place in reader.places():
                found[page].forms.append(Form(word, form, place))
    _expect(reader.at, len(reader.data))


def _expect(found: int, expected: int) -> None:
    if found != expected:
        raise UnknownFormatError(f"{found} in place of {expected}")


def _page(packed: bytes, found: _Found, fields: Sequence[str]) -> tuple[str, PageIndex]:
    """Return the address of a page, and what the index has of it; its fields are its own alone, in order."""
    fragment = unpacked(packed)
    data = json.loads(fragment)
    if "word_count" not in data:
        raise UnknownFormatError("word_count")
    own = tuple(sorted(data["meta"]))
    places, forms = found.places, found.forms
    if own != tuple(fields):
        numbers = {fields.index(each): place for place, each in enumerate(own)}
        places = list(renumbered(places, numbers))
        written = renumbered((each.place for each in forms), numbers)
        forms = [Form(each.word, each.form, place) for each, place in zip(forms, written, strict=True)]
    said = about(fragment)
    return said.address, PageIndex(packed, own, tuple(found.words), tuple(places), tuple(forms), said)
