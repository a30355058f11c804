"""A file → every reference in it to another file or address of the site, with its exact position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.parse import decode, parse
from kbsite.schema.yaml_fields import fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.diagnostics import Location
    from kbsite.model import Document, Source
    from kbsite.parse import ParseSettings
    from kbsite.schema.yaml_fields import Path

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Written:
    """A reference in a file: from `start` up to `end` of its text, and its value.

    `how` is link, picture, related, page (of a model's step), author, url (of a resource) or data. `automatic` is a
    link that is its own text, `<https://…>`; `angled` one between < and >.
    """

    start: int
    end: int
    says: str
    how: str
    automatic: bool = False
    angled: bool = False
    raw: str = ""

    def as_written(self, after: str) -> str:
        """Return the query and fragment at its end, character for character."""
        found = re.search(r"(?<!&)[?#].*", self.raw)
        return found[0] if found and _plain(found[0]) == after else after


def text_of(source: Source) -> str:
    """Return a file's exact characters, with a byte order mark and its line ends."""
    return source.data.decode("utf-8", "surrogateescape")


def in_page(source: Source, settings: ParseSettings) -> tuple[Written, ...]:
    """Return the references of a page in order, each position once."""
    document = parse(source, settings).document
    if document is None:
        return ()
    text = text_of(source)
    starts = _starts(text)
    found: dict[int, Written] = {}
    for at, says, how in _of_text(document):
        _keep(_destination(text, starts[at.line - 1] + at.column - 1, says, how), found)
    for at, says, how in _of_fields(document):
        _keep(_scalar(text, starts, at, says, how), found)
    return tuple(found[start] for start in sorted(found))


def in_data(source: Source) -> tuple[Written, ...]:
    """Return every value of a file in data/, to be compared with the address and path of a moved page."""
    text = text_of(source)
    read = fields(decode(source)[0], source.path)
    starts = _starts(text)
    found: dict[int, Written] = {}
    for path, at in read.marks.items():
        value = _value(read.data, path)
        if isinstance(value, str) and value:
            _keep(_scalar(text, starts, at, value, "data"), found)
    return tuple(found[start] for start in sorted(found))


def rewritten(source: Source, changes: Mapping[Written, str]) -> bytes:
    """Return the file with some of its references replaced, and nothing else changed."""
    text, at, parts = text_of(source), 0, []
    for each in sorted(changes, key=lambda each: each.start):
        parts += [text[at : each.start], changes[each]]
        at = each.end
    return "".join([*parts, text[at:]]).encode("utf-8", "surrogateescape")


def _of_text(document: Document) -> Iterator[tuple[Location, str, str]]:
    yield from ((link.at, link.href, "link") for link in document.body.links)
    yield from ((picture.at, picture.src, "picture") for picture in document.body.pictures)


def _of_fields(document: Document) -> Iterator[tuple[Location, str, str]]:
    marks, meta = document.marks, document.meta
    wanted: list[tuple[Path, str, str]] = [(("related", i), ref, "related") for i, ref in enumerate(meta.related)]
    wanted += [(path, page, "page") for path, page in meta.named_pages()]
    wanted += [(("resources", i, "url"), source.url, "url") for i, source in enumerate(meta.resources)]
    for index, author in enumerate(meta.authors):
        path: Path = ("authors", index, "id")
        wanted.append((path if path in marks else path[:-1], author.id, "author"))
    yield from ((marks[path], says, how) for path, says, how in wanted if path in marks)


def _keep(each: Written | None, found: dict[int, Written]) -> None:
    if each is not None:
        found.setdefault(each.start, each)


def _starts(text: str) -> list[int]:
    """Return the offset of each line, after a byte order mark."""
    found = [match.start() for match in _LINE.finditer(text)]
    return [1 if text.startswith("\ufeff") else 0, *found[1:]]


def _destination(text: str, start: int, says: str, how: str) -> Written | None:
    """Return the address of a link or a picture that begins at `start`; None where another one or none does."""
    start += text.startswith("<", start)
    angled = text[start - 1 : start] == "<"
    end = _end_of_angled(text, start) if angled else _end(text, start)
    raw = text[start:end]
    if not raw or unquote(_plain(raw)) != unquote(says):
        return None
    inside = text[start - 3 : start] == "](<" or text[start - 3 : start - 1] == ": "
    automatic = angled and not inside and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", raw) is not None
    return Written(start, end, _plain(raw), how, automatic=automatic, angled=angled, raw=raw)


def _end(text: str, start: int) -> int:
    """Return the end of an address in round brackets or by itself: brackets inside it are balanced."""
    depth, at = 0, start
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign.isspace() or (sign == ")" and not depth):
            break
        depth += (sign == "(") - (sign == ")")
        at += 1
    return min(at, len(text))


def _end_of_angled(text: str, start: int) -> int:
    found = re.compile(r"(?:\\.|[^<>\\\r\n])*").match(text, start)
    return found.end() if found else start


def _plain(raw: str) -> str:
    return unescape(_ESCAPED.sub(r"\1", raw))


def _scalar(text: str, starts: list[int], at: Location, says: str, how: str) -> Written | None:
    """Return a YAML value; None where its text differs from its value, such as over several lines."""
    start = starts[at.line - 1] + at.column - 1
    start += text[start : start + 1] in ("'", '"')
    return Written(start, start + len(says), says, how) if text.startswith(says, start) else None


def _value(data: object, path: Iterable[str | int]) -> object:
    for part in path:
        if isinstance(data, dict):
            data = data[str(part)]
        elif isinstance(data, list):
            data = data[int(part)]
        else:
            return None
    return data
