"""Every kind of page is accessible: axe finds nothing, it fits a telephone, and the keyboard is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.conftest import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

KINDS = ("qa", "article", "chapter", "practice", "opinion", "news", "model", "author", "theme", "page")

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

SERVICE = {
    "front": "index.html",
    "search": "sok/index.html",
    "ask": "spor-oss/index.html",
    "missing": "404.html",
    "themes": "tema/index.html",
    "authors": "forfattere/index.html",
    "listing": "artikler/index.html",
}


def path_of(what: str, pages: dict[str, PageFile]) -> str:
    """Return the path of the page that shows most of its kind: the longest."""
    if what in SERVICE:
        return SERVICE[what]
    if what == "whole":
        return next(path for path, page in pages.items() if page.all("article[@data-whole]"))
    mine = [path for path, page in pages.items() if page.all(f"article[@data-kind='{what}']")]
    plain = [path for path in mine if not pages[path].all("article[@data-whole]")]
    return max(plain, key=lambda path: (sum(1 for _ in pages[path].root.iter()), path))


@pytest.fixture(scope="module")
def axe() -> Axe:
    """Return axe-core with its rules for WCAG 2.2 AA and its best practices."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
    return found.Axe()


@pytest.mark.parametrize("what", [*KINDS, *SERVICE, "whole"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, site_url: str, pages: dict[str, PageFile], axe: Axe, what: str
) -> None:
    """Light and dark, on a telephone and on a desk."""
    with watched(browser, site_url, bypass_csp=True) as page:
        page.goto(path_of(what, pages))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert violations(axe, page) == [], f"{scheme}, {width} pixels wide"


def test_axe_is_awake(browser: Browser, site_url: str, axe: Axe) -> None:
    with watched(browser, site_url, bypass_csp=True) as page:
        page.goto("om/")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        assert [each for each in violations(axe, page) if each.startswith("html-has-lang")]


def violations(axe: Axe, page: Page) -> list[str]:
    """Return what axe finds on a page: the rule, the element, and how to mend it."""
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found
        for node in each["nodes"]
    ]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML"))


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page) -> None:
    page.goto("om/")
    page.keyboard.press("Tab")
    assert 'href="#innhold"' in focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header.site') === null")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


def stops(page: Page, most: int = 80) -> Iterator[str]:
    """Yield what the keyboard comes to, one stop after another."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        yield focused(page)


def test_the_search_field_in_the_header_comes_after_the_menu_and_before_the_text(page: Page) -> None:
    page.goto("om/")
    for stop in stops(page):
        if 'name="q"' in stop:
            break
        assert page.evaluate("document.activeElement.closest('main') === null"), stop
    else:
        pytest.fail("the keyboard never comes to the search field")
    page.keyboard.type("plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=plan*")


@pytest.mark.parametrize("path", ["", "om/", "sok/", "spor-oss/"])
def test_wherever_the_keyboard_comes_it_is_seen(page: Page, path: str) -> None:
    page.goto(path)
    seen = 0
    for stop in stops(page):
        visible = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                const box = document.activeElement.getBoundingClientRect();
                const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return (outlined || style.boxShadow !== 'none') && box.width > 0 && box.height > 0;
            }"""
        )
        assert visible, f"focus is not seen on {stop}"
        seen += 1
    assert seen > 10


def test_the_keyboard_goes_through_the_page_in_the_order_that_it_is_read(page: Page) -> None:
    page.goto("om/")
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].every(e => e.tabIndex <= 0)")


def test_the_page_reads_well_without_script(noscript_page: Page) -> None:
    noscript_page.goto("om/")
    assert noscript_page.locator("a[data-part='share-link']").is_visible()
    assert not noscript_page.locator("form[data-part='share']").is_visible()


def test_text_can_grow_to_twice_its_size_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto("sok/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
