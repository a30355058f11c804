"""What start.md of docs/owner tells: from an installed wheel and an empty folder to a site of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kbsite.publish.local_host import served
from tests import axe, owner_docs
from tests.conftest import watched
from tests.installed import run
from tests.nu import checked_folders
from tests.search_page import done, firsts
from tests.shared import shared_folder
from tests.sites import TODAY, files, read_pages, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def klimatorget(tmp_path_factory: pytest.TempPathFactory, kbsite: Path) -> Path:
    """Return the site as its owner has it after the steps of the document, built."""

    def make(folder: Path) -> None:
        folder.mkdir()

        def command(*arguments: str, cwd: Path) -> None:
            made = run(kbsite, *arguments, "--today", TODAY, cwd=cwd)
            assert made.returncode == 0, made.stderr

        root = owner_docs.klimatorget(folder, command)
        built = run(kbsite, "build", "--today", TODAY, "--lang", "en", cwd=root)
        assert built.returncode == 0, built.stderr
        assert (built.stderr, re.search("0 errors and 0 warnings", built.stdout) is not None) == ("", True)

    return shared_folder(tmp_path_factory, "klimatorget", make) / "Klimatorget"


def test_the_document_tells_of_every_sort_of_change() -> None:
    assert set(owner_docs.told(owner_docs.START.read_text(encoding="utf-8"))) == {
        "data/site.yaml", "data/kinds.yaml", "content/courses/first-steps.md", "layouts/article.html",
        "layouts/strings/en.yaml", "static/logo.svg",
    }  # fmt: skip


def test_every_page_is_in_english(klimatorget: Path) -> None:
    pages = read_pages(klimatorget / "public")
    assert {page.root.attrib["lang"] for page in pages.values()} == {"en"}
    said = " ".join(text_of(page.root) for page in pages.values()).casefold()
    norwegian = ("spørsmål", "artikler", "forside", "søk", "innhold", "kapitler", "gjennomgått", " og ", " av ")
    assert [word for word in norwegian if word in said] == []
    assert "november 2026" in said


def test_addresses_are_those_of_english_folders(klimatorget: Path) -> None:
    tops = {path.partition("/")[0] for path in read_pages(klimatorget / "public") if "/" in path}
    assert {
        "questions",
        "articles",
        "practice",
        "opinions",
        "news",
        "models",
        "calendars",
        "authors",
        "topics",
    } <= tops
    assert not {"artikler", "sporsmal-og-svar", "tema", "forfattere"} & tops


def test_the_site_has_its_own_name_colours_mark_layout_words_and_kind(klimatorget: Path) -> None:
    built = files(klimatorget / "public")
    front = built["index.html"].decode()
    assert "<title>Klimatorget</title>" in front
    assert 'src="/logo.svg"' in front
    assert "--deep: #14452f" in built["assets/style.css"].decode()
    article = built["articles/how-the-site-is-organised/index.html"].decode()
    assert "Written for Klimatorget" in article
    assert "What do you want to know about the climate?" in front
    course = built["courses/first-steps/index.html"].decode()
    assert "Where" in course
    assert "Town hall" in course


def test_every_page_is_valid(klimatorget: Path, nu: list[str]) -> None:
    found = checked_folders(nu, {"site": klimatorget / "public"})["site"]
    assert len(found.files) > 20
    assert found.said == ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_in_its_own_colours(klimatorget: Path, browser: Browser, scheme: str) -> None:
    found = {}
    paths = [path for path, page in read_pages(klimatorget / "public").items() if not page.redirect]
    with (
        served(klimatorget / "public") as address,
        watched(browser, address, color_scheme=scheme) as page,
    ):
        for path in paths:
            if path == "404.html":
                continue
            page.goto(re.sub(r"(^|/)index\.html$", r"\1", path))
            axe.put_on(page)
            found[path] = axe.violations(page)
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.parametrize("query", ["planning an answer", "answers", "writing", "wrting", "courses"])
def test_the_search_finds_words_in_other_forms(klimatorget: Path, browser: Browser, query: str) -> None:
    with served(klimatorget / "public") as address, watched(browser, address) as page:
        page.goto(f"search/?q={query}")
        done(page)
        assert firsts(page)


def test_the_index_is_read_as_english(klimatorget: Path) -> None:
    (entry,) = (klimatorget / "public/search/index").rglob("pagefind-entry.json")
    assert '"en"' in entry.read_text(encoding="utf-8")
