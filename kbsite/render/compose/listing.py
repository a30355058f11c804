"""Indexes → the pages that list their documents: by theme where they are many, by year where they are very many."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
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
    from collections.abc import Iterator, Mapping, Sequence

    from kbsite.model import Site
    from kbsite.render.views import ItemView
    from kbsite.schema.kinds import FrontMatter


def listing_pages(site: Site) -> Iterator[tuple[str, ListingPage]]:
    """Yield every page of every index, with its address."""
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
            href(site.config, f"{routes.theme(theme.id)}{kind.folder}/"),
            items(site, found[theme.id], lang),
            counts[theme.id],
        )
        for theme in site.config.themes
        if theme.id in found
    )


def _listing(
    site: Site,
    index: Index,
    title: str,
    path: Trail,
    narrow: tuple[LinkView, ...],
    themes: Mapping[str, int],
) -> Iterator[tuple[str, ListingPage]]:
    pages = index.listings
    here = href(site.config, index.address)
    counts: dict[int, int] = {}
    for page in pages:
        counts[page.year] = counts.get(page.year, 0) + len(page.documents)
    for position, page in enumerate(pages):
        heading = f"{title} {page.year}" if page.year else title
        steps = (*path, (str(page.year), page.address)) if page.year else path
        years = tuple(
            LinkView(
                str(each.year),
                href(site.config, each.address),
                current=each.year == page.year,
                note=str(counts[each.year]),
            )
            for each in pages
            if each.year and each.number == 1
        )
        numbered = f"{heading} ({page.number})" if page.number > 1 else heading
        yield (
            page.address,
            ListingPage(
                head=head(site, page.address, numbered, steps),
                title=title,
                heading=heading,
                count=len(index.documents) if not page.year else counts[page.year],
                items=items(site, page.documents, site.config.language, drawn=True),
                groups=_by_theme(site, index.kind, page.documents, themes) if not index.owner and themes else (),
                narrow=tuple(replace(each, current=each.href == here) for each in narrow),
                dated=not index.kind.ages,
                years=years,
                previous=_neighbour(site, pages, position - 1) if page.year else None,
                next=_neighbour(site, pages, position + 1) if page.year else None,
                archive=_archive(site, index) if position == 0 else (),
            ),
        )


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
