"""Terms that are explained on the spot: by keyboard, touch and without script, and accessible when open."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Literal

import pytest

from kbsite.publish.local_host import served
from tests.conftest import watched
from tests.sites import build
from tests.test_lexicon import site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WHERE = "sporsmal-og-svar/hvem/"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("terms")
    assert build(site(root), root / "public", "--search") == 0
    with served(root / "public") as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address, java_script_enabled=False) as opened:
        opened.goto(WHERE)
        yield opened


def test_by_keyboard_it_opens_leads_on_and_closes(page: Page) -> None:
    term, meaning = page.locator(".term"), page.locator(".meaning")
    assert not meaning.is_visible()
    term.focus()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(".meaning a:focus").count() == 1
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    assert page.locator(".term:focus").count() == 1


def test_by_touch_it_opens_beside_the_term_and_moves_nothing(browser: Browser, address: str) -> None:
    screen: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
    with watched(browser, address, java_script_enabled=False, **screen) as page:
        page.goto(WHERE)
        term, meaning = page.locator(".term"), page.locator(".meaning")
        term.scroll_into_view_if_needed()
        before = term.bounding_box()
        term.tap()
        assert meaning.is_visible()
        assert term.bounding_box() == before
        box = meaning.bounding_box()
        assert box is not None
        assert before is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        below, above = box["y"] - before["y"] - before["height"], before["y"] - box["y"] - box["height"]
        assert 0 <= max(below, above) < 20
        page.locator("h1").tap()
        assert not meaning.is_visible()


def test_the_word_looks_like_the_text_around_it(page: Page) -> None:
    script = """term => ["fontFamily", "fontSize", "fontWeight", "color", "lineHeight"].map(name =>
        [getComputedStyle(term)[name], getComputedStyle(term.parentElement)[name]])"""
    assert all(own == around for own, around in page.locator(".term").evaluate(script))


def test_on_paper_it_is_plain_text(page: Page) -> None:
    page.locator(".term").focus()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert not page.locator(".meaning").is_visible()
    assert page.locator(".term").evaluate("term => getComputedStyle(term).textDecorationLine") == "none"


def test_where_a_browser_knows_no_popover_focus_shows_the_meaning(browser: Browser, address: str) -> None:
    with watched(browser, address) as page:
        rule = "@supports not selector(:popover-open)"

        def old(route: Any) -> None:
            body = route.fetch().text()
            assert rule in body
            route.fulfill(body=body.replace(rule, "@supports selector(:popover-open)"), content_type="text/css")

        page.route("**/style.css*", old)
        page.goto(WHERE)
        page.evaluate("document.querySelectorAll('[popover]').forEach(each => each.removeAttribute('popover'))")
        term, meaning = page.locator(".term"), page.locator(".meaning")
        assert not meaning.is_visible()
        term.focus()
        assert meaning.is_visible()
        page.keyboard.press("Tab")
        assert page.locator(".meaning a:focus").is_visible()


@pytest.mark.parametrize("where", [WHERE, "lover/", "lover/pbl/", "ordliste/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, address: str, where: str) -> None:
    found = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
    with watched(browser, address, bypass_csp=True) as page:
        page.goto(where)
        for width, scheme in itertools.product((320, 1280), SCHEMES):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            if page.locator(".term").count() and not page.locator(".meaning").is_visible():
                page.locator(".term").click()
            results = found.Axe().run(page)
            assert results.violations_count == 0, results.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_search_finds_the_word_and_passes_over_its_meaning(browser: Browser, address: str) -> None:
    with watched(browser, address) as page:
        for query, count in (("IP", 1), ("person", 0)):
            page.goto(f"sok/?q={query}")
            page.locator("[data-part='search-status'][data-state='done']").wait_for(state="attached")
            found = page.locator("[data-part='results'] > li").count()
            assert (found > 0) == (count > 0), query
