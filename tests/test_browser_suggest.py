"""Suggestions below the search field of any page: by keyboard, pointer and screen reader, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests import axe
from tests.conftest import watched
from tests.suggesting import QUESTION, active, field, is_open, opened, options, titles, with_suggestions
from tests.test_every_page import VARIANTS, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ON_TOP = """option => {
    option.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const box = option.getBoundingClientRect();
    return option.contains(document.elementFromPoint(box.x + 9, box.y + 9));
}"""
"""Whether nothing covers an option."""


# keyboard


def test_the_arrows_go_around_and_enter_opens_the_page(page: Page) -> None:
    with_suggestions(page)
    shown = titles(page)
    went = []
    for _ in range(len(shown) + 2):
        went.append(active(page))
        page.keyboard.press("ArrowDown")
    assert went == ["", *shown, ""]
    assert active(page) == shown[0]
    page.keyboard.press("ArrowUp")
    assert active(page) == ""
    page.keyboard.press("ArrowUp")
    assert active(page) == shown[-1]
    expect(field(page)).to_be_focused()
    assert field(page).input_value() == "plan"
    target = options(page).last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page) -> None:
    opened(page, "planstr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=planstr")


def test_home_end_and_the_sideway_arrows_move_in_the_text_and_leave_the_list(page: Page) -> None:
    opened(page)
    for key, place in (("Home", 0), ("End", 4), ("ArrowLeft", 3), ("ArrowRight", 4)):
        page.keyboard.press("ArrowDown")
        assert active(page)
        page.keyboard.press(key)
        assert active(page) == ""
        assert field(page).evaluate("field => field.selectionStart") == place
        assert is_open(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=plan")


def test_what_is_typed_leaves_the_choice(page: Page) -> None:
    opened(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.type("l")
    assert active(page) == ""


def test_escape_closes_first_and_clears_then(page: Page) -> None:
    opened(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert active(page) == ""
    assert field(page).input_value() == "plan"
    page.keyboard.press("ArrowDown")
    assert is_open(page)
    assert active(page) == titles(page)[0]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert field(page).input_value() == ""
    expect(field(page)).to_be_focused()


def test_tab_closes_the_list_and_goes_on_to_the_button(page: Page) -> None:
    opened(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert not is_open(page)
    expect(page.locator("form[data-suggest] button")).to_be_focused()
    assert field(page).input_value() == "plan"


# pointer


def test_a_click_opens_the_page_and_one_beside_the_list_closes_it(page: Page) -> None:
    opened(page)
    page.locator("h1").click()
    assert not is_open(page)
    field(page).fill("planstrategi")
    target = options(page).nth(1).get_attribute("href")
    options(page).nth(1).click()
    page.wait_for_url(f"**{target}")


def test_to_press_in_the_list_does_not_take_the_focus(page: Page) -> None:
    opened(page)
    options(page).nth(2).hover()
    page.mouse.down()
    assert is_open(page)
    expect(field(page)).to_be_focused()


def test_by_touch_on_a_small_screen_a_suggestion_opens_its_page(browser: Browser, site_url: str) -> None:
    screen: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
    with watched(browser, site_url, **screen) as page:
        page.goto("om/")
        field(page).tap()
        page.keyboard.type("planstrategi")
        expect(options(page).first).to_be_visible()
        for option in options(page).all():
            box = option.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
            assert box["height"] >= 24
        target = options(page).first.get_attribute("href")
        options(page).first.tap()
        page.wait_for_url(f"**{target}")


# for everyone


def test_the_number_is_announced_once_when_typing_has_stopped(page: Page) -> None:
    page.clock.install()
    with_suggestions(page)
    status = page.locator("form[data-suggest] [role='status']")
    assert status.get_attribute("aria-live") in (None, "polite")
    page.clock.run_for(600)
    page.keyboard.press("Backspace")
    page.clock.run_for(600)
    assert status.inner_text() == ""
    page.clock.run_for(600)
    assert status.inner_text() == f"{options(page).count()} forslag"
    page.keyboard.type("xyz")
    assert status.inner_text() == ""
    page.clock.run_for(1200)
    assert status.inner_text() == "Ingen forslag"
    field(page).fill("plan")
    page.keyboard.press("Escape")
    page.clock.run_for(1200)
    assert status.inner_text() == "", "a closed list is not announced"


def test_the_field_has_its_list_and_both_have_names(page: Page) -> None:
    page.goto("om/")
    expect(page.get_by_role("combobox", name="Søk på nettstedet", expanded=False)).to_be_visible()
    opened(page)
    expect(page.get_by_role("combobox", name="Søk på nettstedet", expanded=True)).to_be_focused()
    controls = field(page).get_attribute("aria-controls")
    assert page.get_by_role("listbox", name="Forslag").get_attribute("id") == controls
    assert page.get_by_role("option", selected=False).count() == options(page).count()


@pytest.mark.parametrize("path", ["", QUESTION])
def test_axe_finds_nothing_with_the_list_open(page: Page, path: str) -> None:
    opened(page, "plan", path)
    page.keyboard.press("ArrowDown")
    axe.put_on(page)
    assert [f"{variant}: {fault}" for variant in VARIANTS for fault in faults(page, variant)] == []
    assert is_open(page)


@pytest.mark.parametrize("path", ["", QUESTION])
def test_the_list_moves_nothing_and_is_above_the_text(page: Page, path: str) -> None:
    page.goto(path)
    where = "[...document.querySelectorAll('header *, main *')].filter(e => !e.closest('[role=listbox]')).length"
    script = f"[document.querySelector('main').getBoundingClientRect().toJSON(), scrollY, {where}]"
    before = page.evaluate(script)
    field(page).focus()
    page.keyboard.type("plan")
    expect(options(page).first).to_be_visible()
    after = page.evaluate(script)
    assert after[:2] == before[:2]
    assert after[2] == before[2] + 1, "the status is all that is new"
    for option in options(page).all():
        assert option.evaluate(ON_TOP)


def test_the_choice_is_seen_in_forced_colours_and_nothing_of_it_on_paper(page: Page) -> None:
    opened(page)
    page.keyboard.press("ArrowDown")
    page.emulate_media(forced_colors="active")
    outlines = "all => all.map(each => getComputedStyle(each).outlineStyle)"
    assert options(page).evaluate_all(outlines) == ["solid", *["none"] * 6]
    page.emulate_media(forced_colors="none", media="print")
    assert not page.get_by_role("listbox").is_visible()
