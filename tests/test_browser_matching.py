"""What is suggested in a search field, as a reader sees it; tests/script/suggest.test.js has the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.suggesting import field, is_open, opened, options, titles, with_suggestions

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BOTH = ["individuell plan (IP)", "Om planlegging"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hva plan", ["Plan for individuell oppfølging", "Folkehelse i planlegging", *BOTH]),
        ("A\u030arsplan", ["Hva er en årsplan?"]),
        ("p", []),
    ],
)
def test_what_begins_as_the_words_do_is_suggested_the_nearest_first(
    page: Page, query: str, expected: list[str]
) -> None:
    with_suggestions(page)
    field(page).fill(query)
    assert titles(page) == expected
    assert is_open(page) == bool(expected)


def test_at_most_seven_are_shown(page: Page) -> None:
    opened(page, "pl")
    assert options(page).count() == 7


def test_what_was_typed_is_bold(page: Page) -> None:
    with_suggestions(page)
    field(page).fill("oek aer")
    assert options(page).first.locator("span").first.inner_html() == "<b>Øk</b>onomi og <b>ær</b>lighet"


def test_what_is_found_by_another_name_shows_it(page: Page) -> None:
    with_suggestions(page)
    for query, facts in (
        ("medverk", "medverknad · Ordliste"),
        ("medvirk", "Ordliste"),
        ("rusk", "ruskonsulent · Tema"),
    ):
        field(page).fill(query)
        assert options(page).first.locator(".facts").inner_text() == facts


def test_titles_and_kinds_are_in_their_languages(page: Page) -> None:
    with_suggestions(page)
    field(page).fill("om planlegging")
    assert options(page).locator("span:first-child").first.get_attribute("lang") == "nn"
    field(page).fill("folkehelse")
    assert options(page).locator("span:first-child").first.get_attribute("lang") is None
    with_suggestions(page, "om/nn/")
    field(page).fill("aase")
    assert options(page).locator("span:first-child").first.get_attribute("lang") == "nb"
    assert options(page).first.locator(".facts").inner_text() == "Forfattar"
