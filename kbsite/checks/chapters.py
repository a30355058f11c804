"""Chapters and translations belong to something, and chapters have an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.place import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

ORPHAN = "orphan-chapter"
LONE = "orphan-translation"
DOUBLE = "double-chapter-number"


def chapters(site: Site) -> Iterator[Diagnostic]:
    """A chapter has its article and a number of its own there; a translation has its original."""
    originals = {document.address for document in site.documents if not document.place.original}
    paths = {key(document.path) for document in site.documents}
    numbers: dict[tuple[str, int], str] = {}
    for document in site.documents:
        place = document.place
        if place.original:
            if place.original not in paths:
                yield problem(document.at(), LONE, original=place.original)
            continue
        if not place.parent:
            continue
        if place.parent not in originals:
            folder = document.path.rpartition("/")[0]
            yield problem(document.at(), ORPHAN, parent=f"{folder}/index.md")
        other = numbers.setdefault((place.parent, place.number), document.path)
        if other != document.path:
            yield problem(document.at(), DOUBLE, number=place.number, other=other)
