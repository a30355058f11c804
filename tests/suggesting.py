"""Suggestions below a search field: how tests write in it, and read what it suggests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

QUESTION = "sporsmal-og-svar/komme-i-gang-med-individuell-plan/"
"""A page of content."""

SUGGESTIONS = {
    "lang": "nb",
    "stop": "er en et hva i og om",
    "kinds": {
        "nb": ["Tema", "Ordliste", "Artikkel", "Forfatter"],
        "nn": ["Tema", "Ordliste", "Artikkel", "Forfattar"],
    },
    "items": [
        [0, "/tema/folkehelse/", "Folkehelse i planlegging", [], ["folkehelsearbeid"]],
        [0, "/tema/rus/", "Lokalt rusarbeid", [], ["IP", "ruskonsulent"]],
        [1, "/ordliste/#ip", "individuell plan (IP)", ["IP"], ["ansvarsplan"]],
        [1, "/ordliste/#medvirkning", "medvirkning", ["medverknad"]],
        [2, "/artikler/a/", "Hva er en årsplan?"],
        [2, "/artikler/b/", "Økonomi og ærlighet"],
        [2, "/artikler/c/", "Plan for individuell oppfølging"],
        [2, "/artikler/hva-er-planlegging/", "Om planlegging", [], [], "nn"],
        [3, "/forfattere/aase/", "Aase Ødegård"],
    ],
}
"""A file as outputs/suggestions.py writes it."""


def field(page: Page) -> Locator:
    return page.locator("form[data-suggest] input[name='q']")


def options(page: Page) -> Locator:
    return page.locator("[role='listbox'] [role='option']")


def titles(page: Page) -> list[str]:
    return options(page).locator("span:first-child").all_inner_texts()


def opened(page: Page, query: str = "plan", path: str = "om/") -> None:
    """Go to a page, and write in its search field until something is suggested."""
    page.goto(path)
    field(page).focus()
    page.keyboard.type(query)
    expect(options(page).first).to_be_visible()


def with_suggestions(page: Page, path: str = "om/") -> None:
    """Go to a page whose suggestions are those above, and wait until they have come."""
    body = json.dumps(SUGGESTIONS)
    page.route("**/sok/forslag.json*", lambda route: route.fulfill(body=body, content_type="application/json"))
    opened(page, "plan", path)


def active(page: Page) -> str:
    """Return the title of the active option, as the field announces it to a screen reader, or ""."""
    chosen = page.locator("[role='option'][aria-selected='true']")
    name = field(page).get_attribute("aria-activedescendant")
    assert [name] == ([each.get_attribute("id") for each in chosen.all()] or [None])
    return chosen.locator("span").first.inner_text() if name else ""


def is_open(page: Page) -> bool:
    shown = page.get_by_role("listbox").is_visible()
    assert field(page).get_attribute("aria-expanded") == str(shown).lower()
    return shown
