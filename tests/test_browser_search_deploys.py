"""The search of a page that is left open over deploys: other content, another Pagefind, another script."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.failing_search import PAGES, ask, opened, settled, small_site
from tests.older_pagefind import OLDER, older_pagefind
from tests.search_page import done, field, firsts, results
from tests.sites import build, edition

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("before", ["stays", "gone", "two deploys ago"])
def test_a_page_left_open_over_a_deploy_answers_as_a_fresh_one_though_files_are_kept_for_a_year(
    browser: Browser, tmp_path: Path, before: str
) -> None:
    public = tmp_path / "public"
    assert build(small_site(tmp_path / "one"), public, "--search") == 0
    with opened(browser, public) as (host, page):
        host.cached = "/sok/indeks/"
        page.goto("sok/?q=kommune")
        done(page)
        old = edition(public)
        if before == "gone":
            shutil.rmtree(public)
        if before == "two deploys ago":
            assert build(small_site(tmp_path / "between", "kulturhus"), public, "--search") == 0
        assert build(small_site(tmp_path / "two", "festival"), public, "--search") == 0
        assert old.is_dir() == (before == "stays")
        field(page).fill("festival")
        done(page)
        assert [urlsplit(each).path for each in firsts(page)] == ["/artikler/festival/"]
        found = ask(page, "kommune")
        page.goto("sok/?q=kommune")
        done(page)
        assert found == firsts(page)
        assert len(found) == len(PAGES) + 1


def test_more_hits_after_a_deploy_that_took_the_old_index_away_are_those_of_the_new_one(
    browser: Browser, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    many = [f"tiltak-{number}" for number in range(12)]
    assert build(small_site(tmp_path / "one", *many), public, "--search") == 0
    with opened(browser, public) as (_, page):
        page.goto("sok/?q=kommune")
        done(page)
        shutil.rmtree(public)
        assert build(small_site(tmp_path / "two", *many, "festival"), public, "--search") == 0
        page.get_by_role("button", name="Vis flere").click()
        expect(results(page)).to_have_count(len(PAGES) + len(many) + 1)
        done(page)
        fresh = page.context.new_page()
        fresh.goto("sok/?q=kommune")
        done(fresh)
        fresh.get_by_role("button", name="Vis flere").click()
        expect(results(fresh)).to_have_count(len(PAGES) + len(many) + 1)
        assert firsts(page) == firsts(fresh)


@pytest.mark.parametrize("before", ["stays", "gone"])
@pytest.mark.parametrize("versions", [(OLDER, ""), ("", OLDER)], ids=["upgrade", "downgrade"])
def test_another_version_of_pagefind_answers_an_open_page_and_a_reader_who_comes_back(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: tuple[str, str], before: str
) -> None:
    public = tmp_path / "public"

    def made(version: str, name: str, *more: str) -> None:
        with monkeypatch.context() as patch:
            if version:
                patch.setattr("pagefind_bin.get_executable", older_pagefind)
            assert build(small_site(tmp_path / name, *more), public, "--search") == 0
        assert edition(public).name.startswith(OLDER) == bool(version)

    older_pagefind()
    made(versions[0], "one")
    with opened(browser, public) as (host, page):
        host.cached = "/sok/indeks/"
        page.goto("sok/?q=kommune")
        done(page)
        assert len(firsts(page)) == len(PAGES)
        left = page.context.new_page()
        left.goto("om/")  # the same browser comes back later, with all that it has kept
        if before == "gone":
            shutil.rmtree(public)
        made(versions[1], "two", "festival")
        assert len(ask(page, "kommune")) == len(PAGES) + 1
        assert [urlsplit(each).path for each in ask(page, "festival")] == ["/artikler/festival/"]
        left.goto("sok/?q=kommune")
        done(left)
        assert sorted(firsts(left)) == sorted(ask(page, "kommune"))
        assert [urlsplit(each).path for each in ask(left, "folkehelse")] == ["/artikler/folkehelse/"]


def newer_script(public: Path) -> str:
    """Let a built site have another script of the search, as a deploy brings it, and return its version."""
    page = public / "sok" / "index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"search\.js\?v=\w+", "search.js?v=nyere", html), encoding="utf-8")
    return "nyere"


@pytest.mark.parametrize("before", ["stays", "gone"])
def test_a_newer_script_comes_with_the_next_question_which_is_kept(
    browser: Browser, tmp_path: Path, before: str
) -> None:
    public = tmp_path / "public"
    assert build(small_site(tmp_path / "one"), public, "--search") == 0
    with opened(browser, public) as (_, page):
        page.goto("sok/?q=kommune")
        done(page)
        if before == "gone":
            shutil.rmtree(public)
        assert build(small_site(tmp_path / "two", "festival"), public, "--search") == 0
        newer = newer_script(public)
        field(page).fill("festival")
        expect(page.locator(f'script[src*="{newer}"]')).to_have_count(1)
        done(page)
        assert [urlsplit(each).path for each in firsts(page)] == ["/artikler/festival/"]
        expect(field(page)).to_have_value("festival")


def test_a_host_that_goes_on_giving_the_older_page_is_not_asked_for_ever(browser: Browser, tmp_path: Path) -> None:
    public = tmp_path / "public"
    assert build(small_site(tmp_path / "one"), public, "--search") == 0
    with opened(browser, public) as (_, page):
        older = (public / "sok" / "index.html").read_bytes()
        loads: list[str] = []

        def stale(route: Route) -> None:
            loads.append(route.request.url)
            route.fulfill(body=older, content_type="text/html; charset=utf-8")

        page.route("**/sok/?q=*", stale)
        page.goto("sok/?q=kommune")
        done(page)
        shutil.rmtree(public)
        assert build(small_site(tmp_path / "two", "festival"), public, "--search") == 0
        newer_script(public)
        page.goto("sok/?q=festival")
        done(page)
        assert [urlsplit(each).path for each in firsts(page)] == ["/artikler/festival/"]
        assert len([each for each in loads if "festival" in each]) == 2


def test_a_deploy_that_is_half_way_is_told_and_answered_when_it_is_there(browser: Browser, tmp_path: Path) -> None:
    """The new search page is there before the index that it names, as some hosts copy files."""
    public, later = tmp_path / "public", tmp_path / "later"
    assert build(small_site(tmp_path / "one"), public, "--search") == 0
    assert build(small_site(tmp_path / "two", "festival"), later, "--search") == 0
    with opened(browser, public) as (_, page):
        page.goto("sok/?q=kommune")
        done(page)
        shutil.copy(later / "sok" / "index.html", public / "sok" / "index.html")
        field(page).fill("festival")
        assert settled(page) == "error"
        shutil.copytree(edition(later), public / "sok" / "indeks" / edition(later).name)
        field(page).press("Enter")
        done(page)
        assert [urlsplit(each).path for each in firsts(page)] == ["/artikler/festival/"]
