"""What is typed and left in a browser: half-composed words, words that the site does not have, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kbsite.search.evaluation.browser import chromium
from tests.failing_host import failing
from tests.search_page import asked, done, field, firsts, headline, results, status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, CDPSession, Page

pytestmark = pytest.mark.browser

PLACE = 900
"""How far down a reader has scrolled when she opens a hit, in pixels."""


class InputMethod:
    """What composes text in the field that has the focus, as for Korean or Japanese."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)

    def compose(self, text: str) -> None:
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        self.session.send("Input.imeSetComposition", {"text": text, **place})

    def finish(self, text: str) -> None:
        self.session.send("Input.insertText", {"text": text})


def searched(page: Page) -> list[str]:
    """Note from now on what the address asks for, each time that it changes."""
    return list(page.evaluate("window.searched"))


NOTED = """
    window.searched = [];
    const replace = history.replaceState.bind(history);
    history.replaceState = (state, title, url) => {
        replace(state, title, url);
        if (url) window.searched.push(new URLSearchParams(location.search).get("q"));
    };
"""


def test_what_an_input_method_is_composing_is_not_searched_for_before_it_is_finished(page: Page) -> None:
    page.clock.install()
    page.add_init_script(NOTED)
    page.goto("sok/")
    field(page).focus()
    method = InputMethod(page)
    for half in ("p", "pl", "plans", "planstra"):
        method.compose(half)
        page.clock.run_for(3000)
    assert searched(page) == []
    expect(status(page)).to_have_attribute("data-state", "idle")
    method.finish("planstrategi")
    page.clock.run_for(300)
    done(page)
    assert searched(page) == ["planstrategi"]
    assert asked(page) == {"q": ["planstrategi"]}


def test_a_search_that_waits_does_not_read_what_is_half_composed(page: Page) -> None:
    page.clock.install()
    page.add_init_script(NOTED)
    page.goto("sok/")
    page.clock.pause_at(page.evaluate("Date.now()") + 1)  # what a busy machine takes is no pause of the reader's
    field(page).focus()
    page.keyboard.insert_text("plan ")
    page.clock.run_for(100)
    method = InputMethod(page)
    method.compose("´")
    page.clock.run_for(3000)
    assert searched(page) == []
    page.clock.resume()
    method.finish("é")
    page.clock.run_for(300)
    done(page)
    assert searched(page) == ["plan é"]


def test_the_keyboard_of_a_phone_composes_each_word_and_the_search_follows(browser: Browser, site_url: str) -> None:
    with browser.new_context(base_url=site_url, locale="nb-NO", has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto("sok/")
        field(page).focus()
        InputMethod(page).compose("skjenketid")
        expect(headline(page)).to_contain_text("«skjenketid»")
        done(page)
        page.goto("om/")
        page.locator('header input[name="q"]').focus()
        InputMethod(page).compose("planstr")
        expect(page.locator("[role='option']").first).to_be_visible()


def test_a_word_that_the_site_does_not_have_is_named(page: Page) -> None:
    page.goto("sok/?q=sauebonde+kommunen")
    done(page)
    line = page.locator('[data-part="correction"]')
    expect(line).to_be_visible()
    expect(line).to_have_text("«sauebonde» finnes ikke her; viser treff for «kommunen».")
    assert "«sauebonde» finnes ikke her" in (status(page).text_content() or "")
    assert results(page).count() > 0
    field(page).fill("kommunen")
    field(page).press("Enter")
    expect(headline(page)).to_contain_text("«kommunen»")
    expect(line).to_be_hidden()
    field(page).fill("sauebonde")
    field(page).press("Enter")
    expect(headline(page)).to_contain_text("«sauebonde»")
    done(page)
    assert results(page).count() == 0


@pytest.fixture(params=["kept by the browser", "loaded anew"])
def reader(request: pytest.FixtureRequest, browser: Browser, built_site: Path, site_url: str) -> Iterator[Page]:
    """Return a page of a browser that keeps pages that are left (back/forward cache), and of one that does not."""
    if request.param == "loaded anew":
        with browser.new_context(base_url=site_url) as context:
            yield context.new_page()
        return
    keeping = browser.browser_type.launch(
        executable_path=chromium(), ignore_default_args=["--disable-back-forward-cache"]
    )
    try:
        with failing(built_site) as (host, address):
            host.cached = "/"  # no browser keeps a page that must not be stored
            page = keeping.new_page(base_url=address)
            page.add_init_script("addEventListener('pageshow', (event) => (window.isKept = event.persisted))")
            yield page
            assert page.evaluate("window.isKept"), "this test is of a page that was kept"
    finally:
        keeping.close()


def place(page: Page) -> float:
    return float(page.evaluate("scrollY"))


def wait_for_place(page: Page, top: float) -> None:
    """Wait for the scroll position; the page's policy forbids Playwright's own way, which evaluates a string."""
    for _ in range(100):
        if abs(place(page) - top) < 3:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the page is at {place(page)}, not at {top}")


def test_the_list_of_hits_and_the_place_in_it_come_back_with_the_back_button(reader: Page) -> None:
    page = reader
    page.goto("sok/?q=plan")
    done(page)
    page.get_by_role("button", name="Vis flere").click()
    expect(results(page)).to_have_count(20)
    done(page)
    before = firsts(page)
    link = results(page).nth(14).locator("h3 a")
    link.scroll_into_view_if_needed()
    top = place(page)
    assert top > PLACE
    link.click()
    page.wait_for_url(before[14])
    page.go_back(wait_until="commit")  # a page that was kept is not loaded again
    expect(results(page)).to_have_count(20)
    done(page)
    assert firsts(page) == before
    wait_for_place(page, top)
    expect(field(page)).to_have_value("plan")


def test_a_typed_query_and_its_hits_come_back_with_the_back_button(reader: Page) -> None:
    page = reader
    page.goto("sok/")
    field(page).fill("folkehelse")
    expect(headline(page)).to_contain_text("«folkehelse»")
    done(page)
    before = firsts(page)
    results(page).nth(3).locator("h3 a").click()
    page.wait_for_url(before[3])
    page.go_back(wait_until="commit")  # a page that was kept is not loaded again
    done(page)
    expect(field(page)).to_have_value("folkehelse")
    assert firsts(page) == before
