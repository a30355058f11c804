"""A page as reports identify it: title, file, address and owners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Term

WORD = "glossary"
"""What stands for the kind where a report is of a word of the glossary."""


@dataclass(frozen=True, slots=True)
class Owner:
    """An author of a page; `email` is "" where the author's profile has none."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site: `file` is relative to the site's root, `url` is the full address."""

    title: str
    kind: str
    file: str
    address: str
    url: str
    owners: tuple[Owner, ...]


def page(site: Site, document: Document) -> Page:
    """Return how reports identify a document; one without authors, such as a plain page, has no owners."""
    return Page(
        title=document.meta.title,
        kind=document.kind,
        file=document.path,
        address=document.address,
        url=f"{site.config.base_url.removesuffix('/')}{document.address}",
        owners=tuple(_owner(site, name) for name in dict.fromkeys(each.id for each in document.meta.authors)),
    )


def word(site: Site, term: Term) -> Page:
    """Return how reports identify a word of the glossary: in the glossary's file, with a place on its page."""
    address = f"{site.config.routes.glossary}#{term.id}"
    return Page(
        title=term.name(site.config.language),
        kind=WORD,
        file=term.at.file,
        address=address,
        url=f"{site.config.base_url.removesuffix('/')}{address}",
        owners=(),
    )


def lines(each: Page, first: str = "", note: str = "") -> str:
    """Return the file of a page after `first`, and below it a note, the title, the owners and the address."""
    owners = ", ".join(owner.name for owner in each.owners)
    below = [*([note] if note else []), each.title, *([owners] if owners else []), each.url]
    indent = " " * (len(first) or 2)
    return "".join(f"  {printable(line)}\n" for line in (first + each.file, *(f"{indent}{line}" for line in below)))


def listed(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Return pages as objects for JSON."""
    return [as_mapping(each) for each in pages]


def as_mapping(each: Page) -> dict[str, Any]:
    """Return a page as an object with title, kind, file, address, url and owners (id, name, email)."""
    owners = [{"id": owner.id, "name": owner.name, "email": owner.email} for owner in each.owners]
    return {
        "title": each.title,
        "kind": each.kind,
        "file": each.file,
        "address": each.address,
        "url": each.url,
        "owners": owners,
    }


def _owner(site: Site, name: str) -> Owner:
    profile = site.profiles.get(name)
    if profile is None:
        return Owner(name, name, "")
    return Owner(name, profile.meta.title, getattr(profile.meta, "email", None) or "")
