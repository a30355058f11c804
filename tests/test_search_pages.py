"""The page table that the search filters and sorts by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.search.pagefind import Indexed
from kbsite.search.pages import FILTERS, search_pages
from tests.node import each
from tests.samples import config, plain_text, site, text
from tests.sites import ROOT, edition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kbsite.model import Site

NEW, OLD, ABOUT = "/artikler/ny/", "/artikler/gammel/", "/om/"
FILES = {
    "content/artikler/gammel.md": text("Gammel", date="2025-03-01"),
    "content/artikler/ny.md": text("Ny", date="2026-10-08"),
    "content/sider/om.md": plain_text("Om"),
}


def indexed(*addresses: str) -> list[Indexed]:
    """Return pages as the index has them, each called by its address."""
    return [Indexed(f"no_{address.strip('/').replace('/', '_')}", address, ()) for address in addresses]


def raw(built: Site, *addresses: str) -> dict[str, Any]:
    output = search_pages(built, indexed(*addresses))
    assert output.path == "sider.json"
    assert isinstance(output.data, bytes)
    found: dict[str, Any] = json.loads(output.data)
    return found


def names(built: Site, addresses: Iterable[str]) -> list[str]:
    return [name.removeprefix("no_") for name in raw(built, *addresses)["pages"].split(" ")]


def labels(built: Site, address: str) -> dict[str, list[str]]:
    """Return what a page can be filtered by, asked for among others so that numbers and columns must be right."""
    found = raw(built, OLD, NEW, *({address} - {OLD, NEW}))
    (page,) = indexed(address)
    at = found["pages"].split(" ").index(page.name)
    cells = {name: (values, column.split(" ")[at]) for name, (values, column) in found["filters"].items()}
    return {
        name: [] if cell == "-" else [values[int(number)] for number in cell.split(",")]
        for name, (values, cell) in cells.items()
    }


def test_the_newest_page_comes_first_and_one_without_a_date_last() -> None:
    found = raw(site(FILES), OLD, NEW, ABOUT)
    assert found["pages"] == "no_artikler_ny no_artikler_gammel no_om"
    assert found["days"] == "20261008 20250301 -"


def test_pages_of_the_same_day_keep_the_order_of_their_addresses() -> None:
    built = site({f"content/artikler/{name}.md": text(date="2026-02-01") for name in "cab"})
    assert names(built, [f"/artikler/{name}/" for name in "abc"]) == [f"artikler_{name}" for name in "abc"]


def test_the_search_can_filter_by_kind_theme_author_year_and_language() -> None:
    settings = config("plan", "helse")
    files = {
        **FILES,
        "content/artikler/a.md": text(lang="nn", themes="[helse, plan]", authors="[ola, kari]"),
        "content/forfattere/ola.md": plain_text("Ola"),
        "content/tema/helse.md": plain_text("Helse", lang="nn"),
    }
    built = site(files, settings)
    assert labels(built, "/artikler/a/") == {
        "kind": ["Artikkel"],
        "theme": ["Tema helse", "Tema plan"],
        "author": ["Ola", "Kari"],
        "year": ["2026"],
        "language": ["nynorsk"],
    }
    assert labels(built, OLD) == {
        "kind": ["Artikkel"],
        "theme": ["Tema plan"],
        "author": ["Kari"],
        "year": ["2025"],
        "language": ["bokmål"],
    }
    nothing: dict[str, list[str]] = {name: [] for name in FILTERS}
    assert labels(built, ABOUT) == {**nothing, "kind": ["Side"], "language": ["bokmål"]}
    assert labels(built, "/forfattere/ola/") == {**nothing, "kind": ["Forfatter"], "language": ["bokmål"]}
    theme = labels(built, "/tema/helse/")
    assert (theme["theme"], theme["language"], theme["author"]) == (["Tema helse"], ["nynorsk"], [])
    assert labels(built, "/tema/plan/")["language"] == ["bokmål"]


def test_kinds_and_themes_are_in_the_language_of_the_site() -> None:
    built = site({**FILES, "content/tema/plan.md": plain_text("Plan")}, config("plan", language="nn"))
    assert labels(built, OLD)["theme"] == ["Tema plan nn"]
    assert labels(built, "/forfattere/kari/")["kind"] == ["Forfattar"]
    assert labels(built, OLD)["language"] == ["nynorsk"]


def test_a_value_occurs_once_in_the_order_of_its_first_page() -> None:
    built = site(FILES)
    filters = raw(built, ABOUT, OLD, NEW)["filters"]
    assert list(filters) == list(FILTERS)
    assert filters["kind"] == [["Artikkel", "Side"], "0 0 1"]
    assert filters["year"] == [["2026", "2025"], "0 1 -"]
    assert filters["author"] == [["Kari"], "0 0 -"]


def test_an_article_with_chapters_and_its_chapters_have_a_number_in_common() -> None:
    files = {
        **FILES,
        "content/artikler/a/index.md": text(date="2026-01-01"),
        "content/artikler/a/01-b.md": plain_text("B"),
        "content/kronikker/c/index.md": text(date="2025-06-01"),
        "content/kronikker/c/01-d.md": plain_text("D"),
    }
    built = site(files)
    addresses = [OLD, "/artikler/a/", "/artikler/a/b/", "/kronikker/c/", "/kronikker/c/d/"]
    found = raw(built, *addresses)
    assert dict(zip(names(built, addresses), found["articles"].split(" "), strict=True)) == {
        "artikler_a": "0",
        "artikler_a_b": "0",
        "kronikker_c": "1",
        "kronikker_c_d": "1",
        "artikler_gammel": "-",
    }


def test_a_chapter_has_the_date_the_authors_and_the_themes_of_its_article() -> None:
    files = {
        **FILES,
        "content/artikler/a/index.md": text(date="2024-01-01"),
        "content/artikler/a/01-b.md": plain_text("B"),
    }
    found = labels(site(files), "/artikler/a/b/")
    assert (found["theme"], found["author"], found["year"]) == (["Tema plan"], ["Kari"], ["2024"])


def test_a_page_of_the_index_that_the_site_does_not_know_is_left_out() -> None:
    assert names(site(FILES), [OLD, "/artikler/a/hele/", "/ukjent/"]) == ["artikler_gammel"]


def test_the_path_of_the_site_changes_nothing() -> None:
    below = config("plan", base_url="https://example.org/kb/")
    assert raw(site(FILES, below), OLD, NEW) == raw(site(FILES), OLD, NEW)


def test_the_same_pages_give_the_same_bytes() -> None:
    first, again = (
        search_pages(site(files), indexed(OLD, NEW, ABOUT)).data for files in (FILES, dict(reversed(FILES.items())))
    )
    assert first == again


def test_tests_of_the_page_make_the_table_as_the_site_does() -> None:
    built = site(FILES)
    addresses = (OLD, NEW, ABOUT)
    days = {OLD: "20250301", NEW: "20261008", ABOUT: ""}
    pages = [
        {"id": one.name, "day": days[one.address], "article": "", "marks": [], "labels": labels(built, one.address)}
        for one in indexed(*addresses)
    ]
    fixtures = str(ROOT / "tests" / "script" / "fixtures.js")
    assert each(fixtures, "table", [pages]) == [raw(built, *addresses)]


def test_what_is_invented_is_marked() -> None:
    files = {**FILES, "content/artikler/dikt.md": text("Dikt", date="2026-10-01", example="true")}
    found = raw(site(files), NEW, "/artikler/dikt/", ABOUT)
    assert found["marks"] == [["example"], "- 0 -"]


def test_every_page_that_the_real_index_has_is_in_the_table(built_site: Path) -> None:
    data = json.loads((edition(built_site) / "sider.json").read_bytes())
    fragments = {path.stem for path in (edition(built_site) / "fragment").iterdir()}
    assert set(data["pages"].split(" ")) == fragments
    facets = [data["marks"], *data["filters"].values()]
    columns = [data["days"], data["articles"], *(column for _, column in facets)]
    assert {len(column.split(" ")) for column in columns} == {len(fragments)}
