"""`kbsite import --review`: old and new side by side, as pages of the workbench."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.importing.side_by_side import FOLDER, Sides, sides
from kbsite.schema.kinds import BUILT_IN
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Dette er et avsnitt om planer i kommunen som er langt nok til å stå for seg selv på en side."


@pytest.fixture
def shown(tmp_path: Path) -> Sides:
    root = write_site(tmp_path / "site", {"artikler/.keep": ""})
    source = tmp_path / "old"
    source.mkdir()
    (source / "a.html").write_text(f"<h1>Mål & <i>plan</i></h1><p>{LONG}</p><p>Tips en venn:</p>", encoding="utf-8")
    (source / "b.txt").write_text(f"Råd\n\n{LONG} &lt;b&gt;\n", encoding="utf-8")
    assert main(["import", str(source), "--root", str(root), "--today", TODAY, "--lang", "en"]) == 0
    return sides(root, root / "import", BUILT_IN, catalogue("en"))


def _page(shown: Sides, name: str) -> str:
    found = shown.page(f"{FOLDER}{name}", "/under/")
    assert found is not None
    return found[0].decode()


def test_all_pages_are_listed_with_what_is_left(shown: Sides) -> None:
    page = _page(shown, "")
    assert "2 drafts of 2 pages are not in use" in page
    assert re.findall(r'href="(\d)">([^<]+)</a> ([^<\s]+)', page) == [
        ("1", "content/artikler/mal-plan.md", "(draft)"),
        ("2", "content/artikler/rad.md", "(draft)"),
    ]


def test_what_is_not_in_the_new_page_is_struck_out_and_the_rest_is_not(shown: Sides) -> None:
    page = _page(shown, "1")
    assert "<del>Tips en venn:</del>" in page
    assert f"<p>{LONG}</p>" in page
    assert "Mål &amp; plan" in page


def test_the_new_page_is_shown_where_the_workbench_has_it(shown: Sides) -> None:
    assert '<iframe src="/under/artikler/mal-plan/" title=' in _page(shown, "1")


def test_one_leads_to_the_next(shown: Sides) -> None:
    assert 'rel="next" href="2"' in _page(shown, "1")
    assert 'rel="prev"' not in _page(shown, "1")
    assert 'rel="prev" href="1"' in _page(shown, "2")
    assert 'rel="next"' not in _page(shown, "2")


def test_a_page_in_use_is_no_longer_left(shown: Sides) -> None:
    path = shown.root / "content/artikler/rad.md"
    path.write_text(path.read_text(encoding="utf-8").replace("draft: true\n", "date: 2011\n"), encoding="utf-8")
    (shown.root / "content/artikler/mal-plan.md").unlink()
    page = _page(shown, "")
    assert "0 drafts of 2 pages" in page
    assert "(in use)" in page
    assert "(gone)" in page
    assert "somebody has removed or moved it" in _page(shown, "1")


def test_an_original_that_is_gone_is_told(shown: Sides) -> None:
    for path in (shown.folder / "originals").rglob("*.html"):
        path.unlink()
    assert "cannot be read" in _page(shown, "1")


@pytest.mark.parametrize("name", ["0", "3", "../state.json", "99999999999", "x", "1/"])
def test_nothing_else_is_there(shown: Sides, name: str) -> None:
    assert shown.page(f"{FOLDER}{name}", "/") is None


def test_there_must_be_something_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="nothing-imported"):
        sides(tmp_path, tmp_path / "import", BUILT_IN, catalogue("en"))
