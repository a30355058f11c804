"""What the two sites of documents, the editors' and the owners', are looked at for in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests import axe
from tests.test_every_page import Variant, faults, heard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser


def unfit(browser: Browser, url: str, paths: Iterable[str], locale: str) -> list[str]:
    """Return the faults of pages that are seen once, in the dark on a telephone, by all rules of axe."""
    wrong: list[str] = []
    context = browser.new_context(base_url=url, locale=locale, color_scheme="light")
    try:
        page = context.new_page()
        with heard(page, urlsplit(url).netloc) as said:
            for path in sorted(paths):
                page.goto(path.removesuffix("index.html"), wait_until="load")
                axe.put_on(page)
                wrong += [f"{path}: {fault}" for fault in faults(page, Variant("dark", 320))]
    finally:
        context.close()
    return wrong + said


def first_hits(browser: Browser, url: str, search: str, query: str) -> Any:
    """Return the addresses of the first three hits of a query; `search` is the path of the search page."""
    context = browser.new_context(base_url=url)
    try:
        page = context.new_page()
        page.goto(f"{search}?q={query}")
        page.wait_for_selector("[data-part='search-status'][data-state='done']")
        return page.locator("[data-part='results'] > li").evaluate_all(
            "hits => hits.slice(0, 3).map(hit => new URL(hit.querySelector('a').href).pathname)"
        )
    finally:
        context.close()
