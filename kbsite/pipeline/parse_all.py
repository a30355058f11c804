"""All files → parsed files: those that others inherit from come first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kbsite.model import Place
from kbsite.parse.laws.scopes import NOTHING_ABOVE, Above
from kbsite.parse.place import key, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kbsite.model import Document, Parsed, Source
    from kbsite.parse import ParseSettings


def parse_all(
    sources: Sequence[Source],
    settings: ParseSettings,
    parse: Callable[[Sequence[tuple[Source, Above]], ParseSettings], Iterable[Parsed]],
    progress: Callable[[str, int, int], None],
) -> list[Parsed]:
    """Return each parsed file: articles before their chapters, and originals before their translations.

    `parse` gets all files at once that inherit from none of the others, each with what it inherits.
    """
    places = {source.path: place(source.path, settings.kinds) for source in sources}
    by_path: dict[str, Document] = {}
    by_address: dict[str, Document] = {}
    found: list[Parsed] = []
    in_order = sorted(sources, key=lambda each: _rank(places[each.path]))
    for _, group in groupby(in_order, lambda each: _rank(places[each.path])):
        wave = [(source, _inherited(places[source.path], by_path, by_address)) for source in group]
        for (source, _), parsed in zip(wave, parse(wave, settings), strict=True):
            found.append(parsed)
            if parsed.document:
                by_path[key(source.path)] = parsed.document
                if not parsed.document.place.original:
                    by_address.setdefault(parsed.document.address, parsed.document)
            progress("reading", len(found), len(sources))
    return found


def _inherited(where: object, by_path: Mapping[str, Document], by_address: Mapping[str, Document]) -> Above:
    return _above(where, by_path, by_address) if isinstance(where, Place) else NOTHING_ABOVE


def _rank(where: object) -> int:
    return bool(where.parent) + 2 * bool(where.original) if isinstance(where, Place) else 0


def _above(where: Place, by_path: Mapping[str, Document], by_address: Mapping[str, Document]) -> Above:
    """Return the law that a chapter or a translation inherits, and the laws that the article of a chapter names."""
    original, article = by_path.get(where.original), by_address.get(where.parent)
    laws = (each.meta.law for each in (original, article) if each)
    return Above(next(filter(None, laws), ""), article.body.named if article else ())
