"""The chapters of a translated article have a list, a next, a previous and a whole of their own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.samples import plain_text, text
from tests.sites import PageFile, broken_links, build, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "forfattere/kari.md": plain_text("Kari", ""),
    "artikler/p/index.md": text("Planarbeid"),
    "artikler/p/index.nn.md": text("Planarbeid på nynorsk", "Sjå [alt](/artikler/p/nn/hele/)."),
    "artikler/p/01-a.md": plain_text("Frister"),
    "artikler/p/01-a.nn.md": plain_text("Fristar"),
    "artikler/p/02-b.md": plain_text("Høring"),
    "artikler/p/03-c.md": plain_text("Vedtak", "## Om det\n\nEt vedtak[^1].\n\n[^1]: En note."),
    "artikler/p/03-c.nn.md": plain_text("Vedtak"),
    "artikler/q/index.md": text("Uten oversettelse"),
    "artikler/q/01-a.md": plain_text("Ett"),
    "artikler/q/01-a.nn.md": plain_text("Eitt"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    folder: Path = tmp_path_factory.mktemp("nn")
    assert build(write_site(folder / "site", FILES), folder / "public") == 0
    found = read_pages(folder / "public")
    assert broken_links(found, folder / "public", "https://example.org/") == []
    return found


def chapters(page: PageFile) -> list[tuple[str, str, str]]:
    links = page.all("nav[@data-part='chapters']//li")
    return [
        (link.attrib["href"], link.attrib.get("lang", ""), text_of(li)) for li in links for link in li.findall("a")
    ]


def step(page: PageFile, rel: str) -> tuple[str, str]:
    link = page.one(f"a[@rel='{rel}']")
    return link.attrib["href"], text_of(link)


MIXED = [
    ("/artikler/p/a/nn/", "", "Fristar"),
    ("/artikler/p/b/", "nb", "Høring (bokmål)"),
    ("/artikler/p/c/nn/", "", "Vedtak"),
]


def test_the_article_and_its_chapters_list_the_chapters_in_their_language(pages: dict[str, PageFile]) -> None:
    for path in ("artikler/p/nn/index.html", "artikler/p/a/nn/index.html", "artikler/p/c/nn/index.html"):
        assert chapters(pages[path]) == MIXED
        assert pages[path].one("a[@data-part='whole']").attrib["href"] == "/artikler/p/nn/hele/"


def test_a_reader_is_led_on_in_the_same_language_and_told_where_there_is_none(pages: dict[str, PageFile]) -> None:
    assert step(pages["artikler/p/nn/index.html"], "next")[0] == "/artikler/p/a/nn/"
    assert step(pages["artikler/p/a/nn/index.html"], "prev")[0] == "/artikler/p/nn/"
    assert step(pages["artikler/p/a/nn/index.html"], "next") == ("/artikler/p/b/", "Neste kapittel Høring (bokmål)")
    assert step(pages["artikler/p/c/nn/index.html"], "prev")[0] == "/artikler/p/b/"
    assert "Kapittel 3 av 3" in text_of(pages["artikler/p/c/nn/index.html"].one("main"))


def test_the_original_keeps_its_own(pages: dict[str, PageFile]) -> None:
    assert [href for href, *_ in chapters(pages["artikler/p/b/index.html"])] == [
        "/artikler/p/a/",
        "/artikler/p/b/",
        "/artikler/p/c/",
    ]
    assert step(pages["artikler/p/b/index.html"], "next") == ("/artikler/p/c/", "Neste kapittel Vedtak")


def test_the_whole_article_is_there_with_the_original_marked(pages: dict[str, PageFile]) -> None:
    page = pages["artikler/p/nn/hele/index.html"]
    parts = page.all("section[@class='part']")
    assert [(part.attrib.get("lang", ""), text_of(part.findall(".//h2")[0])) for part in parts] == [
        ("", "Fristar"),
        ("nb", "Høring (bokmål)"),
        ("", "Vedtak"),
    ]


def test_a_translated_chapter_of_an_article_without_translation_leads_to_the_original(
    pages: dict[str, PageFile],
) -> None:
    page = pages["artikler/q/a/nn/index.html"]
    assert step(page, "prev") == ("/artikler/q/", "Førre kapittel Uten oversettelse (bokmål)")
    assert [href for href, *_ in chapters(page)] == ["/artikler/q/a/nn/"]
    assert "artikler/q/nn/hele/index.html" not in pages
