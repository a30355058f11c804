"""Suggestions below the search field of any page: by keyboard, pointer and screen reader, and never in the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests import axe
from tests.conftest import served, watched
from tests.sites import ROOT, build
from tests.test_every_page import VARIANTS, faults

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.browser

QUESTION = "sporsmal-og-svar/komme-i-gang-med-individuell-plan/"

SUGGESTIONS = {
    "lang": "nb",
    "stop": "er en et hva i og om",
    "kinds": {"nb": ["Tema", "Ordliste", "Artikkel", "Forfatter"], "nn": ["Tema", "Ordliste", "Artikkel", "Forfattar"]},
    "items": [
        [0, "/tema/folkehelse/", "Folkehelse i planlegging", [], ["folkehelsearbeid"]],
        [0, "/tema/rus/", "Lokalt rusarbeid", [], ["IP", "ruskonsulent"]],
        [1, "/ordliste/#ip", "individuell plan (IP)", ["IP"], ["ansvarsplan"]],
        [1, "/ordliste/#medvirkning", "medvirkning", ["medverknad"]],
        [2, "/artikler/a/", "Hva er en årsplan?"],
        [2, "/artikler/b/", "Økonomi og ærlighet"],
        [2, "/artikler/c/", "Plan for individuell oppfølging"],
        [2, "/artikler/d/", "Om planlegging", [], [], "nn"],
        [3, "/forfattere/aase/", "Aase Ødegård"],
    ],
}  # fmt: skip
"""A file as outputs/suggestions.py writes it."""


def field(page: Page) -> Locator:
    return page.locator("form[data-suggest] input[name='q']")


def options(page: Page) -> Locator:
    return page.locator("[role='listbox'] [role='option']")


def titles(page: Page) -> list[str]:
    return options(page).locator("span:first-child").all_inner_texts()


def opened(page: Page, query: str = "plan", path: str = "om/") -> None:
    """Go to a page, and write in its search field until something is suggested."""
    page.goto(path)
    field(page).focus()
    page.keyboard.type(query)
    expect(options(page).first).to_be_visible()


def with_suggestions(page: Page, path: str = "om/") -> None:
    """Go to a page whose suggestions are those above, and wait until they have come."""
    body = json.dumps(SUGGESTIONS)
    page.route("**/sok/forslag.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    opened(page, "plan", path)


def active(page: Page) -> str:
    """Return the title of the option that the keyboard is at, as the field tells a screen reader, or ""."""
    chosen = page.locator("[role='option'][aria-selected='true']")
    name = field(page).get_attribute("aria-activedescendant")
    assert [name] == ([each.get_attribute("id") for each in chosen.all()] or [None])
    return chosen.locator("span").first.inner_text() if name else ""


def is_open(page: Page) -> bool:
    shown = page.get_by_role("listbox").is_visible()
    assert field(page).get_attribute("aria-expanded") == str(shown).lower()
    return shown


def query_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["q"][0]


# what is fetched, and when


def test_nothing_is_fetched_before_the_field_is_used_and_pagefind_never(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page.goto(QUESTION, wait_until="networkidle")
    assert sorted(asked) == ["", "logo.svg", "page.js", "style.css"]
    asked.clear()
    field(page).click()
    page.keyboard.type("plan")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    field(page).blur()
    field(page).focus()
    page.keyboard.type("strategi")
    expect(options(page).first).to_be_visible()
    assert asked == ["suggest.js", "forslag.json"]


@pytest.mark.parametrize("path", ["", "om/nn/", "finnes-ikke/", QUESTION])
def test_the_field_of_every_page_suggests(browser: Browser, site_url: str, path: str) -> None:
    context = browser.new_context(base_url=site_url)
    try:
        opened(context.new_page(), "individuell plan", path)
    finally:
        context.close()


def test_the_searchs_own_field_shows_results_and_suggests_nothing(page: Page) -> None:
    page.goto("sok/?q=plan")
    expect(page.locator("[data-part='search-status']")).to_have_attribute("data-state", "done")
    assert page.locator("[role='combobox'], [role='listbox']").count() == 0


def test_what_was_written_before_the_suggestions_came_is_suggested_for(page: Page) -> None:
    held: list[Route] = []
    page.route("**/sok/forslag.json", held.append)
    page.goto("om/")
    field(page).focus()
    page.keyboard.type("planstrategi")
    page.wait_for_timeout(200)
    assert not page.locator("[role='listbox']").count()
    held[0].continue_()
    expect(options(page).first).to_be_visible()


def test_on_a_slow_network_the_form_is_sent_at_once(page: Page) -> None:
    page.route("**/sok/forslag.json", lambda _: None)
    page.goto("om/")
    field(page).focus()
    page.keyboard.type("planstrategi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=planstrategi", timeout=5000)


def test_where_the_suggestions_cannot_be_read_it_is_a_plain_field(page: Page) -> None:
    page.route("**/sok/forslag.json", lambda route: route.fulfill(body="<!doctype html>"))
    page.goto("om/")
    field(page).focus()
    page.keyboard.type("plan")
    page.wait_for_timeout(300)
    assert not page.locator("[role='listbox']").count()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=plan")


def test_without_script_it_is_a_plain_field(noscript_page: Page) -> None:
    noscript_page.goto("om/")
    assert field(noscript_page).get_attribute("role") is None
    field(noscript_page).fill("plan")
    noscript_page.keyboard.press("Enter")
    noscript_page.wait_for_url("**/sok/?q=plan")


def test_under_a_path_of_its_own_the_suggestions_lead_where_they_should(browser: Browser, tmp_path: Path) -> None:
    site = ROOT / "tests" / "golden" / "site"
    assert build(site, tmp_path / "kb", "--base-url", "https://golden.example/kb/") == 0
    with served(tmp_path) as address, watched(browser, address) as page:
        opened(page, "planstrategi", "kb/om/")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kb/**/planstrategi/")
        assert page.locator("h1").is_visible()


# what fits


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fo", ["Folkehelse i planlegging"]),
        ("FOLKEHELSE plan", ["Folkehelse i planlegging"]),
        ("plan folkehelse", ["Folkehelse i planlegging"]),
        ("helse", []),
        ("hva er plan", ["Plan for individuell oppfølging", "Folkehelse i planlegging", "individuell plan (IP)", "Om planlegging"]),
        ("hva er", ["Hva er en årsplan?"]),
        ("hva er en års", ["Hva er en årsplan?"]),
        ("aarsplan", ["Hva er en årsplan?"]),
        ("arsplan", ["Hva er en årsplan?"]),
        ("A\u030arsplan", ["Hva er en årsplan?"]),
        ("okonomi", ["Økonomi og ærlighet"]),
        ("oekonomi aerlig", ["Økonomi og ærlighet"]),
        ("ærlig", ["Økonomi og ærlighet"]),
        ("åse", ["Aase Ødegård"]),
        ("ase odegaard", ["Aase Ødegård"]),
        ("ip", ["individuell plan (IP)", "Lokalt rusarbeid"]),
        ("individuell plan", ["individuell plan (IP)", "Plan for individuell oppfølging"]),
        ("plan individuell", ["Plan for individuell oppfølging", "individuell plan (IP)"]),
        ("ansvarsplan individuell", ["individuell plan (IP)"]),
        ("medverknad", ["medvirkning"]),
        ("medvirkning", ["medvirkning"]),
        ("p", []),
        ("?!", []),
        ("undefined", []),
    ],
)  # fmt: skip
def test_what_begins_as_the_words_do_is_suggested_the_nearest_first(
    page: Page, query: str, expected: list[str]
) -> None:
    with_suggestions(page)
    field(page).fill(query)
    assert titles(page) == expected
    assert is_open(page) == bool(expected)


def test_at_most_seven_are_shown(page: Page) -> None:
    opened(page, "pl")
    assert options(page).count() == 7


@pytest.mark.parametrize(
    ("query", "html"),
    [
        ("aars", "Hva er en <b>års</b>plan?"),
        ("hva er aarspl", "Hva er en <b>årspl</b>an?"),
        ("oek aer", "<b>Øk</b>onomi og <b>æ</b>rlighet"),
        ("aase oe", "<b>Aase</b> <b>Ø</b>degård"),
        ("individuell pl", "<b>individuell</b> <b>pl</b>an (IP)"),
    ],
)
def test_what_was_typed_is_bold(page: Page, query: str, html: str) -> None:
    with_suggestions(page)
    field(page).fill(query)
    assert options(page).first.locator("span").first.inner_html() == html


def test_what_is_found_by_another_name_tells_it(page: Page) -> None:
    with_suggestions(page)
    for query, facts in (
        ("medverk", "medverknad · Ordliste"),
        ("medvirk", "Ordliste"),
        ("rusk", "ruskonsulent · Tema"),
    ):
        field(page).fill(query)
        assert options(page).first.locator(".facts").inner_text() == facts


def test_titles_and_kinds_are_in_their_languages(page: Page) -> None:
    with_suggestions(page)
    field(page).fill("om planlegging")
    assert options(page).locator("span:first-child").first.get_attribute("lang") == "nn"
    field(page).fill("folkehelse")
    assert options(page).locator("span:first-child").first.get_attribute("lang") is None
    with_suggestions(page, "om/nn/")
    field(page).fill("aase")
    assert options(page).locator("span:first-child").first.get_attribute("lang") == "nb"
    assert options(page).first.locator(".facts").inner_text() == "Forfattar"


# keyboard


def test_the_arrows_go_around_and_enter_opens_the_page(page: Page) -> None:
    with_suggestions(page)
    shown = titles(page)
    went = []
    for _ in range(len(shown) + 2):
        went.append(active(page))
        page.keyboard.press("ArrowDown")
    assert went == ["", *shown, ""]
    assert active(page) == shown[1]
    page.keyboard.press("ArrowUp")
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


def test_the_number_is_told_once_when_typing_has_stopped(page: Page) -> None:
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
    assert status.inner_text() == "", "what is closed is not told of"


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
def test_the_list_moves_nothing_and_lies_above_the_text(page: Page, path: str) -> None:
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
        on_top = (
            "e => e.contains(document.elementFromPoint(...(b => [b.x + 9, b.y + 9])(e.getBoundingClientRect())))"
        )
        assert option.evaluate(on_top)


def test_the_choice_is_seen_in_forced_colours_and_nothing_of_it_on_paper(page: Page) -> None:
    opened(page)
    page.keyboard.press("ArrowDown")
    page.emulate_media(forced_colors="active")
    outlines = "all => all.map(each => getComputedStyle(each).outlineStyle)"
    assert options(page).evaluate_all(outlines) == ["solid", *["none"] * 6]
    page.emulate_media(forced_colors="none", media="print")
    assert not page.get_by_role("listbox").is_visible()
