"""Pages in two languages: which translations are older than what they translate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.parse.place import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site
    from kbsite.norwegian.known_date import KnownDate


@dataclass(frozen=True, slots=True)
class Outdated:
    """A translation whose fields say that it was last changed on `last`, and its original later, on `changed`."""

    document: Document
    original: Document
    changed: KnownDate
    last: KnownDate


def outdated(site: Site) -> Iterator[Outdated]:
    """Yield the published translations that are older than their originals, by `updated` or else `date`.

    Dates from git do not count: most changes of a file are no news to readers of the other language. A translation
    of 2026 is not older than an original of May that year, for it may be of June.
    """
    by_path = {key(document.path): document for document in site.pages}
    for document in site.pages:
        original = by_path.get(document.place.original)
        if original is None or not original.meta.updated or not original.sound or original.meta.archived:
            continue
        last = document.meta.updated or document.meta.date
        if last and last.last < original.meta.updated.first:
            yield Outdated(document, original, original.meta.updated, last)
