"""Themes and authors without pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

THEME = "theme-without-pages"
AUTHOR = "author-without-pages"


def unused(site: Site) -> Iterator[Diagnostic]:
    """Every theme has at least one page that is shown, and every author has one or an archived one.

    Skipped where a page has invalid fields, or names an unknown theme or author.
    """
    if not all(document.sound for document in site.documents):
        return
    themes = {theme.id for theme in site.config.themes}
    authors = {author.place.slug for author in site.authors}
    if not themes.issuperset(site.by_theme) or not authors.issuperset(site.by_author):
        return
    archived = {author.id for document in site.archive for author in document.meta.authors}
    for theme in site.config.themes:
        below = any(child.parent == theme.id and site.by_theme.get(child.id) for child in site.config.themes)
        if not site.by_theme.get(theme.id) and not below:
            yield problem(theme.at, THEME, theme=theme.id)
    for author in site.authors:
        if not site.by_author.get(author.place.slug) and author.place.slug not in archived:
            yield problem(author.at(), AUTHOR, author=author.place.slug)
