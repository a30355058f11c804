"""Indexes → the pages that list their documents: by theme where they are many, by year where they are very many."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kbsite.model import Document, Theme
from kbsite.render.compose.content import trail
from kbsite.render.compose.head import Trail, head
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.lists import theme_trail
from kbsite.render.compose.parts import items
from kbsite.render.views import LinkView, ListingPage, ThemeGroup
from kbsite.site import routes
from kbsite.site.listings import Index, Listing, first_theme, grouped, indexes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kbsite.model import Site
    from kbsite.render.views import ItemView
    from kbsite.schema.kinds import FrontMatter


def listing_pages(site: Site) -> Iterator[tuple[str, Callable[[], ListingPage], tuple[object, ...]]]:
    """Yield the address of every page of every index, with what makes the page, and what that takes."""
    lang = site.config.language
    everything = tuple(indexes(site))
    narrow, counts = _narrow(site, everything), _counts(everything)
    for index in everything:
        title = index.kind.many.in_language(lang)
        step = ((title, index.address),)
        match index.owner:
            case None:
                path: Trail = step
            case Theme() as theme:
                path = (*theme_trail(site, theme), *step)
                title = f"{title}: {theme.title.in_language(lang)}"
            case author:
                path = (*trail(site, author), *step)
                title = f"{title}: {author.meta.title}"
        links = () if isinstance(index.owner, Document) else narrow.get(index.kind.kind, ())
        yield from _listing(site, index, title, path, links, counts[index.kind.kind] if links else {})


def _counts(found: Sequence[Index]) -> dict[str, dict[str, int]]:
    """Return, by kind and theme, how many pages the index of a theme has."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for index in found:
        if isinstance(index.owner, Theme):
            counts[index.kind.kind][index.owner.id] = len(index.documents)
    return counts


def _narrow(site: Site, found: Sequence[Index]) -> dict[str, tuple[LinkView, ...]]:
    """Return, by kind, links to all pages of it and to those of each theme, where its index is grouped by theme."""
    links: dict[str, list[LinkView]] = {}
    for index in found:
        if not isinstance(index.owner, Document) and grouped(site, index.kind):
            title = index.owner.title.in_language(site.config.language) if index.owner else ""
            link = LinkView(title, href(site.config, index.address), note=str(len(index.documents)))
            links.setdefault(index.kind.kind, []).append(link)
    return {kind: tuple(each) for kind, each in links.items()}


def _by_theme(
    site: Site, kind: type[FrontMatter], documents: Sequence[Document], counts: Mapping[str, int]
) -> tuple[ThemeGroup, ...]:
    """Return documents by their first theme, in the order of the themes; `counts` has the pages of each theme."""
    lang = site.config.language
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(first_theme(document), []).append(document)
    return tuple(
        ThemeGroup(
            theme.id,
            theme.title.in_language(lang),
            href(site.config, f"{routes.theme(site.config.kinds, theme.id)}{kind.folder}/"),
            items(site, found[theme.id], lang),
            counts[theme.id],
        )
        for theme in site.config.themes
        if theme.id in found
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """All pages of an index, and what each of them has."""

    site: Site
    index: Index
    title: str
    path: Trail
    narrow: tuple[LinkView, ...]
    themes: Mapping[str, int]
    pages: tuple[Listing, ...]
    counts: Mapping[int, int]

    def view(self, position: int) -> ListingPage:
        """Return one of the pages."""
        site, index, page = self.site, self.index, self.pages[position]
        here = href(site.config, index.address)
        heading = f"{self.title} {page.year}" if page.year else self.title
        steps = (*self.path, (str(page.year), page.address)) if page.year else self.path
        numbered = f"{heading} ({page.number})" if page.number > 1 else heading
        grouped_by = self.themes if not index.owner else {}
        return ListingPage(
            head=head(site, page.address, numbered, steps),
            title=self.title,
            heading=heading,
            count=len(index.documents) if not page.year else self.counts[page.year],
            items=items(site, page.documents, site.config.language, drawn=True),
            groups=_by_theme(site, index.kind, page.documents, grouped_by) if grouped_by else (),
            narrow=tuple(replace(each, current=each.href == here) for each in self.narrow),
            dated=not index.kind.ages,
            years=self._years(page.year),
            previous=_neighbour(site, self.pages, position - 1) if page.year else None,
            next=_neighbour(site, self.pages, position + 1) if page.year else None,
            archive=_archive(site, index) if position == 0 else (),
        )

    def _years(self, current: int) -> tuple[LinkView, ...]:
        return tuple(
            LinkView(
                str(each.year),
                href(self.site.config, each.address),
                current=each.year == current,
                note=str(self.counts[each.year]),
            )
            for each in self.pages
            if each.year and each.number == 1
        )


def _listing(
    site: Site,
    index: Index,
    title: str,
    path: Trail,
    narrow: tuple[LinkView, ...],
    themes: Mapping[str, int],
) -> Iterator[tuple[str, Callable[[], ListingPage], tuple[object, ...]]]:
    pages = index.listings
    counts: dict[int, int] = {}
    for page in pages:
        counts[page.year] = counts.get(page.year, 0) + len(page.documents)
    views = _Pages(
        site=site,
        index=index,
        title=title,
        path=path,
        narrow=narrow,
        themes=themes,
        pages=pages,
        counts=counts,
    )
    shape = tuple((page.address, page.year, page.number) for page in pages)
    of_all = (index.kind.kind, len(index.documents), title, path, narrow, themes, shape, counts)
    for position, page in enumerate(pages):
        yield page.address, partial(views.view, position), (*of_all, position, page.documents)


def _archive(site: Site, index: Index) -> tuple[ItemView, ...]:
    """Return the archived pages of an index of the whole site; none for that of a theme or an author."""
    if index.owner is not None:
        return ()
    return items(site, [d for d in site.archive if d.kind == index.kind.kind], site.config.language)


def _neighbour(site: Site, pages: tuple[Listing, ...], index: int) -> LinkView | None:
    if not 0 < index < len(pages):
        return None
    page = pages[index]
    title = f"{page.year} ({page.number})" if page.number > 1 else str(page.year)
    return LinkView(title, href(site.config, page.address))
