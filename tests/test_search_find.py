"""From a query to hits, over a stand-in for Pagefind: order, filters, chapters, corrections, what is near."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.search_modules import data, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

STAND_IN = Path(__file__).with_name("stand_in_for_pagefind.js").read_text(encoding="utf-8")
NUMBERS = count()

OPEN = """async ([bundle, words, table, off]) => {
  globalThis.pagefind = await import(bundle);
  globalThis.index = await find.openIndex(bundle, words, table, off);
  pagefind.asked.length = 0;
}"""
FIND = """async ([query, filters, choice]) => {
  const found = await index.find(query, filters, { sort: "relevance", literal: false, ...choice });
  const asked = [...pagefind.asked];
  const pages = (hits) => Promise.all(hits.map((hit) => hit()));
  return { ...found, hits: await pages(found.hits), near: await pages(found.near), asked };
}"""
ASKED = "() => pagefind.asked"
MARKER = '"kbside"'
"""What every page is found by; see layouts/macros.html."""


def page(name: str, text: str, title: str = "", **others: Any) -> dict[str, Any]:
    """Return a page of the index; `date` as 2026-01-01, labels as words with blanks between."""
    return {
        "id": f"no_{name}",
        "url": f"/{name}/",
        "text": text,
        "title": title or name,
        "summary": others.pop("summary", ""),
        "anchors": others.pop("anchors", []),
        "day": others.pop("date", "").replace("-", ""),
        "article": others.pop("article", ""),
        "labels": {key: value.split() for key, value in others.items()},
    }


def opened(
    modules: Modules, pages: Sequence[Mapping[str, Any]], off: Sequence[str] = (), **given: object
) -> list[str]:
    """Open the index of some pages, and return what it was fetched from.

    The words of the pages are the site's vocabulary unless others are given.
    """
    number = next(NUMBERS)
    everything = " ".join(f"{each['title']} {each['text']}" for each in pages).lower()
    given.setdefault("words", {word.strip(".,?") for word in everything.split()})
    known = data(**given)  # type: ignore[arg-type] # as given
    addresses = [f"/pagefind-{number}.js", f"/ord-{number}.json", f"/sider-{number}.json"]
    serve(modules, addresses[0], f"const pages = {json.dumps(pages)};\n{STAND_IN}", "text/javascript")
    serve(modules, addresses[1], json.dumps(known), "application/json")
    serve(modules, addresses[2], json.dumps(table(pages)), "application/json")
    modules.run(OPEN, [*addresses, off])
    return addresses


def serve(modules: Modules, address: str, body: str, kind: str) -> None:
    modules.page.route(f"**{address}", lambda route: route.fulfill(body=body, content_type=kind))


def find(modules: Modules, query: str, filters: Mapping[str, Sequence[str]] | None = None, **choice: object) -> Any:
    return modules.run(FIND, [query, filters or {}, choice])


def given(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    """Return the counts of those filters that have values."""
    return {name: values for name, values in counts.items() if values}


def names(hits: Sequence[Mapping[str, Any]]) -> str:
    return " ".join(hit["href"].strip("/") for hit in hits)


THREE = [
    page("old", "En plan om rus og alkohol.", date="2024-05-01", kind="Artikkel", theme="Rus"),
    page("new", "En plan om folkehelse.", date="2026-05-01", kind="Kronikk", theme="Helse"),
    page("undated", "Noe annet om rus.", kind="Artikkel", theme="Rus Helse"),
]


class TestOrder:
    def test_the_best_page_comes_first(self, modules: Modules) -> None:
        opened(modules, THREE)
        found = find(modules, "rus plan")
        assert names(found["hits"]).split()[0] == "old"
        assert [piece["text"] for piece in found["hits"][0]["excerpt"] if piece["marked"]] == ["plan", "rus"]

    def test_sorted_by_date_the_newest_comes_first_and_what_has_none_last(self, modules: Modules) -> None:
        opened(modules, THREE)
        assert names(find(modules, "rus plan", sort="date")["hits"]) == "new old undated"

    def test_no_query_lists_all_pages_the_newest_first(self, modules: Modules) -> None:
        opened(modules, THREE)
        for query in ("", "  "):
            found = find(modules, query)
            assert names(found["hits"]) == "new old undated"
            assert found["values"] == modules.run("() => index.all")

    def test_a_word_leads_to_pages_of_its_kind_theme_and_author(self, modules: Modules) -> None:
        opened(modules, THREE)
        assert names(find(modules, "kronikker")["hits"]) == "new"
        opened(modules, THREE, off=["label"])
        assert names(find(modules, "kronikker")["hits"]) == ""

    def test_a_word_that_is_not_there_is_not_taken_for_a_shorter_one(self, modules: Modules) -> None:
        opened(modules, THREE)
        assert names(find(modules, "planetarium", literal=True)["hits"]) == ""
        assert names(find(modules, "folke", literal=True)["hits"]) == "new"


class TestMarks:
    def test_phrases_must_be_there_and_what_has_a_minus_must_not(self, modules: Modules) -> None:
        opened(modules, THREE)
        assert names(find(modules, '"plan om rus"')["hits"]) == "old"
        assert names(find(modules, '"rus plan"')["hits"]) == ""
        assert names(find(modules, "plan -rus")["hits"]) == "new"
        assert names(find(modules, 'plan -"om folkehelse"')["hits"]) == "old"


class TestCorrection:
    def test_what_was_meant_is_found_and_both_are_told(self, modules: Modules) -> None:
        opened(modules, THREE)
        found = find(modules, "Folkehesle")
        assert names(found["hits"]) == "new"
        assert found["correction"] == {"shown": "folkehelse", "typed": "Folkehesle"}

    @pytest.mark.parametrize("query", ["folkehelse", "folkehels", ""])
    def test_what_is_right_is_not_told(self, modules: Modules, query: str) -> None:
        opened(modules, THREE)
        assert find(modules, query).get("correction") is None

    def test_taken_literally_it_finds_nothing(self, modules: Modules) -> None:
        opened(modules, THREE)
        found = find(modules, "folkehesle", literal=True)
        assert (names(found["hits"]), found.get("correction")) == ("", None)

    def test_a_word_that_the_index_has_is_no_error(self, modules: Modules) -> None:
        pages = [*THREE, page("rare", "Sjeldne folkehesle.")]
        opened(modules, pages, words=["folkehelse"])
        found = find(modules, "folkehesle plan")
        assert names(found["hits"]).split()[0] == "rare"
        assert found.get("correction") is None


class TestBestBets:
    @pytest.mark.parametrize(
        ("query", "hits", "pinned"),
        [("rus", "new old undated", [True, False, False]), ("plan", "new old", [False, False])],
    )
    def test_a_page_is_first_whether_it_has_the_words_or_not(
        self, modules: Modules, query: str, hits: str, pinned: list[bool]
    ) -> None:
        opened(modules, THREE, bets=[[["rus"], "no_new"]])
        found = find(modules, query)
        assert sorted(names(found["hits"]).split()) == sorted(hits.split())
        assert [hit["pinned"] for hit in found["hits"]] == pinned
        assert names(found["hits"]).split()[0] == "new" or not pinned[0]

    def test_filters_and_dates_hold_for_it_too(self, modules: Modules) -> None:
        opened(modules, THREE, bets=[[["rus"], "no_undated"]])
        assert names(find(modules, "rus", {"kind": ["Kronikk"]})["hits"]) == ""
        found = find(modules, "rus", sort="date")["hits"]
        assert [(hit["href"], hit["pinned"]) for hit in found] == [("/old/", False), ("/undated/", True)]

    def test_it_holds_for_a_misspelt_query(self, modules: Modules) -> None:
        opened(modules, THREE, bets=[[["folkehelse"], "no_old"]])
        assert names(find(modules, "folkehesle")["hits"]) == "old new"


CHAPTERS = [
    page("a", "Plan plan plan plan plan plan.", "Plan", date="2026-01-01", article="a", kind="Artikkel"),
    *(
        page(
            f"a/{number}",
            f"Plan {number}." + " plan" * (5 - number),
            f"Kapittel {number} – Plan",
            date="2026-01-01",
            article="a",
            kind="Artikkel",
        )
        for number in range(1, 6)
    ),
    page("b", "Om en plan.", date="2026-02-01", kind="Artikkel"),
]


class TestChapters:
    def test_two_of_an_article_are_hits_and_three_more_are_named_in_the_first(self, modules: Modules) -> None:
        opened(modules, CHAPTERS)
        hits = find(modules, "plan")["hits"]
        assert len(hits) == 3
        assert names(hits).split()[0] == "a"
        own = [hit for hit in hits if hit["href"].startswith("/a/")]
        assert [len(hit["chapters"]) for hit in own] == [3, 0]
        named = {chapter["href"] for chapter in own[0]["chapters"]}
        assert len(named) == 3
        assert not named & {hit["href"] for hit in hits}

    def test_they_are_named_without_their_article(self, modules: Modules) -> None:
        opened(modules, CHAPTERS)
        named = find(modules, "plan")["hits"][0]["chapters"]
        assert {f"Kapittel {each['href'][-2]}" for each in named} == {each["title"] for each in named}

    def test_without_articles_every_page_is_a_hit(self, modules: Modules) -> None:
        opened(modules, [{**each, "article": ""} for each in CHAPTERS])
        hits = find(modules, "plan")["hits"]
        assert len(hits) == len(CHAPTERS)
        assert all(hit["chapters"] == [] for hit in hits)

    def test_sorted_by_date_every_chapter_is_a_hit(self, modules: Modules) -> None:
        opened(modules, CHAPTERS)
        hits = find(modules, "plan", sort="date")["hits"]
        assert len(hits) == len(CHAPTERS)
        assert names(hits).split()[0] == "b"

    def test_counts_are_of_hits(self, modules: Modules) -> None:
        opened(modules, CHAPTERS)
        assert given(find(modules, "plan")["counts"]) == {"kind": {"Artikkel": 3}}
        assert given(find(modules, "plan", sort="date")["counts"]) == {"kind": {"Artikkel": 7}}


class TestFilters:
    def test_counts_follow_the_other_filters_and_values_the_query_alone(self, modules: Modules) -> None:
        opened(modules, THREE)
        found = find(modules, "rus plan", {"kind": ["Artikkel"], "theme": ["Helse"]})
        assert names(found["hits"]) == "undated"
        assert given(found["counts"]) == {"kind": {"Artikkel": 1, "Kronikk": 1}, "theme": {"Rus": 2, "Helse": 1}}
        assert given(found["values"]) == {"kind": {"Artikkel": 2, "Kronikk": 1}, "theme": {"Rus": 2, "Helse": 2}}

    def test_they_narrow_a_search_without_a_query(self, modules: Modules) -> None:
        opened(modules, THREE)
        assert names(find(modules, "", {"theme": ["Rus"]})["hits"]) == "old undated"


QUESTIONS = [
    page(f"q{number}", f"Hva er rus? Rus er rus {number}.", theme="Rus", anchors=[{"id": "svar_", "location": 3}])
    for number in range(4)
]


class TestNothing:
    def test_the_nearest_questions_and_themes_are_those_without_quotation_marks(self, modules: Modules) -> None:
        opened(modules, [*THREE, *QUESTIONS])
        found = find(modules, '"rus finnes ikke her"')
        assert found["hits"] == []
        assert [hit["answer"] for hit in found["near"]] == [True] * 3
        assert found["themes"][0] == "Rus"

    def test_or_those_without_filters(self, modules: Modules) -> None:
        opened(modules, [*THREE, *QUESTIONS])
        found = find(modules, "folkehelse", {"kind": ["Artikkel"]})
        assert (found["hits"], found["near"], found["themes"]) == ([], [], ["Helse"])

    def test_or_those_that_have_words_that_begin_alike(self, modules: Modules) -> None:
        opened(modules, [*THREE, *QUESTIONS])
        assert find(modules, "folketrygda", literal=True)["themes"] == ["Helse"]
        found = find(modules, "qqq www")
        assert (found["hits"], found["near"], found["themes"]) == ([], [], [])

    def test_with_hits_none_is_offered(self, modules: Modules) -> None:
        opened(modules, [*THREE, *QUESTIONS])
        found = find(modules, "rus")
        assert (found["near"], found["themes"]) == ([], [])


class TestFetching:
    def test_a_word_is_looked_up_once_and_a_page_is_fetched_when_its_hit_is(self, modules: Modules) -> None:
        opened(modules, THREE)
        first = find(modules, "rus")["asked"]
        assert {"rus", '"rus"'} <= set(first)
        assert not [each for each in first if each.startswith("/")]
        modules.run("() => { pagefind.asked.length = 0; }")
        assert [each for each in find(modules, "rus")["asked"] if each in ("rus", '"rus"')] == []
        assert set(modules.run(ASKED)) >= {"/old/", "/undated/"}

    def test_all_that_a_query_needs_is_fetched_before_any_of_it_is_looked_up(self, modules: Modules) -> None:
        opened(modules, THREE, same=["rus|alkohol"])
        asked = find(modules, 'rus "om folkehelse" -annet')["asked"]
        fetched = [each.removeprefix("fetch ") for each in asked if each.startswith("fetch ")]
        assert {"rus", "alkohol", "om folkehelse", "annet"} <= set(fetched)
        assert asked[: len(fetched)] == [f"fetch {each}" for each in fetched]
        assert {each.strip('"') for each in asked[len(fetched) :]} == set(fetched)

    def test_after_a_failure_it_is_looked_up_again(self, modules: Modules) -> None:
        opened(modules, THREE)
        modules.run("() => { pagefind.trouble.left = 1; }")
        assert modules.run("() => index.find('rus', {}, {}).then(() => 'found', String)") == "Error: lost"
        modules.run("() => { pagefind.trouble.left = 0; }")
        assert names(find(modules, "rus")["hits"]) == "old undated"

    def test_an_older_query_goes_no_further(self, modules: Modules) -> None:
        opened(modules, THREE)
        script = """() => Promise.all(["rus", "plan"].map((query) =>
          index.find(query, {}, {}).then(({ hits }) => hits.length, ({ message }) => message)))"""
        assert modules.run(script) == ["a newer query has been asked", 2]

    def test_a_page_that_no_word_led_to_is_fetched_by_the_word_that_all_have(self, modules: Modules) -> None:
        opened(modules, THREE, bets=[[["folkehelse"], "no_undated"]])
        find(modules, "rus")
        assert MARKER not in modules.run(ASKED)
        assert names(find(modules, "folkehelse")["hits"]) == "undated new"
        assert MARKER not in modules.run(ASKED)  # it was found before
        opened(modules, THREE, bets=[[["folkehelse"], "no_undated"]])
        assert names(find(modules, "folkehelse")["hits"]) == "undated new"
        assert modules.run(ASKED).count(MARKER) == 1

    @pytest.mark.parametrize(("number", "alone"), [(1999, True), (2000, False)])
    def test_a_worker_searches_from_two_thousand_pages_on(self, modules: Modules, number: int, alone: bool) -> None:
        opened(modules, [page(str(each), "") for each in range(number)])
        assert modules.run("() => pagefind.begun.noWorker") == alone
        assert modules.run("() => pagefind.begun.ranking") == modules.run("() => lookup.RANKING")

    @pytest.mark.parametrize("lost", [{"status": 204}, {"status": 200, "body": "{"}])
    @pytest.mark.parametrize("part", ["ord", "sider"])
    def test_what_cannot_be_fetched_is_an_error(self, modules: Modules, part: str, lost: Mapping[str, Any]) -> None:
        addresses = opened(modules, THREE)
        modules.page.route(f"**/{part}-*.json", lambda route: route.fulfill(**lost), times=1)
        script = "(addresses) => find.openIndex(...addresses).then(() => '', String)"
        assert "Error" in modules.run(script, addresses)


def test_each_feature_can_be_switched_off(modules: Modules) -> None:
    assert modules.run("() => find.FEATURES") == [
        *("stop", "same", "near", "rule", "parts", "joined", "compound", "label", "correct", "bets")
    ]
