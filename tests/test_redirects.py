"""`redirects` in `data/site.yaml`: what has a new name leads readers on from its earlier addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.branches import Repository, repository
from tests.sites import SETTINGS, build, files, write_site
from tests.test_routes import PAGES, PEOPLE, english, problems

if TYPE_CHECKING:
    from pathlib import Path

ROUTES = "routes:\n  search: find\n  laws: acts\n"
LED = "redirects:\n  - { old: /search, new: /find/ }\n  - { old: /laws/*, new: /acts/* }\n"

WHY = {"questions/why.md": PAGES["questions/why.md"].replace("/search/", "/find/")}


def led(root: Path) -> dict[str, str]:
    """Return where each page that leads on leads to, by its path."""
    found = {}
    for path, content in files(root / "public").items():
        _, mark, rest = content.decode(errors="replace").partition('http-equiv="refresh" content="0; url=')
        if mark:
            found[path] = rest.partition('"')[0]
    return found


def test_a_renamed_route_leads_on_and_all_below_it(tmp_path: Path) -> None:
    root = english(tmp_path, ROUTES + LED, **WHY)
    assert build(root, root / "public") == 0
    assert led(root) == {
        "search/index.html": "/find/",
        "laws/index.html": "/acts/",
        "laws/act/index.html": "/acts/act/",
    }


def test_without_redirects_nothing_leads_on(tmp_path: Path) -> None:
    root = english(tmp_path, ROUTES, **WHY)
    assert build(root, root / "public") == 0
    assert led(root) == {}


def test_a_renamed_folder_of_a_kind_leads_on_from_its_index_and_every_page(tmp_path: Path) -> None:
    """A text that has an earlier address still reaches the page."""
    moved = {
        f"texts/{path.partition('/')[2]}": text for path, text in PAGES.items() if path.startswith("articles/")
    }
    why = PAGES["questions/why.md"].replace("../articles/long/index.md", "/articles/long/")
    more = "redirects:\n  - old: /articles/*\n    new: /texts/*\n"
    calendar = {"calendars/year.md": PAGES["calendars/year.md"]}
    kinds = {"data/kinds.yaml": "- id: article\n  folder: texts\n"}
    data = {"data/site.yaml": f"{SETTINGS}language: en\nhosting: nginx\n{more}"}
    themes = {"data/themes.yaml": "- id: plan\n  title: Planning\n"}
    why = why.replace("[the glossary](/glossary/), ", "")
    root = write_site(tmp_path, {**data, **themes, **kinds, **PEOPLE, **moved, **calendar, "questions/why.md": why})
    assert build(root, root / "public") == 0
    assert led(root) == {
        "articles/index.html": "/texts/",
        "articles/long/index.html": "/texts/long/",
        "articles/long/first/index.html": "/texts/long/first/",
        "articles/long/whole/index.html": "/texts/long/whole/",
        **{
            f"articles/{page}cite.{form}/index.html": f"/texts/{page}cite.{form}"
            for page in ("long/", "long/first/")
            for form in ("bib", "ris")
        },
    }
    there = files(root / "public")
    assert b'href="/texts/long/"' in there["questions/why/index.html"]
    rules = there["_hosting/nginx-server.conf"].decode()
    assert "/articles/long/first/" in there["_hosting/nginx-http.conf"].decode()
    assert "301" in rules


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ("  - { old: /laws/*, new: /acts/ }\n", 1, "/news/*"),
        ("  - { old: /laws/, new: /acts/* }\n", 1, "/news/*"),
        ("  - { old: /la*ws/, new: /acts/ }\n", 1, "/news/*"),
        ("  - { old: laws, new: /acts/ }\n", 1, "old"),
        ("  - { old: /old/, new: /nothing/ }\n", 1, "/nothing/"),
        ("  - { old: /old/, new: /search/ }\n", 1, "/search/"),
        ("  - { old: /questions/why/, new: /acts/ }\n", 1, "content/questions/why.md"),
        ("  - { old: /acts/, new: /find/ }\n", 1, "the site itself"),
        ("  - { old: /questions/*, new: /acts/* }\n", 1, "the site itself"),
        ("  - { old: /x/, new: /find/ }\n  - { old: /x/, new: /acts/ }\n", 2, "this file"),
        ("  - { to: /find/ }\n", 1, "to"),
    ],
)
def test_one_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str, line: int, said: str
) -> None:
    found = problems(english(tmp_path, f"{ROUTES}redirects:\n{more}", **WHY), capsys)
    before = f"{SETTINGS}language: en\n{ROUTES}redirects:\n".count("\n")
    assert [each for each in found.splitlines() if each.startswith(f"data/site.yaml:{before + line}:")]
    assert said in found


def test_one_that_can_be_is_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 errors and 0 warnings" in problems(english(tmp_path, ROUTES + LED, **WHY), capsys)


KIND = "- id: course\n  folder: {}\n  name: {{ one: Kurs, many: Kurs }}\n"
COURSE = "---\ntitle: Plan\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n---\n\nText.\n"
COURSES = {"data/kinds.yaml": KIND.format("kurs"), "kurs/en.md": COURSE, "kurs/to.md": COURSE.replace("Plan", "To")}


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    return repository(tmp_path / "lager", {**COURSES, "forfattere/kari.md": "---\ntitle: Kari\n---\n"})


def said(work: Repository) -> str:
    return work.check("--format", "json")[1]


def rename(work: Repository, settings: str = "") -> None:
    (work.root / "content/kurs").rename(work.root / "content/laering")
    renamed = {"data/kinds.yaml": KIND.format("laering"), "data/site.yaml": f"{SETTINGS}{settings}"}
    work.write(renamed)


def test_a_folder_that_loses_its_addresses_is_told_once(work: Repository) -> None:
    rename(work)
    assert work.new() == ["data/site.yaml:1 lost-address"]
    assert "the address /kurs/ was published" in said(work)
    assert "redirects" in said(work)


def test_with_the_redirect_nothing_is_lost(work: Repository) -> None:
    rename(work, "redirects:\n  - { old: /kurs/*, new: /laering/* }\n")
    assert work.new() == []


def test_a_page_that_went_as_well_is_told_by_itself(work: Repository) -> None:
    rename(work, "redirects:\n  - { old: /kurs/*, new: /laering/* }\n")
    (work.root / "content/laering/to.md").unlink()
    assert work.new() == ["kurs/to.md:1 lost-address"]


def test_a_route_that_loses_its_address_is_told(work: Repository) -> None:
    work.write({"data/site.yaml": f"{SETTINGS}routes:\n  search: finn\n"})
    assert "the address /sok/ was published" in said(work)
    work.write(
        {"data/site.yaml": f"{SETTINGS}routes:\n  search: finn\nredirects:\n  - {{ old: /sok/, new: /finn/ }}\n"}
    )
    assert work.new() == []


def test_a_redirect_that_is_taken_out_is_told(work: Repository) -> None:
    led_on = f"{SETTINGS}redirects:\n  - {{ old: /gammel/, new: /kurs/en/ }}\n"
    work.git("checkout", "-q", "main")
    work.write({**COURSES, "data/site.yaml": led_on}, commit=True)
    work.git("checkout", "-q", "-B", "gren")
    work.write({"data/site.yaml": SETTINGS})
    assert "the address /gammel/ was published" in said(work)


ABOUT = "summary: S.\ndate: 2026-01-01\nthemes: [plan]\nauthors: [asa]\n"
WITH_FILES = {
    "data/themes.yaml": "- id: plan\n  title: Planning\n",
    "data/kinds.yaml": "- id: article\n  folder: texts\n",
    "authors/asa.md": "---\ntitle: Asa\n---\n",
    "texts/rain/index.md": f"---\ntitle: Rain\n{ABOUT}---\n\n[The table](tall-æ.csv)\n",
    "calendars/year.md": f"---\ntitle: Year\n{ABOUT}events:\n"
    "  - {id: a, title: A, text: T., starts: 2026-02-01}\n---\n\nText.\n",
}


def with_files(root: Path, host: str) -> Path:
    """Build a site whose folders have new names, with files beside its pages."""
    renamed = {"articles": "texts", "dates": "calendars"}
    moved = "".join(f"  - {{ old: /{old}/*, new: /{new}/* }}\n" for old, new in renamed.items())
    settings = f"{SETTINGS}language: en\nhosting: {host}\nredirects:\n{moved}"
    write_site(root, {"data/site.yaml": settings, **WITH_FILES})
    (root / "content/texts/rain/tall-æ.csv").write_text("a;b\n", encoding="utf-8")
    assert build(root, root / "public") == 0
    return root


def test_files_beside_pages_go_along(tmp_path: Path) -> None:
    """Where a host has no redirects, a page of the file's name leads on to it."""
    leading = led(with_files(tmp_path, "nginx"))
    assert leading["articles/rain/tall-æ.csv/index.html"].partition("?")[0] == "/texts/rain/tall-%C3%A6.csv"
    assert leading["dates/year/calendar.ics/index.html"] == "/calendars/year/calendar.ics"
    assert leading["articles/rain/cite.bib/index.html"] == "/texts/rain/cite.bib"
    assert not any(path.endswith("index.md/index.html") for path in leading)


def test_a_host_is_told_of_the_file_with_and_without_a_slash(tmp_path: Path) -> None:
    rules = files(with_files(tmp_path, "netlify") / "public")["_redirects"].decode()
    assert "/dates/year/calendar.ics /calendars/year/calendar.ics 301!" in rules
    assert "/dates/year/calendar.ics/ /calendars/year/calendar.ics 301!" in rules
    assert "/dates/year /calendars" not in rules
