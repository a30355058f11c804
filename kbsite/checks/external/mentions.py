"""Every place where content and data mention an address on another host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.checks.external.addresses import host_of, sendable
from kbsite.diagnostics import Location
from kbsite.model import ToAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.model import Document, Site

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\]}»]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """An address as it was written, where, and as it is sent; "" when it cannot be."""

    at: Location
    href: str
    address: str


def mentions(site: Site, data: Mapping[str, str]) -> tuple[Mention, ...]:
    """Return the external addresses in pages and in the files of `data` (text by path), sorted by place.

    Expired pages are left out. A section of a law is requested as the law that
    `data/laws.yaml` names; what the site's settings leave out, and the site's own host, are not requested at all.
    """
    sections = tuple(f"{sendable(law.url())}/%C2%A7" for law in site.config.laws)
    unchecked = tuple(filter(None, map(sendable, site.config.unchecked)))
    home = host_of(sendable(site.config.base_url))
    written = {*_of_laws(site), *_in_data(data)}
    for document in site.documents:
        if not (document.meta.expires and document.meta.expires <= site.today):
            written |= {
                (at, href) for at, href in _of_document(site, document) if not sendable(href).startswith(sections)
            }
    found = (Mention(at, href, sendable(href)) for at, href in sorted(written))
    return tuple(each for each in found if host_of(each.address) != home and not each.address.startswith(unchecked))


def _of_laws(site: Site) -> Iterator[tuple[Location, str]]:
    yield from ((law.at, law.url()) for law in site.config.laws)


def _in_data(data: Mapping[str, str]) -> Iterator[tuple[Location, str]]:
    """Yield addresses in values and in comments, where the glossary has its sources."""
    for path, text in data.items():
        for number, line in enumerate(text.split("\n"), start=1):
            for found in _ADDRESS.finditer(line):
                yield Location(path, number, found.start() + 1), _without_stop(found[0])


def _without_stop(found: str) -> str:
    """Return an address without the full stop, comma or bracket of the sentence around it."""
    trimmed = found.rstrip(".,;:!?")
    while trimmed.endswith(")") and trimmed.count(")") > trimmed.count("("):
        trimmed = trimmed[:-1].rstrip(".,;:!?")
    return trimmed


def _of_document(site: Site, document: Document) -> Iterator[tuple[Location, str]]:
    """Yield the addresses of a page: in its text, footnotes too, and in its fields."""
    named = document.meta.named_pages()
    places: Iterable[tuple[Location, object]] = (
        *zip((link.at for link in document.body.links), site.targets[document.path], strict=True),
        *((document.at("related", i), target) for i, target in enumerate(site.explicit[document.path])),
        *((document.at(*path), target) for (path, _), target in zip(named, site.named[document.path], strict=True)),
    )
    for at, target in places:
        if isinstance(target, ToAddress) and target.url.lower().startswith(("http:", "https:")):
            yield at, target.url
    for index, resource in enumerate(document.meta.resources):
        yield document.at("resources", index, "url"), resource.url
