"""`--portable`: a site that can be read from files, as it lies in an unpacked archive."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from kbsite.cli import main
from kbsite.pipeline.portable import portable, relative
from tests.samples import plain_text, text
from tests.sites import GOLDEN, LAYOUTS, SETTINGS, TODAY, build, files, read_pages, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("address", "here", "base", "found"),
    [
        ("/", "", "/", "index.html"),
        ("/artikler/en/", "", "/", "artikler/en/index.html"),
        ("/artikler/en/#svar", "artikler/to", "/", "../en/index.html#svar"),
        ("/assets/a.css?v=1", "artikler/to", "/", "../../assets/a.css?v=1"),
        ("/sok/?q=a/b", "", "/", "sok/index.html?q=a/b"),
        ("/kb/tema/", "artikler", "/kb/", "../tema/index.html"),
        ("/kb", "artikler", "/kb/", "../index.html"),
        ("/annet/", "artikler", "/kb/", "/annet/"),
        ("/artikler/%C3%A5/", "x", "/", "../artikler/%C3%A5/index.html"),
    ],
)
def test_addresses_become_paths(address: str, here: str, base: str, found: str) -> None:
    assert relative(address, here, base) == found


def test_only_attributes_with_addresses_change() -> None:
    page = (
        '<a class="/x/" href="/a/">/b/ href="/c/"</a><img src="/d.png" srcset="/d-1.png 1w, /d.png 2w" alt="/e/">'
        '<meta http-equiv="refresh" content="0; url=/f/"><a href="https://x.no/">x</a><a href="//x.no/">y</a>'
        '<link rel="canonical" href="https://example.org/a/"><a href="#g">g</a>'
    )
    assert portable("s/index.html", page.encode(), "/").decode() == (
        '<a class="/x/" href="../a/index.html">/b/ href="/c/"</a>'
        '<img src="../d.png" srcset="../d-1.png 1w, ../d.png 2w" alt="/e/">'
        '<meta http-equiv="refresh" content="0; url=../f/index.html"><a href="https://x.no/">x</a>'
        '<a href="//x.no/">y</a><link rel="canonical" href="https://example.org/a/"><a href="#g">g</a>'
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("portable") / "public"
    arguments = [
        "build",
        "--root",
        str(GOLDEN),
        "--output",
        str(output),
        "--layouts",
        str(LAYOUTS),
        "--today",
        TODAY,
    ]
    assert main([*arguments, "--portable", "-q"]) == 0
    return output


def test_every_link_of_every_page_leads_to_a_file(folder: Path) -> None:
    there = set(files(folder))
    pages = read_pages(folder)
    assert len(pages) > 20
    checked = 0
    for path, page in pages.items():
        for address in page.links():
            if not address or urlsplit(address).scheme or address.startswith("#"):
                continue
            assert not address.startswith("/"), (path, address)
            target = unquote(urlsplit(urljoin(f"http://x/{path}", address)).path).lstrip("/")
            assert target in there, (path, address)
            checked += 1
    assert checked > 500


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/kb/"])
def test_a_site_under_a_path_and_a_redirect(tmp_path: Path, base: str) -> None:
    content: dict[str, str | bytes] = {
        "data/site.yaml": SETTINGS.replace("https://example.org/", base),
        "artikler/ny.md": text("Ny", "Tekst.", aliases="[/gammel/en/]"),
        "forfattere/kari.md": plain_text("Kari"),
    }
    output = tmp_path / "public"
    assert build(write_site(tmp_path / "site", content), output, "--portable") == 0
    assert b"url=../../artikler/ny/index.html" in (output / "gammel/en/index.html").read_bytes()
    assert build(tmp_path / "site", output) == 0
    assert b"url=../../" not in (output / "gammel/en/index.html").read_bytes(), "an ordinary build is another one"


def test_from_an_unpacked_archive_a_reader_goes_from_page_to_page(
    folder: Path, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()  # the browser says of each script that it does not run it: no fault here
    archive = shutil.make_archive(str(tmp_path / "forhandsvisning"), "zip", folder)
    shutil.unpack_archive(archive, tmp_path / "pakket ut")
    page.goto((tmp_path / "pakket ut/index.html").as_uri())
    assert page.locator("h1").evaluate("each => getComputedStyle(each).fontFamily") != '"Times New Roman"'
    assert page.evaluate("document.styleSheets.length") > 0
    page.locator("header nav a").first.click()
    page.locator("main a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file://")
    assert page.url.endswith(".html")
    page.goto((tmp_path / "pakket ut/sok/index.html").as_uri())
    expect(page.locator('[data-part="search-status"]')).to_contain_text("Søket trenger en server")
    page.close()
