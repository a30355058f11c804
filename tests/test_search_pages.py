"""What the search page is told of pages: their names in the index, days, articles and values of filters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.search.pagefind import Indexed, indexed
from kbsite.search.pages import FILTERS, search_pages
from tests.samples import config, plain_text, site, text

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Site

OLA = "content/forfattere/ola.md"
FILES = {
    OLA: plain_text("Ola"),
    "content/artikler/plan/index.md": text("Plan", date="2024-03-01", themes="[plan, rus]", authors="[ola, kari]"),
    "content/artikler/plan/01-start.md": plain_text("Start"),
    "content/artikler/plan/01-start.nn.md": plain_text("Start nn"),
    "content/artikler/kort.md": text("Kort", date="2026-02-01"),
    "content/sider/om.md": plain_text("Om"),
    "content/sider/om.nn.md": plain_text("Om nn"),
}


def data(built: Site, addresses: list[str]) -> dict[str, Any]:
    """Return the file for an index of pages with these addresses, each called by its address."""
    output = search_pages(built, [Indexed(f"/{each}", f"/{each}", "") for each in addresses])
    assert output.path == "sok/sider.json"
    assert isinstance(output.data, bytes)
    found: dict[str, Any] = json.loads(output.data)
    return found


def read(file: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the file tells of each page, by address, in the order of the file."""
    names = file["pages"].split(" ")
    columns = {"day": file["days"].split(" "), "article": file["articles"].split(" ")}
    for name, (values, column) in file["filters"].items():
        cells = [[] if cell == "-" else cell.split(",") for cell in column.split(" ")]
        columns[name] = [[values[int(number)] for number in cell] for cell in cells]
    assert all(len(column) == len(names) for column in columns.values())
    return {name[1:]: {key: column[at] for key, column in columns.items()} for at, name in enumerate(names)}


def whole() -> Site:
    return site(FILES, config("plan", "rus"))


def addresses(built: Site) -> list[str]:
    return ["tema/plan/", *(page.address[1:] for page in built.pages)]


def everything() -> dict[str, dict[str, Any]]:
    return read(data(whole(), addresses(whole())))


def test_the_newest_page_comes_first_and_what_has_no_date_last() -> None:
    found = everything()
    assert next(iter(found)) == "artikler/kort/"
    assert [page["day"] for page in found.values()] == sorted(
        (page["day"] for page in found.values()), reverse=True
    )
    assert found["artikler/plan/"]["day"] == "20240301"
    assert found["om/"]["day"] == "-"


def test_a_page_has_its_values_of_every_filter() -> None:
    found = everything()
    assert found["artikler/plan/"] == {
        "day": "20240301",
        "article": found["artikler/plan/"]["article"],
        "kind": ["Artikkel"],
        "theme": ["Tema plan", "Tema rus"],
        "author": ["Ola", "Kari"],
        "year": ["2024"],
        "language": ["bokmål"],
    }
    assert [found["om/nn/"][name] for name in FILTERS] == [["Side"], [], [], [], ["nynorsk"]]
    assert [found["forfattere/ola/"][name] for name in FILTERS] == [["Forfatter"], [], [], [], ["bokmål"]]
    assert [found["tema/plan/"][name] for name in FILTERS] == [["Tema"], ["Tema plan"], [], [], ["bokmål"]]


def test_a_chapter_has_the_themes_and_authors_of_its_article() -> None:
    found = everything()
    start, article = found["artikler/plan/start/"], found["artikler/plan/"]
    assert [start[name] for name in ("theme", "author")] == [article[name] for name in ("theme", "author")]


def test_an_article_and_its_chapters_are_one_article() -> None:
    found = everything()
    of = {address: page["article"] for address, page in found.items()}
    assert of["artikler/plan/"] == of["artikler/plan/start/"] != "-"
    assert {article for address, article in of.items() if not address.startswith("artikler/plan/")} == {"-"}


def test_a_value_stands_once() -> None:
    for values, _ in data(whole(), addresses(whole()))["filters"].values():
        assert len(values) == len(set(values))


def test_pages_of_the_index_that_are_no_content_are_left_out() -> None:
    assert list(read(data(whole(), ["om/", "finnes/ikke/"]))) == ["om/"]


def test_a_site_without_pages_has_empty_columns() -> None:
    empty: dict[str, Any] = {name: [[], ""] for name in FILTERS}
    assert data(whole(), []) == {"pages": "", "days": "", "articles": "", "filters": empty}


def test_the_same_site_gives_the_same_bytes() -> None:
    pages = [Indexed(page.address, page.address, "") for page in whole().pages]
    assert search_pages(whole(), pages) == search_pages(whole(), pages)


def test_every_page_of_the_index_of_the_site_is_told_of(built_site: Path) -> None:
    file = json.loads((built_site / "sok/sider.json").read_text(encoding="utf-8"))
    assert sorted(file["pages"].split(" ")) == sorted(page.name for page in indexed(built_site))
