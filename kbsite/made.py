"""The addresses of what kbsite makes by itself on every site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.parse.schema import KINDS

if TYPE_CHECKING:
    from kbsite.model import Config

FRONT = "/"
SEARCH = "/sok/"
ASK = "/spor-oss/"
NOT_FOUND = "/404.html"
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
ASSETS = "/assets/"
INDEX = "/pagefind/"
WHOLE = "hele/"
"""What follows the address of an article with chapters on the page that has all of it."""


def indexes() -> tuple[str, ...]:
    """Return the address of the index of each kind that has one on every site."""
    return tuple(kind.index() for kind in KINDS if kind.index() and kind.empty_index)


def theme(theme_id: str) -> str:
    """Return the address of a theme's page."""
    return f"/tema/{theme_id}/"


def reserved() -> tuple[str, ...]:
    """Return every address that no file of content may have; a theme's page may be introduced by one."""
    return (FRONT, SEARCH, ASK, NOT_FOUND, FEED, SITEMAP, ROBOTS, ASSETS, INDEX, *indexes())


def linkable(config: Config) -> frozenset[str]:
    """Return every address that a text may link to though no file of content has it."""
    themes = [theme(each.id) for each in config.themes]
    return frozenset((FRONT, SEARCH, ASK, FEED, SITEMAP, *indexes(), *themes, *(f"{t}feed.xml" for t in themes)))
