"""Themes, authors and kinds → the pages that list their documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import initial
from kbsite.render.compose import structured
from kbsite.render.compose.content import trail
from kbsite.render.compose.head import Trail, head
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.models import theme_places
from kbsite.render.compose.parts import description, groups, items, resources, summary, theme_view
from kbsite.render.compose.text import filled, on_paper
from kbsite.render.html import html
from kbsite.render.views import (
    AuthorEntry,
    AuthorIndex,
    AuthorPage,
    LetterView,
    LinkView,
    ThemeIndex,
    ThemePage,
)
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.model import Document, Site, Theme
    from kbsite.render.views import GroupView


def theme_page(site: Site, theme: Theme, words: Mapping[str, str]) -> ThemePage:
    """Return the page of a theme, with or without an introduction."""
    lang = site.config.language
    intro = site.introductions.get(theme.id)
    own = language(intro, site.config) if intro else lang
    title = theme.title.in_language(lang)
    text = theme.summary.in_language(lang) or (summary(intro) if intro else "")
    feed = f"{routes.theme(site.config.kinds, theme.id)}feed.xml"
    address = routes.theme(site.config.kinds, theme.id)
    documents = site.by_theme.get(theme.id, ())
    pages = tuple(each for each in documents if not each.meta.process())
    found = groups(site, address, pages, lang, site.chapters_by_theme.get(theme.id, ()))
    return ThemePage(
        sign=href(site.config, theme.sign) if theme.sign else "",
        head=head(
            site,
            address,
            title,
            theme_trail(site, theme),
            description=(intro.meta.summary if intro else "") or text,
            feed=feed,
            document=intro,
        ),
        id=theme.id,
        title=title,
        summary=text,
        introduction=_text(site, intro, words),
        introduction_lang="" if own == lang else own,
        also_asked=intro.meta.also_asked if intro else (),
        resources=resources(intro, lang),
        children=tuple(theme_view(site, t.id, lang) for t in site.config.themes if t.parent == theme.id),
        groups=found,
        processes=items(site, (each for each in documents if each.meta.process()), lang, drawn=True),
        jumps=tuple(LinkView(each.title, f"#gruppe_{each.kind}", note=str(each.count)) for each in found),
        feed=href(site.config, feed),
        ask=href(site.config, f"{site.config.routes.ask}?{site.config.routes.names.theme}={theme.id}"),
        models=theme_places(site, theme, lang),
        archive=items(site, [d for d in site.archive if theme.id in d.meta.themes], lang),
        on_paper=on_paper(site, intro) if intro else (),
    )


def theme_index(site: Site) -> ThemeIndex:
    """Return the index of themes."""
    lang = site.config.language
    kind = site.config.kinds.introducing("theme")
    title = kind.many.in_language(lang)
    return ThemeIndex(
        head(site, kind.index(), title, ((title, kind.index()),)),
        tuple(theme_view(site, theme.id, lang) for theme in site.config.themes),
    )


def author_page(site: Site, author: Document, words: Mapping[str, str]) -> AuthorPage:
    """Return an author's page."""
    lang = site.config.language
    own = language(author, site.config)
    meta = author.meta
    return AuthorPage(
        head=head(
            site,
            author.address,
            meta.title,
            trail(site, author),
            lang=lang,
            description=description(author, words),
            structured=(structured.person(site, author, words),),
            document=author,
        ),
        name=meta.title,
        role=getattr(meta, "role", ""),
        affiliation=getattr(meta, "affiliation", ""),
        email=getattr(meta, "email", None) or "",
        biography=_text(site, author, words),
        biography_lang="" if own == lang else own,
        also_asked=meta.also_asked,
        groups=_without_bylines(groups(site, author.address, site.by_author.get(author.place.slug, ()), lang)),
        example=meta.example,
        archive=items(site, [d for d in site.archive if _wrote(author, d)], lang),
    )


def _without_bylines(found: Iterable[GroupView]) -> tuple[GroupView, ...]:
    """Return the groups of an author's page, where an item names its authors only if there are others."""
    return tuple(
        replace(
            group,
            items=tuple(replace(item, byline=()) if len(item.byline) == 1 else item for item in group.items),
        )
        for group in found
    )


def author_index(site: Site) -> AuthorIndex:
    """Return the index of authors, by letter."""
    kind = site.config.kinds.introducing("author")
    title = kind.many.in_language(site.config.language)
    letters: dict[str, list[AuthorEntry]] = {}
    for author in site.authors:
        entry = AuthorEntry(
            author.meta.title,
            href(site.config, author.address),
            getattr(author.meta, "role", ""),
            getattr(author.meta, "affiliation", ""),
            len(site.by_author.get(author.place.slug, ())),
            author.meta.example,
        )
        letters.setdefault(initial(author.meta.title, site.config.language), []).append(entry)
    return AuthorIndex(
        head(site, kind.index(), title, ((title, kind.index()),)),
        tuple(LetterView(letter, tuple(authors)) for letter, authors in letters.items()),
    )


def _wrote(author: Document, document: Document) -> bool:
    return author.place.slug in {each.id for each in document.meta.authors}


def _text(site: Site, document: Document | None, words: Mapping[str, str]) -> str:
    """Return a text for a page in the site's language; `words` are the UI strings."""
    if document is None:
        return ""
    page = site.config.language
    other = page if language(document, site.config) != page else ""
    noted = on_paper(site, document) if document.meta.introduces == "theme" else ()
    found = filled(site, document, words, lang=other, noted=noted)
    return "".join(html(section.blocks, found) for section in document.body.sections)


def theme_trail(site: Site, theme: Theme) -> Trail:
    """Return the breadcrumbs of a theme's page: all themes, those above it, itself."""
    lang = site.config.language
    steps: list[tuple[str, str]] = []
    while True:
        steps.insert(0, (theme.title.in_language(lang), routes.theme(site.config.kinds, theme.id)))
        if not theme.parent:
            kind = site.config.kinds.introducing("theme")
            return ((kind.many.in_language(lang), kind.index()), *steps)
        theme = site.config.theme(theme.parent)
