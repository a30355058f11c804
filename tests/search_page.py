"""The search page in a browser: page objects for tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def status(page: Page) -> Locator:
    return page.locator('[data-part="search-status"]')


def results(page: Page) -> Locator:
    return page.locator('[data-part="results"] > li')


def firsts(page: Page) -> list[str]:
    """Return where the first link of each result leads."""
    links = results(page).evaluate_all("items => items.map(item => item.querySelector('a[href]').href)")
    return [str(link) for link in links]


def done(page: Page) -> None:
    expect(status(page)).to_have_attribute("data-state", "done")


def headline(page: Page) -> Locator:
    """Return the heading of the results."""
    return page.locator("#results_heading")


def found(page: Page) -> int:
    """Return the number of hits that the page shows."""
    done(page)
    number = re.match(r"[\d\s]+", headline(page).inner_text())
    return int(re.sub(r"\s", "", number[0])) if number else 0


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def field(page: Page) -> Locator:
    return page.locator('main input[name="q"]')


def chosen(page: Page) -> Locator:
    """Return the values of filters that are checked."""
    return page.locator("[data-filter] input:checked")


def boxes(page: Page, name: str) -> Locator:
    return page.locator(f'[data-filter="{name}"] label:visible')


def count(label: Locator) -> int:
    return int(label.locator("span").inner_text().strip("()"))


def choose(page: Page, name: str, index: int = 0) -> tuple[str, int]:
    """Check a value of a filter, and return it with the count that it promised."""
    label = boxes(page, name).nth(index)
    promised = count(label)
    value = label.locator("input").get_attribute("value") or ""
    label.locator("input").check()
    done(page)
    return value, promised
