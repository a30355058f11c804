"""Themes and authors that a page names are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, nearest, problem
from kbsite.schema.kinds.front_matter import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

THEME = "unknown-theme"
AUTHOR = "unknown-author"


def names(site: Site) -> Iterator[Diagnostic]:
    """Each theme is in data/themes.yaml, each author has a file, each introduction has a theme."""
    themes = {theme.id for theme in site.config.themes}
    authors = {d.place.slug for d in site.documents if d.meta.introduces == "author"}
    for document in site.documents:
        for index, theme in enumerate(document.meta.themes):
            known = theme in themes or (theme == STAND_IN and not document.sound)
            if ("themes", index) in document.marks and not known:
                at = document.at("themes", index)
                yield problem(at, THEME, theme=theme, near=nearest(theme, themes))
        for index, author in enumerate(document.meta.authors):
            known = author.id in authors or (author.id == STAND_IN and not document.sound)
            if ("authors", index) in document.marks and not known:
                at = document.at("authors", index, "id")
                yield problem(at, AUTHOR, author=author.id, near=nearest(author.id, authors))
        if document.meta.introduces == "theme" and document.place.slug not in themes:
            near = nearest(document.place.slug, themes)
            yield problem(document.at(), THEME, theme=document.place.slug, near=near)
