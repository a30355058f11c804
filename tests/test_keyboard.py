"""The keyboard alone is enough: it comes everywhere, is seen wherever it is, and is never caught."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MOST = 150
"""More stops than the longest way on any page; beyond them the keyboard is caught."""

SEEN = """() => {
    const style = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return (outlined || style.boxShadow !== 'none') && box.width > 0 && box.height > 0 && inside;
}"""

"""Whether where the keyboard is shows that it is there; a smooth scroll may take a moment to come to it."""

STOOD = """height => new Promise((done) => {
    let times = 0;
    const look = () => {
        times = document.readyState === 'complete' && Math.abs(scrollY - height) < 2 ? times + 1 : 0;
        times > 5 ? done() : requestAnimationFrame(look);
    };
    look();
})"""
"""Waits until the browser has put the page that one went back to where it stood: else it moves away from where the
keyboard has come to meanwhile."""

AGAIN = """() => {
    const stops = (window.keyboardStops ??= new Set());
    const again = stops.has(document.activeElement);
    stops.add(document.activeElement);
    return again;
}"""
"""Whether the keyboard has been here before, since the page was opened."""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML"))


def stops(page: Page) -> Iterator[str]:
    """Yield what the keyboard comes to, one stop after another, to the end of the page; each must be seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        page.wait_for_function(SEEN, timeout=5000)
        assert not page.evaluate(AGAIN), f"the keyboard goes in circles: {focused(page)}"
        yield focused(page)
    pytest.fail(f"after {MOST} stops the page has no end")


def tab_to(page: Page, selector: str) -> None:
    """Go on from where the keyboard is to the first stop that the selector fits."""
    for _ in stops(page):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard never comes to {selector} on {page.url}")


def test_from_the_front_page_to_an_answer_its_author_back_and_a_tip_to_a_friend(page: Page, site_url: str) -> None:
    """The way that a reader in a hurry goes, with Tab, Enter, letters and the browser's own way back."""
    page.goto(site_url)
    tab_to(page, "input[name='q']")
    page.keyboard.type("individuell plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=individuell*plan")
    expect(page.locator("[data-part='search-status']")).to_have_attribute("data-state", "done")

    tab_to(page, "[data-part='results'] > li a[href*='/sporsmal-og-svar/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sporsmal-og-svar/*/**")
    answer = page.url
    expect(page.locator("[data-part='answer']")).to_be_visible()

    tab_to(page, "[data-part='byline'] a[rel='author']")
    stood = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.wait_for_url("**/forfattere/*/")
    expect(page.locator("article[data-kind='author'] h1")).to_be_visible()

    page.go_back()  # Alt and an arrow belong to the browser's window, which a headless one has not
    page.wait_for_url(answer)
    expect(page.locator("[data-part='answer']")).to_be_visible()
    page.evaluate(STOOD, stood)
    tab_to(page, "details[data-part='share-place'] > summary")
    page.keyboard.press("Enter")
    tab_to(page, "form[data-part='share'] input[name='to']")
    page.keyboard.type("kari@eksempel.no")
    tab_to(page, "form[data-part='share'] textarea")
    page.keyboard.type("Se her!")
    tab_to(page, "form[data-part='share'] button")
    with page.expect_request(lambda request: request.url.startswith("mailto:")) as asked:
        page.keyboard.press("Enter")
    to, _, rest = asked.value.url.removeprefix("mailto:").partition("?")
    assert unquote(to) == "kari@eksempel.no"
    assert "Se her!" in unquote(rest)
    assert urlsplit(answer).path in unquote(rest)


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page) -> None:
    page.goto("om/")
    page.keyboard.press("Tab")
    assert 'href="#innhold"' in focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header.site') === null")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


def test_the_search_field_in_the_header_comes_before_the_text(page: Page) -> None:
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


@pytest.mark.parametrize("path", ["", "om/", "sok/", "spor-oss/", "artikler/hva-er-planlegging/hele/"])
def test_wherever_the_keyboard_comes_it_is_seen_and_it_comes_to_the_end(page: Page, path: str) -> None:
    page.goto(path)
    assert sum(1 for _ in stops(page)) > 10


def test_the_keyboard_goes_through_the_page_in_the_order_that_it_is_read(page: Page) -> None:
    page.goto("om/")
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].every(e => e.tabIndex <= 0)")
