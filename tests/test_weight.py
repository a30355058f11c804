"""What a query weighs on the way to a reader: the style, the script and the icon that every page has with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import brotli
import pytest

from kbsite.render.outputs.assets import asset_files
from tests.sites import LAYOUTS, edition

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import PageFile

MOST_TEXT = 14_000
"""Bytes of HTML and style together, after Brotli: what a server sends before it waits for the first answer."""

MOST_OF_OTHERS = 18_000
"""Bytes of HTML and style of any other page: the glossary, an article, a model."""

MOST_SCRIPT = 2_000
"""Bytes of script, after Brotli."""

MOST_SUGGESTIONS = 25_000
"""Bytes of the suggestions, after Brotli."""

MOST_FIRST_SEARCH = 39_000
"""Bytes, after Brotli, of what the first search fetches beside Pagefind's own files: the script of the search page,
and what it knows of words. Script that packs the words more tightly is worth its weight."""

MOST_REQUESTS = 4
"""The page, its style, its script, and the sign of the site."""


def fetched(page: PageFile) -> set[str]:
    """Return the files of the site that a browser fetches with a page, but those that come with the text itself."""
    links = [e.attrib["href"] for e in page.all("link[@href]") if e.get("rel") in ("stylesheet", "preload")]
    links += [e.attrib["href"] for e in page.all("link[@rel='icon']")][-1:]  # the last that it can read
    sources = [e.attrib["src"] for name in ("script", "img") for e in page.all(f"{name}[@src]")]
    return {urlsplit(address).path.removeprefix("/") for address in (*links, *sources)}


def weight(folder: Path, *paths: str) -> int:
    """Return how many bytes the files take after Brotli."""
    return sum(len(brotli.compress((folder / path).read_bytes())) for path in paths)


def test_a_question_is_light(pages: dict[str, PageFile], built_site: Path) -> None:
    questions = [path for path, page in pages.items() if page.all("article[@data-kind='qa']")]
    assert len(questions) > 20
    for path in questions:
        files = fetched(pages[path])
        style = [name for name in files if name.endswith(".css")]
        script = [name for name in files if name.endswith(".js")]
        assert len(files) + 1 <= MOST_REQUESTS, f"{path} fetches {sorted(files)}"
        assert style
        assert script
        assert weight(built_site, path, *style) <= MOST_TEXT, path
        assert weight(built_site, *script) <= MOST_SCRIPT, path


def test_every_other_page_is_light(pages: dict[str, PageFile], built_site: Path) -> None:
    """All chapters of an article on one page are for printing, and are as long as they are."""
    for path, page in pages.items():
        if not page.all("article[@data-whole]"):
            style = [name for name in fetched(page) if name.endswith(".css")]
            assert weight(built_site, path, *style) <= MOST_OF_OTHERS, path


def test_no_script_of_a_question_fetches_another_by_itself(pages: dict[str, PageFile], built_site: Path) -> None:
    """A module that imports another is two requests, though the page names one.

    What a reader's own act fetches, by `import()`, comes when it is asked for; test_browser_loading.py sees that a
    page that is only read asks for no more.
    """
    path = next(path for path, page in pages.items() if page.all("article[@data-kind='qa']"))
    for name in fetched(pages[path]):
        if name.endswith(".js"):
            assert static_imports((built_site / name).read_text(encoding="utf-8")) == []


def static_imports(script: str) -> list[str]:
    """Return the beginning of everything in a module that fetches another as soon as it is loaded."""
    return re.findall(r"\bimport\b(?!\s*\().{0,20}|\bfrom\s*[\"'].{0,20}", script)


@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ('import "./a.js";', True),
        ('import { a } from "./a.js";', True),
        ("a();import a from'./a.js'", True),
        ('export * from "./a.js";', True),
        ('const load = () => import("./a.js");', False),
        ("Array.from(important)", False),
    ],
)
def test_static_imports_are_seen(script: str, *, seen: bool) -> None:
    assert bool(static_imports(script)) == seen


def test_what_suggests_is_light(built_site: Path) -> None:
    assert weight(built_site, "assets/suggest.js") <= MOST_SCRIPT
    assert weight(built_site, "sok/forslag.json") <= MOST_SUGGESTIONS


def test_every_page_has_the_script_and_the_search_field_that_it_helps(pages: dict[str, PageFile]) -> None:
    for path, page in pages.items():
        assert "assets/page.js" in fetched(page), path
        if path != "sok/index.html":
            assert [str(form.get("data-suggest")).partition("?")[0] for form in page.all("search/form")] == [
                "/sok/forslag.json"
            ], path


def test_the_search_page_fetches_one_script_beside_that_of_every_page(
    pages: dict[str, PageFile], built_site: Path
) -> None:
    scripts = [name for name in fetched(pages["sok/index.html"]) if name.endswith(".js")]
    assert sorted(scripts) == ["assets/page.js", "assets/search.js"]
    assert static_imports((built_site / "assets/search.js").read_text(encoding="utf-8")) == []
    first = weight(built_site, "assets/search.js") + weight(edition(built_site), "ord.json")
    assert first <= MOST_FIRST_SEARCH


def test_what_finds_and_ranks_is_one_script() -> None:
    assets = {f"assets/{path.name}": path.read_bytes() for path in (LAYOUTS / "assets").glob("*.js")}
    assets["assets/find.js"] = b"// bundle\n" + assets["assets/find.js"]
    [bundle] = [each.data for each in asset_files(assets) if each.path == "assets/find.js"]
    assert isinstance(bundle, bytes)
    assert static_imports(bundle.decode()) == []
