"""The facts about a page that the open data give, the same in all of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import authors, summary
from kbsite.site.assemble import language
from kbsite.site.review import reviewed
from kbsite.site.routes import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site

Facts = dict[str, Any]


def documents(site: Site) -> Iterator[Document]:
    """Yield the documents that have a page of their own, by address."""
    found = (each for each in site.pages if each.address)
    yield from sorted(found, key=lambda document: document.address)


def facts(site: Site, document: Document) -> Facts:
    """Return the facts about a page: what is not known is left out, and a date is as much as is known of it."""
    config, meta = site.config, document.meta
    parent = site.parents.get(document.address)
    updated, last = site.updated(document), reviewed(site, document)
    translations = site.translations.get(document.address, ())
    found: Facts = {
        "title": meta.title,
        "url": absolute(config, document.address),
        "markdown": absolute(config, f"{document.address}{MARKDOWN}"),
        "kind": document.kind,
        "language": language(document, config),
        "summary": summary(document),
        "themes": list(dict.fromkeys(meta.themes)),
        "authors": [_author(site, *each) for each in authors(site, document)],
        "published": meta.date.isoformat() if meta.date else "",
        "updated": updated.isoformat() if updated else "",
        "reviewed": last.isoformat() if last else "",
        "part_of": absolute(config, parent.address) if parent else "",
        "translations": [absolute(config, each.address) for each in translations],
        "example": meta.example,
        "archived": meta.archived,
        "license": config.license.url if config.license else "",
    }
    return {name: value for name, value in found.items() if value}


def _author(site: Site, profile: Document, role: str, affiliation: str) -> Facts:
    found = {
        "name": profile.meta.title,
        "url": absolute(site.config, profile.address),
        "role": role,
        "affiliation": affiliation,
        "example": profile.meta.example,
    }
    return {name: value for name, value in found.items() if value}
