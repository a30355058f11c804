"""What a page fetches, and when: suggestions once the search field is used, and nothing before it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from kbsite.publish.local_host import served
from tests.conftest import watched
from tests.sites import ROOT, build
from tests.suggesting import QUESTION, field, opened, options

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser


def test_nothing_is_fetched_before_the_field_is_used_and_pagefind_never(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page.goto(QUESTION, wait_until="networkidle")
    assert sorted(set(asked)) == ["", "logo.svg", "page.js", "style.css"]
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

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/sok/forslag.json*", hold)
    page.goto("om/")
    field(page).focus()
    page.keyboard.type("planstrategi")
    page.wait_for_timeout(200)
    assert not page.locator("[role='listbox']").count()
    held[0].continue_()
    expect(options(page).first).to_be_visible()


def test_on_a_slow_network_the_form_is_sent_at_once(page: Page) -> None:
    page.route("**/sok/forslag.json*", lambda _: None)
    page.goto("om/")
    field(page).focus()
    page.keyboard.type("planstrategi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=planstrategi", timeout=5000)


def test_where_the_suggestions_cannot_be_read_it_is_a_plain_field(page: Page) -> None:
    page.route("**/sok/forslag.json*", lambda route: route.fulfill(body="<!doctype html>"))
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
        page.wait_for_url("**/kb/ordliste/#planstrategi")
        assert page.locator("h1").is_visible()
