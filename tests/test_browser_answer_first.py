"""The answer first: every question page is answered without scrolling, and is mostly question and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.conftest import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (360, 740))
"""A desk and a telephone."""

LEAST = 0.6
"""The share of a page's height that question and answer take."""

MEASURES = """() => {
    const box = name => document.querySelector(`[data-part="${name}"]`).getBoundingClientRect();
    const line = document.createRange();
    line.selectNodeContents(document.querySelector('[data-part="short-answer"] p'));
    const [short, question, answer] = [box('short-answer'), box('question'), box('answer')];
    return {
        lastLine: line.getBoundingClientRect().bottom,
        inOrder: short.bottom <= question.top && question.bottom <= answer.top,
        share: (question.height + answer.height) / document.documentElement.scrollHeight,
        open: [...document.querySelectorAll('main details[open]')].map(each => each.dataset.part),
    };
}"""

QUESTION = "sporsmal-og-svar/hva-er-planstrategi/"

PARTS = ("contents", "dates", "resources", "models", "backlinks", "also-asked", "cite", "share-place")
"""What has a closed place of its own on a question page that has all of it."""


def questions(pages: dict[str, PageFile]) -> list[str]:
    return [path.removesuffix("index.html") for path, page in pages.items() if page.all("article[@data-kind='qa']")]


@pytest.mark.parametrize("size", SIZES)
def test_every_short_answer_is_in_the_first_screen_and_little_comes_beside_it(
    browser: Browser, site_url: str, pages: dict[str, PageFile], size: tuple[int, int]
) -> None:
    paths = questions(pages)
    assert len(paths) > 20
    assert any(path.endswith("/nn/") for path in paths)
    wrong = []
    with watched(browser, site_url, viewport={"width": size[0], "height": size[1]}) as page:
        for path in paths:
            page.goto(path)
            found: dict[str, Any] = page.evaluate(MEASURES)
            if found["lastLine"] > size[1]:
                wrong.append(f"{path}: the short answer ends {found['lastLine']:.0f} px down")
            if found["share"] < LEAST:
                wrong.append(f"{path}: question and answer are {found['share']:.1%} of the page")
            if not found["inOrder"]:
                wrong.append(f"{path}: not in the order of short answer, question, answer")
            if set(found["open"]) - {"resources"}:
                wrong.append(f"{path}: {found['open']} are open")
    assert wrong == []


def test_what_leads_on_is_closed_until_it_is_wanted(noscript_page: Page) -> None:
    """Without script too: a place opens by Enter, and shows what is in it."""
    noscript_page.goto(QUESTION)
    for part in PARTS:
        place = noscript_page.locator(f'main details[data-part="{part}"]')
        if place.count() == 0:
            continue
        content = place.locator("> :not(summary)").first
        expect(content).to_be_hidden()
        place.locator("summary").press("Enter")
        expect(content).to_be_visible()
    assert noscript_page.locator("main details[open]").count() >= 6


def test_wide_screens_show_contents_and_sources_beside_the_text(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("artikler/hva-er-planlegging/planteorier/")
    text, beside = page.locator(".text").bounding_box(), page.locator(".toc ol").first.bounding_box()
    assert text
    assert beside
    assert beside["x"] > text["x"] + text["width"]
    page.goto(QUESTION)
    related = page.locator("[data-part='related']").bounding_box()
    answer = page.locator("[data-part='answer']").bounding_box()
    assert related
    assert answer
    assert related["x"] > answer["x"] + answer["width"]
    expect(page.locator("[data-part='resources'] li").first).to_be_visible()


def test_the_menu_of_a_telephone_opens_without_script_and_closes_by_escape(noscript_page: Page) -> None:
    noscript_page.set_viewport_size({"width": 360, "height": 740})
    noscript_page.goto(QUESTION)
    link = noscript_page.locator("header.site nav a[href='/artikler/']")
    expect(link).to_be_hidden()
    noscript_page.get_by_role("button", name="Meny").press("Enter")
    expect(link).to_be_visible()
    noscript_page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    noscript_page.get_by_role("button", name="Meny").click()
    link.click()
    assert noscript_page.url.endswith("/artikler/")


def test_the_menu_is_there_without_a_button_where_there_is_room(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(QUESTION)
    expect(page.locator("header.site nav a[href='/artikler/']")).to_be_visible()
    expect(page.locator("header.site button.menu")).to_be_hidden()
