"""Routes: the addresses that every site has without a file of content.

Those whose names are of a language are in `model/routes.py`, and of a site in `Config.routes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Config
    from kbsite.schema.kinds import Kinds

FRONT = "/"
UNNAMED = "-"
"""The folder among the editions of an index whose name is not known yet, as when pages are rendered."""
NOT_FOUND = "/404.html"
FEED = "/feed.xml"
JSON_FEED = "/feed.json"
GUIDE = "/llms.txt"
"""The guide for assistants and other programs."""
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
ASSETS = "/assets/"
ADMIN = "/admin/"
"""Where pages are edited in the browser, on a site that says so."""
FAVICON = "/favicon.ico"
"""What browsers ask for without reading a page."""
MARKDOWN = "index.md"
"""The text of each page as Markdown, next to it."""


def pdf(address: str) -> str:
    """Return the address of the PDF of a page, named as the page is."""
    name = address.strip("/").rpartition("/")[2]
    return f"{address}{name[:_LONGEST_PDF]}.pdf"


_LONGEST_PDF = 100
"""How much of a page's own name the file's name has: a disk takes no more than 255 bytes of it."""


def pdfs(config: Config, with_chapters: Iterable[str]) -> Iterator[str]:
    """Yield the address of each PDF that a site can have: of articles with chapters, themes, the glossary."""
    if config.pdf:
        yield from map(pdf, with_chapters)
        yield from (pdf(theme(config.kinds, each.id)) for each in config.themes)
        yield from (pdf(config.routes.glossary) for _ in config.glossary[:1])


def indexes(kinds: Kinds) -> tuple[str, ...]:
    """Return the address of the index of each kind that has one on every site."""
    return tuple(kind.index() for kind in kinds if kind.index() and kind.empty_index)


def theme(kinds: Kinds, theme_id: str) -> str:
    """Return the address of a theme's page."""
    return f"{kinds.introducing('theme').base()}{theme_id}/"


def law(config: Config, law_id: str) -> str:
    """Return the address of a law's page."""
    return f"{config.routes.laws}{law_id}/"


def open_data(config: Config) -> tuple[str, ...]:
    """Return the addresses of what other programs read of the whole site."""
    return (FEED, JSON_FEED, config.routes.content_list, config.routes.content_schema, GUIDE)


def of_lexicon(config: Config) -> tuple[str, ...]:
    """Return the addresses of the register of laws and of the glossary; none where the site has no such data."""
    laws = (config.routes.laws, *(law(config, each.id) for each in config.laws)) if config.laws else ()
    return (*laws, config.routes.glossary) if config.glossary else laws


def reserved(config: Config) -> tuple[str, ...]:
    """Return every address that no file of content may have; a theme's page may be introduced by one."""
    own = config.routes
    search = (own.search, own.suggestions, own.index)
    made = (NOT_FOUND, *open_data(config), SITEMAP, ROBOTS, ASSETS)
    return (FRONT, *search, own.ask, *made, *indexes(config.kinds))


def linkable(config: Config) -> frozenset[str]:
    """Return every address that a text may link to though no file of content has it."""
    themes = [theme(config.kinds, each.id) for each in config.themes]
    pages = (FRONT, config.routes.search, config.routes.ask, SITEMAP)
    made = (*pages, *open_data(config), *indexes(config.kinds), *of_lexicon(config))
    return frozenset((*made, *themes, *(f"{t}feed.xml" for t in themes)))


def output_path(address: str) -> str:
    """Return the output file of a page's address."""
    name = address.removeprefix("/")
    if not name or name.endswith("/"):
        return f"{name}index.html"
    return name if name.lower().endswith((".html", ".htm")) else f"{name}/index.html"
