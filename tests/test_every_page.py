"""Every page of the real site, in Chromium, under the policy: nothing is wrong, light or dark, large or small.

A page is loaded once. On the desk and in light all rules of axe are run on every page. What another colour scheme
or width can break depends on the style sheets, so those rules are run on pages that together have every shape of
element (`tests/page_shapes.py`). Whether a page scrolls sideways depends on what it says: every page is asked.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest

from tests import axe
from tests.page_shapes import covering, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

BATCHES = 24
"""The pages are gone through in so many tests, so that workers share them evenly, and a failure tells soon."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of seeing a page, and the rules that it can break; none are all."""

    scheme: Literal["light", "dark"]
    width: int
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.scheme}, {self.width} px"


VARIANTS = (
    Variant("light", 1280),
    Variant("dark", 1280, axe.COLOUR),
    Variant("dark", 320, axe.LAYOUT),
    Variant("light", 320, axe.COLOUR),
)
"""Ordered so that one step changes one thing."""

NARROW = VARIANTS[-1]

_REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')


def _without_refresh(route: Route) -> None:
    """Answer with the page as readers see it whose browser does not send them on."""
    answer = route.fetch()
    route.fulfill(response=answer, body=_REFRESH.sub("", answer.text()))


@contextmanager
def heard(page: Page, host: str) -> Iterator[list[str]]:
    """Give the list that fills with what the page says in its console, and asks of other hosts."""
    said: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        said.append(f"console: {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc != host and parts.scheme not in ("data", "blob"):
            said.append(f"request to another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    page.on("request", on_request)
    yield said


def sideways(page: Page, width: int) -> list[str]:
    """Return what reaches out of a page that scrolls sideways, or nothing where it does not."""
    found = page.evaluate(
        """width => {
            if (document.documentElement.scrollWidth <= width) return [];
            const out = [...document.body.querySelectorAll('*')].filter(each => {
                const box = each.getBoundingClientRect();
                return box.width > 0 && box.right > width + 0.5 && !each.closest('.table, pre');
            });
            return out.slice(0, 3).map(each => each.outerHTML.slice(0, 120)).concat(out.length ? [] : ['?']);
        }""",
        width,
    )
    return [f"horizontal scroll: {each}" for each in found]


def see(page: Page, variant: Variant) -> None:
    """Let a page be seen in this way."""
    page.emulate_media(color_scheme=variant.scheme)
    page.set_viewport_size({"width": variant.width, "height": 800})


def faults(page: Page, variant: Variant) -> list[str]:
    """Return what is wrong with a page that has axe on it, seen in this way."""
    see(page, variant)
    return [*sideways(page, variant.width), *axe.violations(page, variant.rules)]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_page_is_fit_for_everyone(
    browser: Browser, site_url: str, pages: dict[str, PageFile], batch: int
) -> None:
    """No violation, no word in the console, no request to another host, no horizontal scroll."""
    mine = sorted(pages)[batch::BATCHES]
    assert mine
    examined = covering(pages)
    wrong: list[str] = []
    context = browser.new_context(base_url=site_url, locale="nb-NO", color_scheme="light")
    try:
        page = context.new_page()
        with heard(page, urlsplit(site_url).netloc) as said:
            for path in mine:
                wrong += [
                    f"{path}: {fault}" for fault in looked_at(page, path, pages[path], said, path in examined)
                ]
    finally:
        context.close()
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def looked_at(page: Page, path: str, file: PageFile, said: list[str], in_all_ways: bool) -> list[str]:
    """Return all that is wrong with one page, each with how the page was seen.

    Without `in_all_ways`, axe is run in the first way alone.
    """
    page.set_viewport_size({"width": VARIANTS[0].width, "height": 800})
    address = re.sub(r"(^|/)index\.html$", r"\1", path)
    if file.redirect:
        page.route("**/*", _without_refresh, times=1)
    page.goto(address, wait_until="load")
    axe.put_on(page)
    found = [f"{VARIANTS[0]}: {fault}" for fault in faults(page, VARIANTS[0])]
    if in_all_ways:
        found += [f"{variant}: {fault}" for variant in VARIANTS[1:] for fault in faults(page, variant)]
    else:
        see(page, NARROW)
        found += [f"{NARROW}: {fault}" for fault in sideways(page, NARROW.width)]
    found += said
    said.clear()
    return found


def test_pages_that_are_seen_in_all_ways_have_every_shape_of_every_page(pages: dict[str, PageFile]) -> None:
    chosen = covering(pages)
    assert set().union(*(shapes(pages[path]) for path in chosen)) == set().union(*map(shapes, pages.values()))
    assert len(chosen) < len(pages)


def test_every_earlier_address_sends_its_readers_on(page: Page, pages: dict[str, PageFile], site_url: str) -> None:
    """Without a word in the console; `page` fails for that."""
    moved = {path: file.redirect for path, file in pages.items() if file.redirect}
    assert moved
    for path, target in moved.items():
        page.goto(path.removesuffix("index.html"), wait_until="commit")
        page.wait_for_url(f"{site_url.rstrip('/')}{target}", wait_until="commit")


@pytest.mark.parametrize("query", ["plan", "planstartegi&sort=date", '"finnes ikke her" planstrategi'])
def test_the_search_is_fit_for_everyone_with_results_and_without(page: Page, query: str) -> None:
    page.goto(f"sok/?q={query}")
    page.wait_for_selector("[data-part='search-status'][data-state='done']")
    axe.put_on(page)
    assert [f"{variant}: {fault}" for variant in VARIANTS for fault in faults(page, variant)] == []


def test_axe_is_awake(page: Page) -> None:
    """It finds what is put wrong, in each of the ways that a page is looked at."""
    page.goto("om/")
    axe.put_on(page)
    page.evaluate(
        """() => {
            document.documentElement.removeAttribute('lang');
            const p = document.querySelector('main p:not([hidden])');
            p.style.color = 'light-dark(#123, #345)';
            const far = document.createElement('p');
            far.textContent = 'ute';
            far.style.cssText = 'position: absolute; left: 400px; width: 10px';
            document.querySelector('main').append(far);
        }"""
    )
    light, dark, small, _ = (faults(page, variant) for variant in VARIANTS)
    assert [each for each in light if each.startswith("html-has-lang")]
    assert [each for each in dark if each.startswith("color-contrast: ")]
    assert [each for each in small if each.startswith("horizontal scroll: ")]
    assert not [each for each in light if each.startswith(("color-contrast", "horizontal"))]


def test_what_a_page_says_and_asks_for_is_heard(page: Page, site_url: str) -> None:
    with heard(page, urlsplit(site_url).netloc) as said:
        page.goto("om/")
        assert said == []
        page.evaluate("console.info('ord')")
        assert said == ["console: info: ord"]
    with heard(page, "example.org") as said:
        page.goto("om/")
        assert [each for each in said if each.startswith("request to another host: ")]
