"""Atom feeds (RFC 4287): one for the site, one for each theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kbsite.model import Output
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import byline, description
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kbsite.model import Document, Site
    from kbsite.norwegian.known_date import KnownDate
    from kbsite.render.compose import Strings

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

MOST = 50
"""How many pages a feed has."""


def feeds(site: Site, strings: Strings) -> Iterator[Output]:
    """Yield the feed of the whole site and of each theme, the newest pages first."""
    lang = site.config.language
    title = site.config.title.in_language(lang)
    yield Output("feed.xml", _feed(site, strings, "/", "/feed.xml", title, newest(site)))
    for theme in site.config.themes:
        address = routes.theme(site.config.kinds, theme.id)
        name = f"{title}: {theme.title.in_language(lang)}"
        documents = _newest(site, site.by_theme.get(theme.id, ()))
        feed = _feed(site, strings, address, f"{address}feed.xml", name, documents)
        yield Output(f"{address}feed.xml".removeprefix("/"), feed)


def newest(site: Site) -> list[Document]:
    """Return the newest pages of the whole site."""
    return _newest(site, (document for group in site.by_kind.values() for document in group))


def _newest(site: Site, documents: Iterable[Document]) -> list[Document]:
    """Return the documents that changed last; one that nobody knows the date of is no news."""
    dated = [document for document in documents if document.meta.date or site.updated(document)]
    return sorted(dated, key=lambda d: (-last_change(site, d).first.toordinal(), d.address))[:MOST]


def _feed(site: Site, strings: Strings, page: str, own: str, title: str, documents: Sequence[Document]) -> bytes:
    config = site.config
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": config.language})
    _add(root, "id", absolute(config, own))
    _add(root, "title", title)
    _add(root, "updated", moment(max((last_change(site, each) for each in documents), default=None)))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=absolute(config, own))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=absolute(config, page))
    author = ET.SubElement(root, "author")
    _add(author, "name", config.publisher)
    for document in documents:
        _entry(root, site, document, strings[language(document, config)])
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _entry(root: ET.Element, site: Site, document: Document, words: Mapping[str, str]) -> None:
    """Add a page; an invented one says so in its title, which is all that many readers of feeds show."""
    config = site.config
    address = absolute(config, document.address)
    lang = language(document, config)
    entry = ET.SubElement(root, "entry", {} if lang == config.language else {"xml:lang": lang})
    _add(entry, "id", address)
    mark = f" ({words['example'].lower()})" if document.meta.example else ""
    _add(entry, "title", f"{document.meta.title}{mark}")
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    if document.meta.date:
        _add(entry, "published", moment(document.meta.date))
    _add(entry, "updated", moment(last_change(site, document)))
    for view in byline(site, document):
        invented = f" ({words['example_author']})" if view.example else ""
        _add(ET.SubElement(entry, "author"), "name", f"{view.name}{invented}")
    for theme in document.meta.themes:
        label = config.theme(theme).title.in_language(config.language)
        ET.SubElement(entry, "category", term=theme, label=label)
    if document.meta.example:
        ET.SubElement(entry, "category", term="example", label=words["example"])
    _add(entry, "summary", description(document, words))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("", text)


def last_change(site: Site, document: Document) -> KnownDate:
    """Return the date of the last change that counts, of a document that has one."""
    return max(day for day in (document.meta.date, site.updated(document)) if day)


def moment(day: KnownDate | None) -> str:
    """Return the beginning of a date's first day: Atom has no date without a month, a day and a time."""
    return f"{day.first.isoformat() if day else '1970-01-01'}T00:00:00Z"
