"""Themes and authors that a page names are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, nearest, problem
from kbsite.norwegian.names_and_dates import slug
from kbsite.schema.advice import meant_name
from kbsite.schema.kinds.front_matter import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kbsite.model import Site

THEME = "unknown-theme"
AUTHOR = "unknown-author"


def names(site: Site) -> Iterator[Diagnostic]:
    """Each theme is in data/themes.yaml, each author has a file, each introduction has a theme."""
    themes = {theme.id for theme in site.config.themes}
    authors = {d.place.slug for d in site.documents if d.meta.introduces == "author"}
    by_title, by_name = _called(site)
    for document in site.documents:
        for index, theme in enumerate(document.meta.themes):
            known = theme in themes or (theme == STAND_IN and not document.sound)
            if ("themes", index) in document.marks and not known:
                at = document.at("themes", index)
                yield problem(at, THEME, theme=theme, id=slug(theme) or "id", near=_near(theme, themes, by_title))
        for index, author in enumerate(document.meta.authors):
            known = author.id in authors or (author.id == STAND_IN and not document.sound)
            if ("authors", index) in document.marks and not known:
                at = document.at("authors", index, "id")
                yield problem(at, AUTHOR, author=author.id, near=_near(author.id, authors, by_name))
        if document.meta.introduces == "theme" and document.place.slug not in themes:
            own = document.place.slug
            yield problem(document.at(), THEME, theme=own, id=own, near=_near(own, themes, by_title))


def _called(site: Site) -> tuple[dict[str, str], dict[str, str]]:
    """Return the id of each theme by its titles and synonyms, and of each author by name, both as slugs."""
    themes = {
        slug(name): theme.id
        for theme in reversed(site.config.themes)
        for name in (*theme.synonyms, *theme.title.forms)
    }
    authors = {slug(d.meta.title): d.place.slug for d in site.documents if d.meta.introduces == "author"}
    return themes, authors


def _near(word: str, known: Collection[str], names: Mapping[str, str]) -> str:
    """Return the id most likely meant: one whose name matches, or one with a similar spelling."""
    return meant_name(word, known, names) or nearest(word, known) or names.get(nearest(slug(word), names), "")
