"""What is suggested for what is written in a search field: which titles, in what order, and how they are shown."""

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
        ("folk", ["Folkehelse i planlegging"]),
        ("FOLKEHELSE plan", ["Folkehelse i planlegging"]),
        ("plan folkehelse", ["Folkehelse i planlegging"]),
        ("helse", []),
        ("hva plan", ["Plan for individuell oppfølging", "Folkehelse i planlegging", *BOTH]),
        ("om plan", ["Om planlegging", "Plan for individuell oppfølging", "Folkehelse i planlegging", BOTH[0]]),
        ("hva er", ["Hva er en årsplan?"]),
        ("hva er en års", ["Hva er en årsplan?"]),
        ("aarsplan", ["Hva er en årsplan?"]),
        ("arsplan", ["Hva er en årsplan?"]),
        ("A\u030arsplan", ["Hva er en årsplan?"]),
        ("okonomi", ["Økonomi og ærlighet"]),
        ("oekonomi aerlig", ["Økonomi og ærlighet"]),
        ("ærlig", ["Økonomi og ærlighet"]),
        ("åse", ["Aase Ødegård"]),
        ("ase odegaard", ["Aase Ødegård"]),
        ("ip", ["individuell plan (IP)", "Lokalt rusarbeid"]),
        ("individuell plan", ["individuell plan (IP)", "Plan for individuell oppfølging"]),
        ("plan individuell", ["Plan for individuell oppfølging", "individuell plan (IP)"]),
        ("ansvarsplan individuell", ["individuell plan (IP)"]),
        ("medverknad", ["medvirkning"]),
        ("medvirkning", ["medvirkning"]),
        ("p", []),
        ("?!", []),
        ("undefined", []),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("query", "html"),
    [
        ("aars", "Hva er en <b>års</b>plan?"),
        ("hva er aarspl", "Hva er en <b>årspl</b>an?"),
        ("oek aer", "<b>Øk</b>onomi og <b>ær</b>lighet"),
        ("aase oe", "<b>Aase</b> <b>Ø</b>degård"),
        ("individuell pl", "<b>individuell</b> <b>pl</b>an (IP)"),
    ],
)
def test_what_was_typed_is_bold(page: Page, query: str, html: str) -> None:
    with_suggestions(page)
    field(page).fill(query)
    assert options(page).first.locator("span").first.inner_html() == html


def test_what_is_found_by_another_name_tells_it(page: Page) -> None:
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
