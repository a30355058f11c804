"""A check renders few pages, and yet every way through a layout that hangs on what a page has."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.read.content import read_layouts
from kbsite.render.compose import PageJob, compose
from kbsite.render.compose.telling import telling
from kbsite.render.templates import load_strings
from tests.samples import plain_text, site, text
from tests.sites import LAYOUTS, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

STRINGS, _ = load_strings(read_layouts(LAYOUTS))


def sheets(files: dict[str, str]) -> list[PageJob]:
    return list(compose(site(files), STRINGS))


def test_of_many_pages_alike_few_are_rendered() -> None:
    some = {f"content/aktuelt/a{n}.md": text(f"A {n}") for n in range(5)}
    many = {f"content/aktuelt/a{n}.md": text(f"A {n}") for n in range(40)}
    assert len(list(telling(sheets(many)))) == len(list(telling(sheets(some)))) < 30


def test_each_layout_and_language_is_rendered() -> None:
    made = sheets({"content/aktuelt/a.md": text("A"), "content/aktuelt/b.md": text("B", lang="nn")})
    ways = {(sheet.layout, sheet.page.head.lang) for sheet in made}
    assert {(sheet.layout, sheet.page.head.lang) for sheet in telling(made)} == ways


@pytest.mark.parametrize("fields", [{"resources": "[{title: R, url: 'https://a.no/'}]"}, {"summary": "S"}])
def test_a_page_that_has_what_no_other_has_is_rendered(fields: dict[str, str]) -> None:
    files = {f"content/aktuelt/a{n}.md": text(f"A {n}") for n in range(9)}
    made = sheets({**files, "content/aktuelt/z.md": text("Z", date="2025-01-01", **fields)})
    assert "aktuelt/z/index.html" in {sheet.path for sheet in telling(made)}


def test_a_fault_in_a_branch_that_one_page_alone_takes_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {f"aktuelt/a{n}.md": text(f"A {n}") for n in range(9)}
    aged = text("Z", date="2025-01-01", reviewed="2025-02-01")
    root = write_site(tmp_path, {**pages, "aktuelt/z.md": aged, "forfattere/kari.md": plain_text("Kari")})
    shutil.copytree(LAYOUTS, root / "layouts")
    assert main(["check", "--root", str(root), "--today", TODAY]) == 0
    (root / "layouts/news.html").write_text("{% if page.reviewed %}{{ page.nope }}{% endif %}", encoding="utf-8")
    assert main(["check", "--root", str(root), "--today", TODAY]) == 2
    assert "layouts/news.html:1:1: error[layout-error]" in capsys.readouterr().err
