"""The search says nothing that it does not know: each file that is lost, in each way; offline; deploys; policies."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.failing_host import FAILURES, Failing, failing
from tests.search_page import done, field, firsts, headline, results, status
from tests.sites import build, write_site

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


def text(title: str, body: str) -> str:
    return f"---\ntitle: {title}\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\nsummary: Om {title}.\n---\n{body}\n"


def small_site(root: Path, *more: str) -> Path:
    """Write a site with one article on each thing."""
    articles = {
        f"artikler/{name}.md": text(name.capitalize(), f"Her står det om {name} i en kommune.\n\n" * 3)
        for name in (*PAGES, *more)
    }
    author = "---\ntitle: Kari Nordmann\nrole: Planlegger\n---\nKari skriver.\n"
    return write_site(root, {**articles, "forfattere/kari.md": author})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    assert build(small_site(folder / "site"), folder / "public", "--search") == 0
    return folder / "public"


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[tuple[Failing, Page]]:
    with failing(folder) as (host, address), browser.new_context(base_url=address, locale="nb-NO") as context:
        yield host, context.new_page()


def settled(page: Page) -> str:
    """Return the state in which a search ends."""
    expect(status(page)).to_have_attribute("data-state", re.compile("done|partial|error"))
    return status(page).get_attribute("data-state") or ""


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
