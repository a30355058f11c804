"""A small site whose search fails on demand, and a page that asks it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.failing_host import HANGING, Failing, failing
from tests.search_page import done, field, firsts, headline, status
from tests.sites import write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

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


def wait_out(page: Page, failure: str) -> None:
    """Let the browser's clock go on until the search has given up what never comes."""
    for _ in range(20 if failure in HANGING else 0):
        if state(page) in ("error", "partial"):
            return
        page.wait_for_timeout(100)
        page.clock.fast_forward(6_000)


def lost_of(page: Page, host: Failing, ending: str) -> list[str]:
    """Return the files with this ending that a search asked for, in order."""
    return [urlsplit(address).path for address in dict.fromkeys(host.asked) if address.endswith(ending)]


def ask(page: Page, query: str) -> list[str]:
    field(page).fill(query)
    field(page).press("Enter")
    expect(headline(page)).to_contain_text(f"«{query}»")
    done(page)
    return firsts(page)
