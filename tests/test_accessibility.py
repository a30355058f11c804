"""What axe cannot see: pages stay usable when readers enlarge them, set their own colours, or turn motion off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import watched
from tests.one_of_each import EACH, address_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"  # noqa: E501 - one rule
"""The text spacing of WCAG 1.4.12, which no page may break under."""

CUT_OFF = """() => {
    const seen = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, a, button, label, dd, dt), .bar a')];
    return seen.filter(each => each.checkVisibility() && each.textContent.trim()).filter(each => {
        if (each.closest('.visually-hidden, .table, pre')) return false;
        const box = each.getBoundingClientRect();
        const style = getComputedStyle(each);
        const out = box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5;
        const clips = [style.overflowX, style.overflowY].some(value => value === 'hidden' || value === 'clip');
        const cut = clips && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
        return out || cut || box.width < 1 || box.height < 1;
    }).map(each => each.outerHTML.slice(0, 120));
}"""
"""What of the text reaches out of the window, or is cut off by its own box."""

FADED = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgb = colour => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = each => {
        for (let at = each; at; at = at.parentElement) {
            const colour = rgb(getComputedStyle(at).backgroundColor);
            if (colour[3] > 0) return colour;
        }
        return rgb('Canvas');
    };
    const seen = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, a, button, label, dd)')];
    return seen.filter(each => each.checkVisibility() && each.textContent.trim()).filter(each => {
        const [a, b] = [light(rgb(getComputedStyle(each).color)), light(behind(each))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return contrast < 4.5 || Number(getComputedStyle(each).opacity) < 1;
    }).map(each => each.outerHTML.slice(0, 120));
}"""
"""The texts with too little contrast to their background, by computed colours."""

MOVES = """() => [...document.querySelectorAll('*')].flatMap(each => ['', '::before', '::after'].map(part => {
    const style = getComputedStyle(each, part || null);
    const long = value => value.split(',').some(each => parseFloat(each) > 0.01);
    const moves = long(style.transitionDuration) || long(style.animationDuration);
    return moves || (!part && style.scrollBehavior === 'smooth') ? each.outerHTML.slice(0, 120) + part : '';
})).filter(Boolean)"""
"""What still moves."""

OUTLINED = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.mark.parametrize("what", EACH)
def test_nothing_is_cut_off_at_400_percent(page: Page, pages: dict[str, PageFile], what: str) -> None:
    """A window of 1280 × 1024 at 400 % is 320 × 256 CSS pixels; text spacing is changed on top of that."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address_of(what, pages))
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", SPACING
    )
    assert page.evaluate(CUT_OFF) == [], "with the text spacing of WCAG 1.4.12"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "with the text spacing of WCAG 1.4.12"


@pytest.mark.parametrize("what", EACH)
def test_text_links_and_focus_are_seen_in_forced_colours_and_nothing_moves_that_should_not(
    browser: Browser, site_url: str, pages: dict[str, PageFile], what: str
) -> None:
    settings = {"forced_colors": "active", "reduced_motion": "reduce", "color_scheme": "dark"}
    with watched(browser, site_url, **settings) as page:
        page.goto(address_of(what, pages))
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(FADED) == []
        assert page.evaluate(MOVES) == []
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINED), "the first stop of the keyboard"
        page.locator("main a[href]").first.focus()
        assert page.evaluate(OUTLINED), "the first link in the text"


def test_what_is_looked_for_is_found_where_it_is(page: Page) -> None:
    """The three questions above can be answered with yes."""
    page.emulate_media(reduced_motion="no-preference")
    page.goto("om/")
    page.evaluate(
        """() => {
            const p = document.querySelector('main p:not([hidden])');
            p.style.cssText = 'height: 1em; overflow: hidden; color: #ddd; background: #eee';
        }"""
    )
    assert page.evaluate(CUT_OFF) != []
    assert page.evaluate(FADED) != []
    assert page.evaluate(MOVES) != []


def test_the_page_reads_well_without_script(noscript_page: Page) -> None:
    noscript_page.goto("om/")
    assert noscript_page.locator("a[data-part='share-link']").is_visible()
    assert not noscript_page.locator("form[data-part='share']").is_visible()


def test_text_can_grow_to_twice_its_size_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto("sok/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
