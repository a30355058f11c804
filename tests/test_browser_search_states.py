"""The search while it works: on a slow network, when it fails, for who listens, by keyboard and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.search_page import asked, chosen, done, field, headline, results, status

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

RECORDED = """
    window.told = [];
    const note = (what, value) => {
        const last = window.told.findLast(each => each.what === what);
        if (last?.value !== value) window.told.push({ what, value, at: performance.now() });
    };
    document.addEventListener("input", () => note("input", performance.now()), true);
    new MutationObserver(() => {
        const status = document.querySelector("[role='status']");
        if (!status) return;
        note("state", status.dataset.state);
        note("status", status.textContent);
        note("headline", document.querySelector("#results_heading")?.textContent ?? "");
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""
"""Notes each change of what is read aloud, of the state, and of what is seen, with its time."""


def without_disabled(page: Page, what: str) -> list[str]:
    """Return what something has been, but for what it is before one searches."""
    notes = [str(each["value"]) for each in page.evaluate("window.told") if each["what"] == what]
    return [each for each in notes if each != "idle" and not each.startswith("Skriv")]


def fetched(page: Page) -> None:
    """Open the search with its index fetched and its field empty, and note what happens from then on."""
    page.add_init_script(RECORDED)
    page.goto("sok/?q=rusarbeid")
    done(page)
    field(page).fill("")
    expect(status(page)).to_have_attribute("data-state", "idle")
    page.evaluate("window.told.length = 0")


def typed(page: Page, text: str, pause: int) -> None:
    """Type letter by letter, `pause` milliseconds apart by the page's own clock: a busy machine types no slower."""
    for letter in text:
        field(page).press_sequentially(letter)
        page.clock.run_for(pause)


def fetched_and_stopped(page: Page) -> None:
    """Do as `fetched`, and let no time go from then on but what the test lets go."""
    page.clock.install()
    fetched(page)
    page.clock.pause_at(page.evaluate("Date.now()") + 1)


def test_who_listens_is_informed_once_when_typing_has_stopped(page: Page) -> None:
    fetched_and_stopped(page)
    typed(page, "planstrategi", 60)
    page.clock.run_for(400)
    expect(headline(page)).to_contain_text("«planstrategi»")  # what is seen need not wait
    page.clock.run_for(400)
    assert without_disabled(page, "status") == [], "told while one may still be typing"
    page.clock.run_for(300)
    expect(status(page)).to_contain_text("«planstrategi»")
    page.clock.run_for(5000)
    assert without_disabled(page, "status") == [headline(page).inner_text()]


def test_who_types_slowly_sees_each_result_and_is_still_informed_once(page: Page) -> None:
    fetched_and_stopped(page)
    for word in ("sk", "skj", "skjenk"):
        typed(page, word[len(field(page).input_value()) :], 450)
        expect(headline(page)).to_contain_text(f"«{word}»")
    assert without_disabled(page, "status") == []
    page.clock.run_for(5000)
    expect(status(page)).to_contain_text("«skjenk»")
    assert len(without_disabled(page, "headline")) > 1
    assert len(without_disabled(page, "status")) == 1


def test_enter_announces_at_once(page: Page) -> None:
    fetched(page)
    field(page).press_sequentially("planstrategi")
    field(page).press("Enter")
    done(page)
    assert "«planstrategi»" in status(page).inner_text()
    page.wait_for_timeout(1200)
    assert without_disabled(page, "status")[-1] == headline(page).inner_text()
    assert len([text for text in without_disabled(page, "status") if "treff" in text]) == 1


def test_a_slow_network_shows_that_something_comes_and_then_the_result(page: Page) -> None:
    held: list[Route] = []
    slow = [True]
    page.route("**/sok/indeks/**", lambda route: held.append(route) if slow[0] else route.continue_())
    page.add_init_script(RECORDED)
    page.goto("sok/?q=planstrategi")
    expect(status(page)).to_have_attribute("data-state", "loading")
    expect(status(page)).to_have_text("Henter søket …")
    expect(status(page)).to_be_visible()
    page.wait_for_timeout(1500)
    assert results(page).count() == 0
    slow[0] = False
    for route in held:
        route.continue_()
    done(page)
    assert results(page).count() > 0
    assert without_disabled(page, "state") == ["loading", "done"]
    assert without_disabled(page, "status") == ["Henter søket …", headline(page).inner_text()]


def test_typing_on_a_slow_network_gives_the_result_of_the_last_letter(page: Page) -> None:
    held: list[Route] = []
    page.route("**/sok/indeks/**", lambda route: held.append(route) if len(held) < 1 else route.continue_())
    page.goto("sok/")
    field(page).press_sequentially("plan", delay=30)
    expect(status(page)).to_have_text("Henter søket …")
    field(page).press_sequentially("strategi", delay=30)
    for route in held:
        route.continue_()
    done(page)
    expect(headline(page)).to_contain_text("«planstrategi»")
    assert asked(page) == {"q": ["planstrategi"]}


def test_what_the_network_brings_first_says_nothing_in_the_results(page: Page) -> None:
    held: list[Route] = []
    page.route("**/sok/indeks/*/index/*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright counts its parameters
    orders = []
    for reverse in (False, True):
        page.goto("sok/?q=individuell+plan")
        page.wait_for_timeout(1000)
        assert len(held) > 2
        for route in sorted(held, key=lambda route: route.request.url, reverse=reverse):
            route.continue_()
            page.wait_for_timeout(50)
        held.clear()
        done(page)
        orders.append([headline(page).inner_text(), *results(page).locator("h3").all_inner_texts()])
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    "lost", ["**/pagefind.js*", "**/ord.json", "**/sider.json", "**/*.pf_meta", "**/*.pf_fragment"]
)
def test_a_failure_says_what_to_do_and_the_next_try_works(browser: Browser, site_url: str, lost: str) -> None:
    with browser.new_context(base_url=site_url) as context:
        page = context.new_page()  # failures are logged to the console, which the fixture does not allow
        page.route(lost, lambda route: route.abort())
        page.goto("sok/?q=barnehage")
        expect(status(page)).to_have_attribute("data-state", "error")
        expect(status(page)).to_contain_text("Søket kunne ikke hentes")
        expect(status(page)).to_be_visible()
        expect(page.locator('main [data-part="browse"] a').first).to_be_visible()
        assert results(page).count() == 0
        page.unroute(lost)
        page.locator("main form button").click()
        done(page)
        assert results(page).count() > 0


def test_the_search_is_used_with_the_keyboard_alone(page: Page) -> None:
    page.goto("sok/")
    field(page).focus()
    page.keyboard.type("plan")
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("«plan»")
    tab_to(page, "Hopp over filtrene")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page, "value") == "relevance"
    page.keyboard.press("ArrowRight")
    expect(headline(page)).to_contain_text("nyeste først")
    done(page)  # the first result is there before the others, and a machine tabs faster than they come
    assert focused(page, "value") == "date"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-part=results] > li:first-child h3') !== null")
    tab_to(page, "Vis flere")
    page.keyboard.press("Enter")
    expect(results(page).nth(10).locator("h3 a")).to_be_focused()


def test_filters_keep_the_focus_and_give_it_back_to_the_field(page: Page) -> None:
    page.goto("sok/?kind=Artikkel")
    done(page)
    box = chosen(page)
    box.focus()
    page.keyboard.press("Space")
    expect(status(page)).to_have_attribute("data-state", "idle")
    expect(field(page)).to_be_focused()
    page.keyboard.type("planstrategi")
    page.keyboard.press("Enter")
    done(page)
    box = page.locator("[data-filter='kind'] label:visible input").first
    box.focus()
    page.keyboard.press("Space")
    expect(headline(page)).to_contain_text("filtrene")
    expect(box).to_be_focused()


def test_escape_empties_the_field(page: Page) -> None:
    page.goto("sok/?q=planstrategi")
    done(page)
    field(page).press("Escape")
    expect(field(page)).to_have_value("")
    expect(status(page)).to_have_attribute("data-state", "idle")
    assert asked(page) == {}


def test_without_script_the_page_says_what_to_do_instead(noscript_page: Page) -> None:
    noscript_page.goto("sok/?q=plan")
    assert "JavaScript" in noscript_page.locator("main noscript").inner_html()
    for address in ("/tema/", "/artikler/"):
        expect(noscript_page.locator(f'main [data-part="browse"] a[href*="{address}"]').first).to_be_visible()
    for part in ("found", "sort", "nothing"):
        expect(noscript_page.locator(f'[data-part="{part}"]')).to_be_hidden()


def tab_to(page: Page, text: str) -> None:
    """Go on with Tab to what has this text."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "innerText") == text:
            return
    pytest.fail(f"the keyboard never comes to {text}")


def focused(page: Page, name: str) -> Any:
    return page.evaluate(f"document.activeElement.{name}")
