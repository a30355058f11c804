"""Pagination: how the indexes of a site are split into pages, of a kind, a theme or an author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from kbsite.model import Document, Site, Theme
    from kbsite.schema.kinds import FrontMatter

SHOWN = 20
"""How many pages of a kind a theme or an author shows before the rest get pages of their own."""

GROUPED = 12
"""How many pages an index has at least where it is grouped by theme, and each theme has a page for the kind."""

LONG = 50
"""How many pages an index may have before it is split by year."""

MOST = 100
"""How many pages a year may have before it is split by number."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of an index: all of it, the newest, or those of a year; `number` counts a year's pages from 1."""

    address: str
    documents: tuple[Document, ...]
    year: int = 0
    number: int = 1


@dataclass(frozen=True, slots=True)
class Index:
    """All documents of a kind, on the whole site or of one `owner`, and the pages that they are split into."""

    kind: type[FrontMatter]
    owner: Theme | Document | None
    address: str
    documents: tuple[Document, ...]

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Return the index's pages: one, or when it is long the newest first and then one or more for each year."""
        if len(self.documents) <= LONG:
            return (Listing(self.address, self.documents),)
        found = [Listing(self.address, self.documents[:LONG])]
        years: dict[int, list[Document]] = {}
        for document in self.documents:
            years.setdefault(document.meta.date.year if document.meta.date else 0, []).append(document)
        for year, mine in years.items():
            for number, start in enumerate(range(0, len(mine), MOST), start=1):
                tail = f"{year}/" if number == 1 else f"{year}/{number}/"
                found.append(Listing(f"{self.address}{tail}", tuple(mine[start : start + MOST]), year, number))
        return tuple(found)


def indexes(site: Site) -> Iterator[Index]:
    """Yield every index of the site; the documents in each are sorted, the newest first."""
    for kind in site.config.kinds.listed:
        if kind.empty_index or kind.kind in site.by_kind or any(d.kind == kind.kind for d in site.archive):
            yield Index(kind, None, kind.index(), site.by_kind.get(kind.kind, ()))
    by_themes = {kind.kind for kind in site.config.kinds.listed if grouped(site, kind)}
    for theme in site.config.themes:
        yield from _rest(
            site, theme, routes.theme(site.config.kinds, theme.id), site.by_theme.get(theme.id, ()), by_themes
        )
    for author in site.authors:
        yield from _rest(site, author, author.address, site.by_author.get(author.place.slug, ()))


def grouped(site: Site, kind: type[FrontMatter]) -> bool:
    """Return whether the index of a kind is grouped by theme: it has many pages, on themes more than on days."""
    documents = site.by_kind.get(kind.kind, ())
    return kind.ages and len(documents) >= GROUPED and len({first_theme(each) for each in documents}) > 1


def first_theme(document: Document) -> str:
    """Return the theme that a page is listed under where it is listed once; "" without any."""
    return next(iter(document.meta.themes), "")


def by_kind(site: Site, documents: Sequence[Document]) -> Iterator[tuple[type[FrontMatter], tuple[Document, ...]]]:
    """Yield the kinds that `documents` have, in the order of the site, each with its documents."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.kind, []).append(document)
    for kind in site.config.kinds.listed:
        if mine := groups.get(kind.kind):
            yield kind, tuple(mine)


def _rest(
    site: Site,
    owner: Theme | Document,
    address: str,
    documents: Sequence[Document],
    always: Container[str] = (),
) -> Iterator[Index]:
    """Yield an index of each kind with more documents than the page of `owner` shows, or that is `always` one."""
    for kind, mine in by_kind(site, documents):
        if len(mine) > SHOWN or kind.kind in always:
            yield Index(kind, owner, f"{address}{kind.folder}/", mine)
