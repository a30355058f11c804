"""The search says nothing that it does not know: files lost in every way, offline, deploys, policies."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.failing_host import FAILURES, Failing, failing
from tests.search_page import done, field, firsts, headline, results, status
from tests.sites import build, edition, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FILES = (
    "/ord.json",
    "/sider.json",
    "/pagefind.js",
    "/pagefind-entry.json",
    ".pf_meta",
    "/wasm.no.pagefind",
    ".pf_index",
    ".pf_fragment",
)
"""How the address of each file ends that the answer to a question needs."""

PAGES = ("planstrategi", "folkehelse", "skjenketid", "barnehage")
"""What the pages of a small site are about; each has a page of its own, and all have «kommune»."""


def small_site(root: Path, *more: str) -> Path:
    """Write a site with one article on each thing."""
    articles = {f"artikler/{name}.md": article(name) for name in (*PAGES, *more)}
    author = "---\ntitle: Kari Nordmann\nrole: Planlegger\n---\nKari skriver.\n"
    return write_site(root, {**articles, "forfattere/kari.md": author})


def article(name: str) -> str:
    fields = f"title: {name.capitalize()}\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\nsummary: Om {name}."
    return f"---\n{fields}\n---\nHer står det om {name} i en kommune.\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    assert build(small_site(folder / "site"), folder / "public", "--search") == 0
    return folder / "public"


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[tuple[Failing, Page]]:
    with failing(folder) as (host, address), browser.new_context(base_url=address, locale="nb-NO") as context:
        yield host, context.new_page()


def state(page: Page) -> str:
    return status(page).get_attribute("data-state") or ""


def settled(page: Page) -> str:
    """Return the state in which a search ends."""
    expect(status(page)).to_have_attribute("data-state", re.compile("done|partial|error"))
    return state(page)


@pytest.mark.parametrize("failure", FAILURES)
def test_each_file_that_is_lost_is_told_and_the_next_search_finds_everything(
    browser: Browser, small: Path, failure: str
) -> None:
    with opened(browser, small) as (host, page):
        if failure == "hung":
            page.clock.install()
        page.goto("sok/?q=kommune")
        done(page)
        everything = firsts(page)
        assert len(everything) == len(PAGES)
        for lost in FILES:
            host.fail(lost, failure)
            page.goto("sok/?q=kommune")
            if failure == "hung":
                wait_out(page)
            assert settled(page) == "error", lost
            assert status(page).is_visible(), lost
            assert "Trykk på Søk" in status(page).inner_text() or "trykk på Søk" in status(page).inner_text()
            assert not page.locator('[data-part="found"]').is_visible(), lost
            host.heal()
            page.locator("main form button").click()
            done(page)
            assert firsts(page) == everything, lost


def wait_out(page: Page) -> None:
    """Let the browser's clock go on until the search has given up what never comes."""
    for _ in range(12):
        if status(page).get_attribute("data-state") == "error":
            return
        page.wait_for_timeout(150)
        page.clock.fast_forward(6_000)


def lost_of(page: Page, host: Failing, ending: str) -> list[str]:
    """Return the files with this ending that a search asked for, in order."""
    return [urlsplit(address).path for address in dict.fromkeys(host.asked) if address.endswith(ending)]


def test_what_is_found_without_a_part_of_the_index_is_told_as_a_part(browser: Browser, built_site: Path) -> None:
    with opened(browser, built_site) as (host, page):
        page.goto("sok/?q=individuell+plan")
        done(page)
        everything = firsts(page)
        parts = [*lost_of(page, host, ".pf_index"), *lost_of(page, host, ".pf_fragment")[:2]]
        told = set()
        for lost in parts:
            host.fail(lost, "refused")
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


@pytest.mark.parametrize("failure", ["refused", "portal"])
@pytest.mark.parametrize(
    ("lost", "query", "partial"),
    [
        ("/vanlige.json", "planstrtegi kommune", True),
        ("/vanlige.json", "plnstrategi", False),
        ("/oppslag.json", "kommuneloven", True),
    ],
)
def test_what_is_fetched_for_some_queries_is_told_when_it_is_lost(
    browser: Browser, built_site: Path, lost: str, query: str, failure: str, *, partial: bool
) -> None:
    with opened(browser, built_site) as (host, page):
        host.fail(lost, failure)
        page.goto(f"sok/?q={query}")
        assert settled(page) == ("partial" if partial else "error")
        assert status(page).is_visible()
        correction = page.locator('[data-part="correction"]')
        assert "planstrategi" not in correction.inner_text()
        assert (results(page).count() > 0) == partial
        host.heal()
        field(page).press("Enter")
        done(page)
        if lost == "/vanlige.json":
            expect(correction).to_contain_text("planstrategi")
        else:
            assert urlsplit(firsts(page)[0]).path == "/lover/kommuneloven/"
        page.goto("sok/?q=folkehelse")
        done(page)  # what no file was asked for


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


@pytest.mark.parametrize("before", ["stays", "gone"])
def test_a_page_left_open_over_a_deploy_answers_as_a_fresh_one_though_files_are_kept_for_a_year(
    browser: Browser, tmp_path: Path, before: str
) -> None:
    public = tmp_path / "public"
    assert build(small_site(tmp_path / "one"), public, "--search") == 0
    with opened(browser, public) as (host, page):
        host.cached = "/sok/indeks/"
        page.goto("sok/?q=kommune")
        done(page)
        old = edition(public)
        if before == "gone":
            shutil.rmtree(public)
        assert build(small_site(tmp_path / "two", "festival"), public, "--search") == 0
        assert old.is_dir() == (before == "stays")
        field(page).fill("festival")
        done(page)
        assert [urlsplit(each).path for each in firsts(page)] == ["/artikler/festival/"]
        found = ask(page, "kommune")
        page.goto("sok/?q=kommune")
        done(page)
        assert found == firsts(page)
        assert len(found) == len(PAGES) + 1


def test_another_version_of_pagefind_never_meets_what_a_browser_has_kept(browser: Browser, tmp_path: Path) -> None:
    """The older edition stands for an older Pagefind: its script refuses any index but its own."""
    public = tmp_path / "public"
    assert build(small_site(tmp_path / "one"), public, "--search") == 0
    older = edition(public)
    for file in older.rglob("*.js"):
        file.write_text("throw new Error('an older Pagefind')", encoding="utf-8")
    with opened(browser, public) as (host, page):
        host.cached = "/sok/indeks/"
        page.goto("sok/?q=kommune")
        assert settled(page) == "error"
        assert build(small_site(tmp_path / "two", "festival"), public, "--search") == 0
        page.locator("main form button").click()
        done(page)
        assert results(page).count() == len(PAGES) + 1


def ask(page: Page, query: str) -> list[str]:
    field(page).fill(query)
    field(page).press("Enter")
    expect(headline(page)).to_contain_text(f"«{query}»")
    done(page)
    return firsts(page)


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


def test_a_script_that_never_comes_is_told_after_a_while(browser: Browser, small: Path) -> None:
    with opened(browser, small) as (host, page):
        host.fail("/search.js", "refused")
        page.goto("sok/?q=kommune")
        unstarted = page.locator('[data-part="search-unstarted"]')
        expect(unstarted).to_be_hidden()
        unstarted.evaluate("element => element.getAnimations().forEach((each) => each.finish())")
        expect(unstarted).to_be_visible()
        host.heal()
        page.reload()
        done(page)
        expect(unstarted).to_have_count(0)
