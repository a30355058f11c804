"""`kbsite search-test` against a small site that is built with its search."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.search.evaluation.browser import search_page
from kbsite.search.evaluation.built_site import built_site
from tests.samples import plain_text, text
from tests.sites import ROOT, build, edition, write_site

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = """\
- query: skjenkeløyve
  kind: ord
  pages: [/artikler/skjenking/]
- query: beredskap
  kind: ord
  pages: [/artikler/skjenking/]
- query: xyzzy
  kind: tull
  pages: [/artikler/beredskap/]
- query: beredskapsplan
  kind: ord
  pages: [/artikler/beredskap/]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site that was built for a path, with two articles to find."""
    root = tmp_path_factory.mktemp("site")
    articles = {
        "artikler/skjenking.md": text("Skjenking", "Et skjenkeløyve gis for fire år."),
        "artikler/beredskap.md": text("Beredskap", "En beredskapsplan øves hvert år."),
        "forfattere/kari.md": plain_text("Kari"),
    }
    output = root / "public"
    write_site(root, articles)
    assert build(root, output, "--search", "--base-url", "https://example.org/kb/", "-q") == 0
    return output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "queries.yaml"
    path.write_text(QUERIES, encoding="utf-8")
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command by itself: Playwright bears no other of its kind in one process."""
    command = [sys.executable, "-m", "kbsite", "search-test", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.usefixtures("browser")
def test_the_ranks_are_those_that_a_reader_sees(site: Path, file: Path) -> None:
    done = run(str(file), "--output", str(site), "--mrr", "0.5", "--first-five", "0.5")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "ord    1  skjenkeløyve",
        "ord    –  beredskap",
        "          først kom /artikler/beredskap/",
        "tull   –  xyzzy",
        "          ingen treff",
        "ord    1  beredskapsplan",
        "",
        "Slag  Antall  MRR@10  Første 1  Første 3  Første 5  Første 10",
        "ord        3   0,666     0,666     0,666     0,666      0,666",
        "tull       1   0,000     0,000     0,000     0,000      0,000",
        "Alle       4   0,500     0,500     0,500     0,500      0,500",
    ]


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--mrr", "MRR@10 is 0.500"),
        ("--first-five", "first five is 0.500"),
        ("--kind", "MRR@10 of “tull” is 0.000"),
    ],
)
def test_a_limit_that_is_not_reached_is_1(site: Path, file: Path, option: str, said: str) -> None:
    done = run(str(file), "--output", str(site), option, "0.51", "--json", "--lang", "en")
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    ranks = [each["rank"] for each in json.loads(done.stdout)["queries"]]
    assert ranks == [1, None, None, 1]


@pytest.mark.usefixtures("browser")
def test_a_search_that_fails_is_2(site: Path, file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "public"
    shutil.copytree(site, broken)
    (edition(broken) / "pagefind-entry.json").write_text("{}", encoding="utf-8")
    done = run(str(file), "--output", str(broken))
    assert (done.returncode, done.stdout) == (2, "")
    assert "etter «skjenkeløyve»" in done.stderr


def test_a_page_that_is_not_on_the_site_is_2(site: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(QUERIES.replace("/artikler/beredskap/", "/artikler/borte/"), encoding="utf-8")
    assert main(["search-test", str(file), "--output", str(site)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(": ")[0] for line in err.splitlines()[::2]] == [f"{file}:9:11", f"{file}:12:11"]


@pytest.mark.parametrize("option", ["--mrr", "--first-five", "--kind"])
@pytest.mark.parametrize("value", ["88", "1.1", "-1", "0,88", "nan", "95%"])
def test_a_limit_that_is_no_share_is_2(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search-test", "queries.yaml", f"{option}={value}"]) == 2
    assert value in capsys.readouterr().err


def test_no_file_of_queries_is_2(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search-test", str(tmp_path / "borte.yaml"), "--output", str(site)]) == 2
    assert "borte.yaml" in capsys.readouterr().err


def test_a_folder_without_a_site_is_2(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search-test", str(file), "--output", str(tmp_path)]) == 2
    assert "make build" in capsys.readouterr().err


def test_a_site_without_search_is_2(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "public"
    assert build(write_site(tmp_path, {}), output, "-q") == 0
    assert main(["search-test", str(file), "--output", str(output), "--lang", "nn"]) == 2
    assert "--no-search" in capsys.readouterr().err


@pytest.mark.parametrize(("url", "base"), [("https://example.org/", "/"), ("https://example.org/a/b/", "/a/b/")])
def test_the_path_of_the_site_is_the_one_it_was_built_for(site: Path, tmp_path: Path, url: str, base: str) -> None:
    for name in ("sok", "artikler"):
        (tmp_path / name).symlink_to(site / name)
    (tmp_path / "robots.txt").write_text(f"User-agent: *\n\nSitemap: {url}sitemap.xml\n", encoding="utf-8")
    found = built_site(tmp_path)
    assert found.base == base
    assert found.address(f"{base}artikler/skjenking/") == "/artikler/skjenking/"
    assert found.has_page("/artikler/skjenking/")
    assert not found.has_page("/artikler/borte/")


def test_without_playwright_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(EnvironmentFault, match="no-playwright"), search_page("http://127.0.0.1:1/"):
        pass


@pytest.mark.usefixtures("browser")
def test_without_a_browser_it_says_how_to_get_one(
    site: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    done = run(str(file), "--output", str(site))
    assert done.returncode == 2
    assert "apt install chromium" in done.stderr
