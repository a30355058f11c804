"""The editors' handbook is a site of kbsite's own: it passes the checks that the real site passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.publish.local_host import served
from tests.document_sites import first_hits, unfit
from tests.sites import HANDBOOK, broken_links, read_pages, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.sites import PageFile

ARTICLES = sorted(path.stem for path in (HANDBOOK / "content/artikler").glob("*.md"))
PARTS = ("begynne", "skrive", "sjekke", "publisere", "oppslag")


@pytest.fixture(scope="module")
def handbook(built_handbook: Path) -> dict[str, PageFile]:
    return read_pages(built_handbook)


@pytest.fixture(scope="module")
def handbook_url(built_handbook: Path) -> Iterator[str]:
    with served(built_handbook) as address:
        yield address


def test_every_page_is_there_and_without_a_fault_of_syntax(handbook: dict[str, PageFile]) -> None:
    assert {f"artikler/{name}/index.html" for name in ARTICLES} <= set(handbook)
    assert {path: page.faults for path, page in handbook.items() if page.faults} == {}


def test_every_link_reaches_a_file_and_a_heading(handbook: dict[str, PageFile], built_handbook: Path) -> None:
    assert broken_links(handbook, built_handbook, "https://handbok.kommunetorget.no/") == []


def test_the_menu_has_the_parts_and_the_parts_have_every_page(handbook: dict[str, PageFile]) -> None:
    menu = handbook["index.html"].one("nav[@aria-label='Hovedmeny']")
    assert [link.attrib["href"] for link in menu.iter("a")] == [f"/tema/{part}/" for part in PARTS]
    shown = {link for part in PARTS for link in handbook[f"tema/{part}/index.html"].links()}
    assert {f"/artikler/{name}/" for name in ARTICLES} <= shown


def test_it_says_of_itself_what_it_is_and_what_one_can_ask_about(handbook: dict[str, PageFile]) -> None:
    assert text_of(handbook["index.html"].one("h1")) == "Redaktørhåndboken"
    ask = text_of(handbook["spor-oss/index.html"].one("main"))
    assert "mangler det noe i håndboken" in ask
    assert "rusarbeid" not in ask


def test_the_marks_of_the_tables_show_nowhere(handbook: dict[str, PageFile]) -> None:
    fields = text_of(handbook["artikler/felter/index.html"].one("main"))
    assert "question_lang" in fields
    assert "[felter]" not in fields
    assert "[slutt]" not in fields


@pytest.mark.browser
def test_every_page_is_fit_for_everyone(browser: Browser, handbook_url: str, handbook: dict[str, PageFile]) -> None:
    """The layouts are seen in every way elsewhere."""
    assert unfit(browser, handbook_url, handbook, "nb-NO") == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("alternativ tekst", "/artikler/bilder/"),
        ("bilete", "/artikler/bilder/"),
        ("kladd", "/artikler/skrive/"),
        ("missing-alt", "/artikler/problemer/"),
        ("github", "/artikler/publisere/"),
        ("gjennomgang", "/artikler/gjennomgang/"),
    ],
)
def test_the_search_finds_the_page_among_the_first_three(
    browser: Browser, handbook_url: str, query: str, address: str
) -> None:
    assert address in first_hits(browser, handbook_url, "sok/", query)
