"""Takes the pictures of docs/developer/screenshots.md, of each kind of page: `python -m tests.screenshots SITE`.

SITE is the folder of a built site. The browser itself writes WebP, so that no other program is needed.
"""

from __future__ import annotations

import base64
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import sync_playwright

from kbsite.publish.local_host import served
from kbsite.search.evaluation.browser import chromium
from tests.one_of_each import address_of
from tests.sites import ROOT, read_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
DOCUMENT = ROOT / "docs" / "developer" / "screenshots.md"

MOST = 1_500_000
"""Bytes that all pictures together may have."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the top of a page: its file's name, what it shows, and how the page is seen."""

    name: str
    what: str
    caption: str
    size: tuple[int, int]
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    query: str = ""


WIDE, PHONE, PAPER = (1280, 1000), (390, 844), (794, 1123)

PICTURES = (
    Picture("front", "front", "The front page", WIDE),
    Picture("front-dark", "front", "The front page where the reader's machine is set to dark", WIDE, "dark"),
    Picture("front-phone", "front", "The front page on a telephone", PHONE),
    Picture("qa", "qa", "A question and its answer: a letter and the reply", WIDE),
    Picture("qa-dark", "qa", "The same in the dark", WIDE, "dark"),
    Picture("qa-phone", "qa", "The same on a telephone", PHONE),
    Picture("article", "article", "An article", WIDE),
    Picture("article-phone", "article", "An article on a telephone", PHONE),
    Picture("chapter", "chapter", "A chapter of an article", WIDE),
    Picture("whole", "whole", "All chapters of an article on one page", WIDE),
    Picture("whole-print", "whole", "The same, as it is printed", PAPER, media="print"),
    Picture("practice", "practice", "An example from practice", WIDE),
    Picture("opinion", "opinion", "An op-ed", WIDE),
    Picture("news", "news", "News", WIDE),
    Picture("model", "model", "A clickable model", WIDE),
    Picture("model-phone", "model", "A clickable model on a telephone", PHONE),
    Picture("law", "law", "A law, and what refers to each of its sections", WIDE),
    Picture("theme", "theme", "A theme", WIDE),
    Picture("author", "author", "An author", WIDE),
    Picture("page", "page", "A plain page", WIDE),
    Picture("search", "search", "The search, with results and filters", WIDE, query="?q=individuell+plan"),
    Picture("search-phone", "search", "The search on a telephone", PHONE, query="?q=individuell+plan"),
    Picture("search-dark", "search", "The search in the dark", WIDE, "dark", query="?q=individuell+plan"),
    Picture("ask", "ask", "The form that composes a question to the editors", WIDE),
    Picture("listing", "listing", "The list of a kind of page", WIDE),
    Picture("themes", "themes", "All themes", WIDE),
    Picture("authors", "authors", "All authors", WIDE),
    Picture("missing", "missing", "A page that is not there", WIDE),
)


def take(browser: Browser, site_url: str, address: str, picture: Picture) -> bytes:
    """Return the picture in WebP."""
    width, height = picture.size
    context = browser.new_context(
        base_url=site_url, locale="nb-NO", viewport={"width": width, "height": height}, color_scheme=picture.scheme
    )
    try:
        page = context.new_page()
        page.emulate_media(media=picture.media, reduced_motion="reduce")
        page.goto(address + picture.query, wait_until="networkidle")
        if picture.query:
            page.wait_for_selector("[data-state='done']")
        shot: dict[str, Any] = {"format": "webp", "quality": 38}
        return base64.b64decode(context.new_cdp_session(page).send("Page.captureScreenshot", shot)["data"])
    finally:
        context.close()


def document() -> str:
    """Return the page that shows them all."""
    head = (
        "# Screenshots\n\nOne of each kind of page: the top of what a reader sees. Regenerated, this page too, by"
        " `make screenshots`; look at\nevery one before you commit them.\n"
    )
    shown = (f"\n## {each.caption}\n\n![{each.caption}](../images/{each.name}.webp)\n" for each in PICTURES)
    return head + "".join(shown)


def main(folder: str) -> int:
    """Write all pictures and the page that shows them; 1 where they have become too heavy."""
    site = Path(folder)
    pages = read_pages(site)
    IMAGES.mkdir(exist_ok=True)
    total = 0
    with served(site) as site_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--hide-scrollbars"])
        for picture in PICTURES:
            data = take(browser, site_url, address_of(picture.what, pages), picture)
            (IMAGES / f"{picture.name}.webp").write_bytes(data)
            total += len(data)
        browser.close()
    DOCUMENT.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"{len(PICTURES)} pictures, {total / 1000:.0f} kB\n")
    return int(total > MOST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
