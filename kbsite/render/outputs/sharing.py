"""The picture for sharing of each page: planned here, drawn by `card.py` when it is published or asked for.

Its address has a digest of all that its bytes depend on, for the services that show it keep it by its address.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from kbsite.model import CardLook, Output, SharingCard
from kbsite.render import fonts
from kbsite.render.compose.hrefs import absolute
from kbsite.render.views import CardView, ContentPage, FrontPage, LawPage, RedirectPage, ThemePage, WholePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.model import Config
    from kbsite.render.compose import PageJob
    from kbsite.render.views import Page

WIDTH, HEIGHT = 1200, 630
"""The size that the large services ask for: https://developers.facebook.com/docs/sharing/webmasters/images/."""

RECIPE = "1"
"""To be raised when `card.py` draws the same card in another way."""

_DEFAULTS = {"deep": "#123c4a", "on-deep": "#eef3f1", "accent": "#d9822b"}

_COLOUR = re.compile(rb"--(deep|on-deep|accent):\s*(#[0-9a-fA-F]{6})\b")


def card_look(assets: Mapping[str, bytes], config: Config | None = None, logo: bytes = b"") -> CardLook:
    """Return the look of a site's cards: the colours that style.css names first, and the layouts' mark.png.

    A site with a logo of its own, which is `logo`, has that.
    """
    own = bool(config and config.looks.logo)
    found = dict(_DEFAULTS)
    for name, colour in reversed(_COLOUR.findall(assets.get("assets/style.css", b""))):
        found[name.decode()] = colour.decode().lower()
    return CardLook(
        ground=found["deep"],
        ink=found["on-deep"],
        accent=found["accent"],
        mark=logo if own else assets.get("assets/mark.png", b""),
        own=own,
    )


def with_card(job: PageJob, config: Config, look: CardLook) -> PageJob:
    """Return a page with the address of its card, where readers share it."""
    if not _shared(job.page):
        return job
    title, above, below = card_texts(job.page, config)
    card = SharingCard(title, above, below, look)
    src = f"{absolute(config, '/' + _path(job.path, config))}?v={card_digest(card)[:10]}"
    view = CardView(src, WIDTH, HEIGHT, f"{card.title} – {card.below}")
    return replace(job, page=replace(job.page, head=replace(job.page.head, card=view)))


def cards(pages: Iterable[tuple[str, tuple[str, ...]]], config: Config, look: CardLook) -> Iterator[Output]:
    """Yield the card of each page that has one, to be drawn: of each its path and what the card says are given."""
    for path, texts in pages:
        if texts:
            title, above, below = texts
            yield Output(_path(path, config), SharingCard(title, above, below, look))


def card_texts(page: Page, config: Config) -> tuple[str, ...]:
    """Return what the card of a page says: its title, what stands above it, the name of the site."""
    name = config.title.in_language(page.head.lang)
    if isinstance(page, FrontPage):
        return (config.description.in_language(page.head.lang) or name, "", name)
    return (page.head.title, _above(page, config), name)


def card_digest(card: SharingCard) -> str:
    """Return a digest of everything that the bytes of a card depend on."""
    parts = (*_drawing(), *_parts_of(card.look), card.title, card.above, card.below)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _drawing() -> tuple[str, ...]:
    """Return what the bytes of every card depend on; to ask for a version is to read a file."""
    return (RECIPE, version("pillow"), fonts.digest())


@cache
def _parts_of(look: CardLook) -> tuple[str, ...]:
    drawn_by = (version("resvg-py"),) if look.own and is_drawing(look.mark) else ()
    return (look.ground, look.ink, look.accent, hashlib.sha256(look.mark).hexdigest(), *drawn_by)


def is_drawing(data: bytes) -> bool:
    """Return whether a mark is XML, as SVG is, and neither PNG nor WebP."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _shared(page: Page) -> bool:
    return bool(page.head.canonical) and not isinstance(page, RedirectPage)


def _path(page: str, config: Config) -> str:
    """Return the path of a card that every disk can hold, however long that of the page is."""
    name = page.removesuffix(".html").removesuffix("/index").rpartition("/")[2]
    return f"{config.routes.sharing}{name[:60]}-{hashlib.sha256(page.encode()).hexdigest()[:8]}.png"


def _above(page: Page, config: Config) -> str:
    """Return what stands above the title: the kind and the first theme, or where the page belongs."""
    match page:
        case WholePage(article=article):
            return _kind(article)
        case ContentPage():
            return _kind(page)
        case ThemePage():
            return config.kinds.introducing("theme").one.in_language(page.head.lang)
        case LawPage():
            return page.head.trail[0].title
        case _:
            return page.head.trail[-2].title if len(page.head.trail) > 1 else ""


def _kind(page: ContentPage) -> str:
    if page.parent:
        return page.parent.title
    return " · ".join((page.label, *(theme.title for theme in page.themes[:1])))
