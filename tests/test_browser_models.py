"""Clickable models as a reader uses them: wide, narrow, by keyboard, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

MODELS = ("modeller/planprosess-og-folkehelse/", "modeller/rusmiddelpolitisk-handlingsplan/")

OUTSIDE = """
    () => [...document.querySelectorAll('.drawing .step')].filter(a => a.getClientRects().length).flatMap(link => {
        const box = link.querySelector('rect').getBoundingClientRect();
        return [...link.querySelectorAll('text')].filter(text => {
            const own = text.getBoundingClientRect();
            return own.left < box.left || own.right > box.right || own.top < box.top || own.bottom > box.bottom;
        }).map(text => text.textContent);
    })
"""
"""The texts outside their boxes in the visible drawing."""


@pytest.mark.parametrize("path", MODELS)
@pytest.mark.parametrize(("size", "kind"), [(320, "narrow"), (600, "narrow"), (720, "wide"), (1280, "wide")])
def test_one_drawing_is_shown_and_every_text_is_within_its_box(page: Page, path: str, size: int, kind: str) -> None:
    page.set_viewport_size({"width": size, "height": 800})
    page.goto(path)
    assert page.locator(".drawing:visible").count() == 1
    assert page.locator(f".drawing.{kind}").is_visible()
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size


@pytest.mark.parametrize("path", MODELS)
def test_text_in_the_drawing_is_large_enough_to_read(page: Page, path: str) -> None:
    for size, least in ((320, 11.5), (704, 13), (1280, 16)):
        page.set_viewport_size({"width": size, "height": 800})
        page.goto(path)
        scale = page.evaluate(
            "() => [...document.querySelectorAll('.drawing svg')].filter(e => e.getClientRects().length)"
            ".map(e => e.getAttribute('font-size') * e.getBoundingClientRect().width / e.viewBox.baseVal.width)[0]"
        )
        assert scale >= least, f"{size} pixels wide"


@pytest.mark.parametrize("size", [320, 1280])
def test_the_keyboard_goes_from_step_to_step_and_into_the_list(page: Page, size: int) -> None:
    page.set_viewport_size({"width": size, "height": 800})
    page.goto(MODELS[0])
    steps = page.locator(".drawing:visible .step")
    steps.first.focus()
    for number in range(1, steps.count() + 1):
        name = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert name.startswith(f"Steg {number}: ")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if number == 7:
            page.keyboard.press("Enter")
            break
        page.keyboard.press("Tab")
    assert page.url.endswith("#steg_horing")
    assert page.locator("#steg_horing h3").text_content() == "Høring"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li[id]').id") == "steg_horing"


def test_a_step_leads_to_a_page_that_leads_back_to_the_step(page: Page) -> None:
    page.goto(MODELS[0])
    page.locator("#steg_horing .pages a").first.click()
    page.locator("[data-part='models'] summary").click()
    page.locator("[data-part='models'] a", has_text="Planprosessen: steg 7, Høring").click()
    assert page.url.endswith(f"{MODELS[0]}#steg_horing")


def test_paper_has_the_wide_drawing(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(MODELS[0])
    page.emulate_media(media="print")
    assert page.locator(".drawing.wide").is_visible()
    assert not page.locator(".drawing.narrow").is_visible()


def test_the_model_works_without_script(noscript_page: Page) -> None:
    noscript_page.goto(MODELS[1])
    noscript_page.locator(".drawing:visible .step").nth(2).click()
    assert noscript_page.url.endswith("#steg_kunnskap")


def test_forced_colours_keep_boxes_texts_and_arrows_apart_from_the_ground(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(MODELS[0])
    ground = page.evaluate("getComputedStyle(document.querySelector('.wide .step .box')).fill")
    for selector, part in (
        (".step .box", "stroke"),
        (".step text:not(.number)", "fill"),
        (".arrow path", "stroke"),
    ):
        seen = page.evaluate(f"getComputedStyle(document.querySelector('.wide {selector}')).{part}")
        assert seen != ground, selector


def test_every_model_leads_to_pages_from_every_step(pages: dict[str, PageFile]) -> None:
    for path in MODELS:
        for step in pages[f"{path}index.html"].all("ol[@data-part='steps']/li"):
            assert 1 <= len(step.findall("ul/li/a")) <= 4, step.attrib["id"]
