"""Lists on a telephone and on a wide screen: short rows, no holes, nothing beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LISTS = ("sporsmal-og-svar/", "artikler/", "tema/kommunal-planlegging/sporsmal-og-svar/")

MOST_OF_A_ROW = 160
"""How many pixels a page may take in a list on a telephone 360 wide, groups and the space between them included."""

ROWS = """() => {
    const rows = [...document.querySelectorAll('main .rows > li')];
    const first = rows[0].getBoundingClientRect(), last = rows.at(-1).getBoundingClientRect();
    return [rows.length, last.bottom - first.top];
}"""

HOLES = """list => {
    const box = list.getBoundingClientRect();
    const lines = new Map();
    for (const each of list.children) {
        const own = each.getBoundingClientRect();
        const line = Math.round(own.top);
        lines.set(line, Math.max(lines.get(line) ?? 0, own.right));
    }
    return [...lines.values()].filter(right => box.right - right > 2);
}"""
"""How far from the end of the list each line of cards ends that does not reach it."""

LONELY = """() => [...document.querySelectorAll('main :is(.shelf, .group) > header')].filter(header => {
    const [heading, more] = header.children;
    return more && more.getBoundingClientRect().top >= heading.getBoundingClientRect().bottom;
}).map(header => header.textContent)"""
"""The headings whose link is on a line of its own."""


@pytest.mark.parametrize("path", LISTS)
def test_a_page_takes_few_lines_of_a_list_on_a_telephone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    count, height = page.evaluate(ROWS)
    assert count >= 10
    assert height / count <= MOST_OF_A_ROW


@pytest.mark.parametrize("width", [320, 360, 480, 600, 768, 900, 1024, 1280, 1440, 1920])
@pytest.mark.parametrize("path", ["", "tema/", "modeller/"])
def test_cards_leave_no_hole_at_any_width(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    lists = page.locator("main :is(.themes, .models)")
    assert lists.count() > 0
    for place in range(lists.count()):
        assert lists.nth(place).evaluate(HOLES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("path", ["", "sporsmal-og-svar/", "tema/folkehelse/", "lover/alkoholloven/"])
def test_the_link_of_a_heading_is_beside_it(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate(LONELY) == []


def test_the_search_and_the_first_question_are_in_the_first_screen_of_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("")
    for each in (page.locator("#front_search"), page.locator("[data-part='common'] a").first):
        box = each.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 740


def test_all_questions_that_editors_chose_and_the_themes_begin_in_the_first_screen_of_a_desk(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("")
    box = page.locator("[data-part='common'] li").last.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900


def test_every_example_of_a_search_finds_something(page: Page) -> None:
    page.goto("")
    examples = page.locator(".examples a")
    addresses = [examples.nth(place).get_attribute("href") or "" for place in range(examples.count())]
    assert addresses
    for address in addresses:
        page.goto(address)
        page.wait_for_selector("[data-state='done']")
        assert page.locator("[data-part='results'] > li").count() > 2, address


def test_a_list_is_narrowed_without_script(noscript_page: Page) -> None:
    noscript_page.goto("sporsmal-og-svar/")
    noscript_page.get_by_role("navigation", name="Velg tema").get_by_role("link", name="Lokalt rusarbeid").click()
    assert noscript_page.url.endswith("/tema/lokalt-rusarbeid/sporsmal-og-svar/")
    current = noscript_page.locator(".jump [aria-current='page']")
    assert current.inner_text().startswith("Lokalt rusarbeid")
