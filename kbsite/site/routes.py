"""Routes: the addresses that every site has without a file of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Config
    from kbsite.schema.kinds import Kinds

FRONT = "/"
SEARCH = "/sok/"
SUGGESTIONS = f"{SEARCH}forslag.json"
INDEX = f"{SEARCH}indeks/"
"""Where the search index lies: each edition in a folder of its own, named by its content."""
UNNAMED = "-"
"""The folder in INDEX of an index whose name is not known yet, as when pages are rendered."""
ASK = "/spor-oss/"
NOT_FOUND = "/404.html"
FEED = "/feed.xml"
JSON_FEED = "/feed.json"
CONTENT_LIST, CONTENT_SCHEMA = "/innhold.json", "/innhold.schema.json"
"""The list of all pages for other programs, and the description of its form."""
GUIDE = "/llms.txt"
"""The guide for assistants and other programs."""
OPEN_DATA = (FEED, JSON_FEED, CONTENT_LIST, CONTENT_SCHEMA, GUIDE)
"""What other programs read of the whole site."""
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
ASSETS = "/assets/"
ADMIN = "/admin/"
"""Where pages are edited in the browser, on a site that says so."""
LAWS = "/lover/"
GLOSSARY = "/ordliste/"
VERSION = "versjon"
"""What a reference adds to the address of a page, with the day of the version that is cited; page.js reads it."""
BIBTEX, RIS = "siter.bib", "siter.ris"
"""The files with the reference, next to each page of content."""
CALENDAR = "kalender.ics"
"""The file of events to subscribe to, next to each calendar."""
MARKDOWN = "index.md"
"""The text of each page as Markdown, next to it."""
WHOLE = "hele/"
"""The suffix to an article's address of the page with all its chapters."""


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
        yield from (pdf(GLOSSARY) for _ in config.glossary[:1])


def indexes(kinds: Kinds) -> tuple[str, ...]:
    """Return the address of the index of each kind that has one on every site."""
    return tuple(kind.index() for kind in kinds if kind.index() and kind.empty_index)


def theme(kinds: Kinds, theme_id: str) -> str:
    """Return the address of a theme's page."""
    return f"{kinds.introducing('theme').base()}{theme_id}/"


def law(law_id: str) -> str:
    """Return the address of a law's page."""
    return f"{LAWS}{law_id}/"


def of_lexicon(config: Config) -> tuple[str, ...]:
    """Return the addresses of the register of laws and of the glossary; none where the site has no such data."""
    laws = (LAWS, *(law(each.id) for each in config.laws)) if config.laws else ()
    return (*laws, GLOSSARY) if config.glossary else laws


def reserved(kinds: Kinds) -> tuple[str, ...]:
    """Return every address that no file of content may have; a theme's page may be introduced by one."""
    search = (SEARCH, SUGGESTIONS, INDEX)
    return (FRONT, *search, ASK, NOT_FOUND, *OPEN_DATA, SITEMAP, ROBOTS, ASSETS, *indexes(kinds))


def linkable(config: Config) -> frozenset[str]:
    """Return every address that a text may link to though no file of content has it."""
    themes = [theme(config.kinds, each.id) for each in config.themes]
    made = (FRONT, SEARCH, ASK, *OPEN_DATA, SITEMAP, *indexes(config.kinds), *of_lexicon(config))
    return frozenset((*made, *themes, *(f"{t}feed.xml" for t in themes)))


def output_path(address: str) -> str:
    """Return the output file of a page's address."""
    name = address.removeprefix("/")
    if not name or name.endswith("/"):
        return f"{name}index.html"
    return name if name.lower().endswith((".html", ".htm")) else f"{name}/index.html"
