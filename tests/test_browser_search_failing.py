"""The search says nothing that it does not know: files lost in every way, offline, policies."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.failing_host import FAILURES, HANGING
from tests.failing_search import PAGES, lost_of, opened, settled, small_site, state, wait_out
from tests.one_of_each import EACH, address_of
from tests.search_page import done, field, firsts, headline, results, status
from tests.sites import build

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

OWN = ("/ord.json", "/sider.json", "/pagefind.js")
"""How the address of each file ends that the search itself fetches for the answer to a question."""

CHECKED = ("/pagefind-entry.json", ".pf_meta", "/wasm.no.pagefind", ".pf_index", ".pf_fragment")
"""Those that index-files.js reads, one like another; tests/script/index-files.test.js has each way of failing."""

FEW = ("missing", "disguised", "stalled")
"""Ways in which a browser sees those fail: refused, something else in their place, and half of them."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    assert build(small_site(folder / "site"), folder / "public", "--search") == 0
    return folder / "public"


@pytest.mark.parametrize("failure", FAILURES)
def test_each_file_that_is_lost_is_told_and_the_next_search_finds_everything(
    browser: Browser, small: Path, failure: str
) -> None:
    with opened(browser, small) as (host, page):
        if failure in HANGING:
            page.clock.install()
        page.goto("sok/?q=kommune")
        done(page)
        everything = firsts(page)
        assert len(everything) == len(PAGES)
        for number, lost in enumerate((*OWN, *(CHECKED if failure in FEW else ()))):
            host.fail(lost, failure)
            page.goto("sok/?q=kommune")
            wait_out(page, failure)
            assert settled(page) == "error", lost
            assert status(page).is_visible(), lost
            assert "rykk på Søk" in status(page).inner_text()
            assert not page.locator('[data-part="found"]').is_visible(), lost
            host.heal()
            if number % 2:
                page.locator("main form button").click()
            else:
                field(page).fill("kommune ")
                if failure in HANGING:
                    page.clock.run_for(400)
            done(page)
            assert firsts(page) == everything, lost


def test_what_is_found_without_a_part_of_the_index_is_told_as_a_part(browser: Browser, built_site: Path) -> None:
    with opened(browser, built_site) as (host, page):
        page.goto("sok/?q=individuell+plan")
        done(page)
        everything = firsts(page)
        parts = [*lost_of(page, host, ".pf_index"), *lost_of(page, host, ".pf_fragment")[:2]]
        told = set()
        for lost in parts:
            host.fail(lost, "missing")
            page.goto("sok/?q=individuell+plan")
            told.add(settled(page))
            if state(page) == "partial":
                expect(status(page)).to_contain_text("det kan finnes flere treff")
                assert status(page).is_visible()
                assert not re.search("(?i)ingen treff", headline(page).inner_text())
                assert 0 < results(page).count() <= len(everything)
            host.heal()
            field(page).press("Enter")
            done(page)
            assert firsts(page) == everything, lost
        assert "partial" in told
        assert "done" not in told


def test_a_word_whose_part_was_lost_is_never_said_to_give_nothing_or_taken_for_another(
    browser: Browser, built_site: Path
) -> None:
    with opened(browser, built_site) as (host, page):
        page.goto("sok/")
        host.fail(".pf_index", "portal")
        for word in ("barnehage", "plnstrategi", "finnesikke"):
            field(page).fill(word)
            field(page).press("Enter")
            expect(status(page)).to_have_attribute("data-state", "error")
            expect(status(page)).to_contain_text("fikk ikke filene")
            assert not page.locator('[data-part="correction"]').is_visible()
        host.heal()
        field(page).fill("plnstrategi")
        field(page).press("Enter")
        done(page)
        expect(page.locator('[data-part="correction"]')).to_contain_text("planstrategi")


OPTIONAL = (
    ("/vanlige.json", "planstrtegi kommune", "partial"),
    ("/vanlige.json", "plnstrategi", "error"),
    ("/oppslag.json", "kommuneloven", "partial"),
)
"""What is fetched for some queries alone, such a query, and the state in which it ends where that is lost."""


@pytest.mark.parametrize("failure", ["disguised", "empty", "hung"])
def test_what_is_fetched_for_some_queries_is_told_when_it_is_lost(
    browser: Browser, built_site: Path, failure: str
) -> None:
    with opened(browser, built_site) as (host, page):
        if failure in HANGING:
            page.clock.install()
        correction = page.locator('[data-part="correction"]')
        for lost, query, outcome in OPTIONAL:
            host.fail(lost, failure)
            page.goto(f"sok/?q={query}")
            wait_out(page, failure)
            assert settled(page) == outcome, query
            assert status(page).is_visible()
            assert "planstrategi" not in correction.inner_text()
            assert (results(page).count() > 0) == (outcome == "partial")
            host.heal()
            field(page).press("Enter")
            done(page)
            if lost == "/vanlige.json":
                expect(correction).to_contain_text("planstrategi")
            else:
                assert urlsplit(firsts(page)[0]).path == "/lover/kommuneloven/"


def test_a_query_of_words_that_the_site_has_asks_for_none_of_those(browser: Browser, built_site: Path) -> None:
    optional = {lost for lost, _, _ in OPTIONAL}
    with opened(browser, built_site) as (host, page):
        host.failures = dict.fromkeys(optional, "missing")
        page.goto("sok/?q=folkehelse")
        done(page)
        assert not [path for path in host.asked if urlsplit(path).path.endswith(tuple(optional))]
        page.goto("sok/?q=plnstrategi")
        assert settled(page) == "error"  # what is asked for would have been missed


def test_more_hits_that_are_lost_are_told_and_come_when_they_are_asked_for_again(
    browser: Browser, built_site: Path
) -> None:
    with opened(browser, built_site) as (host, page):
        page.goto("sok/?q=plan")
        done(page)
        more = page.get_by_role("button", name="Vis flere")
        more.click()
        expect(results(page)).to_have_count(20)
        done(page)
        everything = firsts(page)
        for failure in ("missing", "disguised"):
            page.goto("sok/?q=plan")
            done(page)
            host.fail(".pf_fragment", failure)
            more.click()
            expect(status(page)).to_have_attribute("data-state", re.compile("partial|error"))
            assert status(page).is_visible()
            host.heal()
            if state(page) == "partial":
                more.click()
            else:
                field(page).press("Enter")
                done(page)
                more.click()
            done(page)
            assert firsts(page)[:20] == everything


def in_a_worker(public: Path, folder: Path) -> Path:
    """Return a copy of a site whose search asks in a worker, as on a site with very many pages."""
    shutil.copytree(public, folder)
    script = folder / "assets" / "search.js"
    text = script.read_text(encoding="utf-8")
    assert text.count("const MANY = 2000;") == 1
    script.write_text(text.replace("const MANY = 2000;", "const MANY = 1;"), encoding="utf-8")
    return folder


def test_in_a_worker_too_all_that_is_lost_is_told_and_found_the_next_time(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    with opened(browser, in_a_worker(small, tmp_path / "public")) as (host, page):
        page.goto("sok/?q=kommune")
        done(page)
        assert lost_of(page, host, "pagefind-worker.js")
        everything = firsts(page)
        for lost in (*CHECKED, "/pagefind-worker.js"):
            for failure in ("missing", "disguised"):
                host.fail(lost, failure)
                page.goto("sok/?q=kommune")
                if lost == "/pagefind-worker.js":
                    done(page)  # Pagefind does without it
                    assert firsts(page) == everything
                    continue
                assert settled(page) == "error", lost
                host.heal()
                field(page).press("Enter")
                done(page)
                assert firsts(page) == everything, lost


def test_offline_is_told_and_the_search_goes_on_by_itself_when_the_network_is_back(
    browser: Browser, small: Path
) -> None:
    with opened(browser, small) as (_, page):
        page.goto("sok/")
        page.context.set_offline(True)
        field(page).fill("folkehelse")
        expect(status(page)).to_have_attribute("data-state", "error")
        expect(status(page)).to_contain_text("uten nett")
        page.context.set_offline(False)
        done(page)
        assert results(page).count() == 1
        page.context.set_offline(True)  # what has been fetched answers still
        field(page).fill("folkehelse ")
        done(page)
        page.context.set_offline(False)


def test_a_policy_that_refuses_webassembly_is_named(browser: Browser, small: Path) -> None:
    with opened(browser, small) as (host, page):
        host.policy = "default-src 'self'"
        page.goto("sok/?q=kommune")
        expect(status(page)).to_have_attribute("data-state", "error")
        expect(status(page)).to_contain_text("script-src 'wasm-unsafe-eval'")
        host.policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
        page.reload()
        done(page)


def test_as_a_file_the_page_says_that_the_search_needs_a_server(browser: Browser, small: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((small / "sok/index.html").as_uri() + "?q=kommune")
        expect(page.locator('[data-part="search-unstarted"]')).to_be_visible()
        expect(page.locator('[data-part="search-unstarted"]')).to_contain_text("åpnet som en fil")


def test_without_the_script_of_the_search_the_page_says_so_after_a_while(browser: Browser, small: Path) -> None:
    with opened(browser, small) as (host, page):
        unstarted = page.locator('[data-part="search-unstarted"]')
        for failure in FAILURES:
            host.fail("/search.js", failure)
            page.goto("sok/?q=kommune", wait_until="commit")
            expect(page.locator("main form")).to_be_visible()
            expect(unstarted).to_be_hidden()
            unstarted.evaluate("element => element.getAnimations().forEach((each) => each.finish())")
            expect(unstarted).to_be_visible()
            expect(unstarted).to_contain_text("kan du laste siden på nytt")
            assert state(page) == "idle", failure
            host.heal()
        page.reload()
        done(page)
        expect(unstarted).to_have_count(0)


def test_a_field_whose_suggestions_fail_sends_its_question_as_ever(browser: Browser, small: Path) -> None:
    with opened(browser, small) as (host, page):
        for lost in ("/suggest.js", "/forslag.json"):
            for failure in ("missing", "disguised", "empty", "hung"):
                host.fail(lost, failure)
                page.goto("", wait_until="commit")
                box = page.locator('input[name="q"]').first
                box.fill("kommune")
                box.press("Enter")
                page.wait_for_url("**/sok/?q=kommune")
                done(page)
                assert results(page).count() == len(PAGES)
                host.heal()


def test_every_kind_of_page_works_under_the_strictest_policy_that_there_is(
    browser: Browser, built_site: Path, pages: dict[str, PageFile]
) -> None:
    """The search alone needs one word more, and names it."""
    with opened(browser, built_site) as (host, page):
        host.policy = "default-src 'self'"
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        for what in EACH:
            page.goto(address_of(what, pages))
            box = page.locator('header input[name="q"]')
            if box.count():
                box.focus()
        page.goto("sok/")
        assert refused == []
        page.goto("sok/?q=kommune")
        expect(status(page)).to_contain_text("script-src 'wasm-unsafe-eval'")
        assert [each for each in refused if "wasm-unsafe-eval" not in each and "WebAssembly" not in each] == []
