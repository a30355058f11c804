"""The addresses that a site has without a file of content follow its language, and its settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from kbsite.authoring.init import LANGUAGES
from kbsite.cli import main
from kbsite.model.routes import CHOSEN, Routes, names_in
from tests.sites import SETTINGS, TODAY, build, files, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = {"authors/kari.md": "---\ntitle: Kari\n---\n"}
DATA = {
    "data/site.yaml": f"{SETTINGS}language: en\n",
    "data/themes.yaml": "- id: plan\n  title: Planning\n",
    "data/laws.yaml": "- id: act\n  lovdata: lov/2008-06-27-71\n  title: The Act\n  names: [the act]\n",
    "data/glossary.yaml": "- id: strategy\n  term: strategy\n  definition: A plan for plans.\n",
}
ABOUT = "date: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"
PAGES = {
    "articles/long/index.md": f"---\ntitle: Long\n{ABOUT}---\n\nText.\n",
    "articles/long/01-first.md": "---\ntitle: First\n---\n\nText.\n",
    "calendars/year.md": f"---\ntitle: Year\n{ABOUT}events:\n  - id: plan\n    title: Plan\n    text: We plan.\n"
    "    starts: 2027-02-01\n---\n\nText.\n",
    "questions/why.md": f"---\ntitle: Why?\nsummary: Because.\n{ABOUT}---\n\n## Question\n\nWhy?\n\n## Answer\n\n"
    "Because of [the article](../articles/long/index.md), [the glossary](/glossary/), [the search](/search/) and "
    "[all of it](/articles/long/whole/), as strategy in the act says.\n",
}
NORWEGIAN = re.compile(
    r"\b(?:sok|søk|spor|spør|oss|ordliste|lover?|hele|innhold|forslag|indeks|utgaver|ord|sider|vanlige|oppslag|deling"
    r"|siter|kalender|versjon|tema|temaer|artikler|sporsmal|ordrett|del|bilder|forfattere|kapitler|og|av|ikke|eller)\b"
    r"|[æøå]",
    re.IGNORECASE,
)
"""Words of Norwegian addresses and of sentences, none of which is an English word."""

SKIPPED = ("class", "property", "prefix")
"""Attributes that have the vocabulary of formats, such as og:title, and no words."""


def english(root: Path, more: str = "", **pages: str) -> Path:
    settings = {"data/site.yaml": DATA["data/site.yaml"] + more}
    return write_site(root, {**DATA, **settings, **PEOPLE, **PAGES, **pages})


def problems(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["check", "--root", str(root), "--lang", "en", "--today", TODAY])
    out = capsys.readouterr()
    return out.out + out.err


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = english(tmp_path_factory.mktemp("english"))
    assert build(root, root / "public", "--search") == 0
    return root / "public"


def test_no_address_of_an_english_site_has_a_norwegian_word(built: Path) -> None:
    paths = sorted(files(built))
    assert len(paths) > 60
    assert [path for path in paths if NORWEGIAN.search(re.sub(r"[-_/.]", " ", path))] == []
    assert {"search/index.html", "ask-us/index.html", "glossary/index.html", "laws/index.html"} <= set(paths)
    assert {"articles/long/whole/index.html", "content.json", "search/index/editions.txt"} <= set(paths)
    assert {"calendars/year/calendar.ics", "questions/why/cite.bib", "search/suggestions.json"} <= set(paths)


def test_no_address_and_no_word_in_its_pages_is_norwegian(built: Path) -> None:
    """What the interface says to screen readers, and what scripts are told in attributes, is looked at too."""
    found = {}
    for path, page in read_pages(built).items():
        values = [value for each in page.root.iter() for name, value in each.attrib.items() if name not in SKIPPED]
        said = " ".join([text_of(page.root), *(re.sub(r"[-_/.=]", " ", unquote(value)) for value in values)])
        if words := sorted(set(NORWEGIAN.findall(said))):
            found[path] = words
    assert found == {}


def test_what_readers_scripts_are_told_is_where_it_is_said_to_be(built: Path) -> None:
    pages, there = read_pages(built), files(built)
    finder = next(each for each in pages["search/index.html"].root.iter() if each.get("data-part") == "search")
    for name in ("data-bundle", "data-words", "data-pages"):
        assert finder.attrib[name].removeprefix("/") in there
    assert finder.attrib["data-literal"] == "exact"
    form = next(each for each in pages["ask-us/index.html"].root.iter() if each.get("data-part") == "ask")
    assert (form.attrib["data-theme"], form.attrib["data-question"]) == ("topic", "question")
    assert "/ask-us/?topic=plan" in there["questions/why/index.html"].decode()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_norwegian_sites_have_the_addresses_that_they_had(language: str) -> None:
    own = Routes(names_in(language))
    assert (own.search, own.index, own.ask, own.glossary) == ("/sok/", "/sok/indeks/", "/spor-oss/", "/ordliste/")
    assert (own.laws, own.whole, own.content_list, own.calendar) == (
        "/lover/",
        "hele/",
        "/innhold.json",
        "kalender.ics",
    )
    assert (own.bibtex, own.ris, own.suggestions) == ("siter.bib", "siter.ris", "/sok/forslag.json")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_name_for_each_route_of_its_own(language: str) -> None:
    names = names_in(language)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", getattr(names, name)) for name in CHOSEN)


def test_a_site_renames_its_routes(tmp_path: Path) -> None:
    chosen = dict(zip(CHOSEN, ("find", "contact", "words", "acts", "all", "list", "dates", "quote"), strict=True))
    more = "routes:\n" + "".join(f"  {name}: {value}\n" for name, value in chosen.items())
    page = PAGES["questions/why.md"].replace("/glossary/", "/words/").replace("/search/", "/find/")
    root = english(tmp_path, more, **{"questions/why.md": page.replace("/whole/", "/all/")})
    assert build(root, root / "public") == 0
    paths = set(files(root / "public"))
    assert {f"{name}/index.html" for name in ("find", "contact", "words", "acts", "articles/long/all")} <= paths
    assert {"list.json", "list.schema.json", "calendars/year/dates.ics", "questions/why/quote.ris"} <= paths
    assert not {path.partition("/")[0] for path in paths} & {"search", "ask-us", "glossary", "laws", "sok"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("routes:\n  search: articles\n", "“search” cannot be “articles”: one of kbsite's own kinds has it"),
        ("routes:\n  search: assets\n", "“search” cannot be “assets”: kbsite makes something there itself"),
        ("routes:\n  ask: find\n  search: find\n", "“search” cannot be “find”: another of the addresses"),
        ("routes:\n  ask: laws\n", "“ask” cannot be “laws”: another of the addresses"),
        ("routes:\n  content_list: feed\n", "“content_list” cannot be “feed”: kbsite makes something there"),
        ("routes:\n  whole: index\n", "“whole” cannot be “index”: kbsite makes something there"),
        ("routes:\n  search: Søk her\n", "data/site.yaml:6"),
        ("routes:\n  serch: find\n", "serch"),
    ],
)
def test_a_route_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str, said: str
) -> None:
    found = problems(english(tmp_path, more), capsys)
    assert said in found
    assert "data/site.yaml:" in found


def test_a_chapter_or_a_page_that_lies_where_a_route_does_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = english(tmp_path, **{"articles/long/01-whole.md": "---\ntitle: W\n---\n\nText.\n"})
    write_site(root, {**DATA, "pages/search.md": "---\ntitle: Mine\n---\n\nText.\n"})
    found = problems(root, capsys)
    assert "content/articles/long/01-whole.md" in found
    assert "content/pages/search.md" in found
    (root / "content/articles/long/01-whole.md").unlink()
    (root / "content/articles/long/01-first.md").write_text("---\ntitle: First\n---\n\nText.\n", encoding="utf-8")
    page = PAGES["questions/why.md"].replace("/whole/", "/all/")
    english(root, "routes:\n  search: find\n  whole: all\n", **{"questions/why.md": page})
    assert "error" not in problems(root, capsys).replace("0 errors", "")


def test_a_kind_of_a_site_cannot_have_the_folder_of_a_route(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can have one that is a route in another language only."""
    kind = "- id: course\n  folder: {}\n  name: {{ one: Course, many: Courses }}\n"
    assert "“folder” cannot be “search”" in problems(
        english(tmp_path, **{"data/kinds.yaml": kind.format("search")}), capsys
    )
    assert "cannot be" not in problems(english(tmp_path, **{"data/kinds.yaml": kind.format("sok")}), capsys)


def test_a_sign_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    themes = "- id: plan\n  title: Planning\n  sign: /signs/plan.svg\n"
    assert "data/themes.yaml:3" in problems(english(tmp_path, **{"data/themes.yaml": themes}), capsys)
    write = tmp_path / "static/signs/plan.svg"
    write.parent.mkdir(parents=True)
    write.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert "sign" not in problems(tmp_path, capsys)
