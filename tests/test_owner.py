"""What docs/owner/start.md tells: from an installed wheel and an empty folder to a site of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kbsite.publish.local_host import served
from tests import axe
from tests.conftest import watched
from tests.installed import run
from tests.nu import checked_folders
from tests.search_page import done, firsts
from tests.shared import shared_folder
from tests.sites import ROOT, TODAY, files, read_pages, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

START = ROOT / "docs/owner/start.md"

_BLOCK = re.compile(r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def told() -> dict[str, str]:
    """Return the text of each file that the document tells an owner to write, by its path."""
    found = {each["path"]: each["text"] for each in _BLOCK.finditer(START.read_text(encoding="utf-8"))}
    assert set(found) == {
        "data/site.yaml", "data/kinds.yaml", "content/courses/first-steps.md", "layouts/article.html",
        "layouts/strings/en.yaml", "static/logo.svg",
    }  # fmt: skip
    return found


def init_command() -> list[str]:
    """Return the arguments of `kbsite init` in the document."""
    (line,) = re.findall(r"^kbsite (init Klimatorget .*?)$", START.read_text(encoding="utf-8"), re.MULTILINE)
    return [each.strip('"') for each in re.findall(r'"[^"]*"|\S+', line)]


@pytest.fixture(scope="module")
def klimatorget(tmp_path_factory: pytest.TempPathFactory, kbsite: Path) -> Path:
    """Return the site as its owner has it after the steps of the document, built."""

    def make(folder: Path) -> None:
        folder.mkdir()
        made = run(kbsite, *init_command(), "--today", TODAY, cwd=folder)
        assert made.returncode == 0, made.stderr
        root = folder / "Klimatorget"
        for path, text in told().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            before = (root / path).read_text(encoding="utf-8") if path == "data/site.yaml" else ""
            (root / path).write_text(before + text, encoding="utf-8")
        built = run(kbsite, "build", "--today", TODAY, "--lang", "en", cwd=root)
        assert built.returncode == 0, built.stderr
        assert (built.stderr, re.search("0 errors and 0 warnings", built.stdout) is not None) == ("", True)

    return shared_folder(tmp_path_factory, "klimatorget", make) / "Klimatorget"


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
