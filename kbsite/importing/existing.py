"""The site as an import finds it: addresses that are answered, files, authors, and what earlier imports made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.site.published import published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.model import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """The site as it is: each address that is answered and by which file, its files, and its authors by name."""

    addresses: Mapping[str, str]
    files: frozenset[str]
    authors: Mapping[str, str]
    paths: Mapping[str, str] = field(default_factory=dict)
    """The file of each page that an earlier import made, by the page's key."""

    def now(self, key: str, addresses: Sequence[str]) -> str:
        """Return the file that an earlier import made of a page, where it is now; "" where there was none."""
        path = self.paths.get(key, "")
        if not path or path in self.files:
            return path
        return next((found for each in addresses if (found := self.addresses.get(each.rstrip("/")))), path)

    def is_removed(self, path: str) -> bool:
        """Return whether an earlier import made a file that somebody has removed."""
        return path in self.paths.values() and path not in self.files


def existing(site: Site, paths: Mapping[str, str]) -> Existing:
    """Return what an import must know of the site; `paths` are the files that it made before, by key."""
    answered = {address.rstrip("/"): file for address, file in published(site).items()}
    for document in site.documents:
        for address in (document.address, *document.meta.aliases):
            answered.setdefault(address.rstrip("/"), document.path)
    authors = {
        document.meta.title.casefold(): document.place.slug
        for document in site.documents
        if document.place.kind.introduces == "author"
    }
    files = frozenset(document.path for document in site.documents)
    return Existing(addresses=answered, files=files, authors=authors, paths=paths)
