"""Which page is best: what was found for each word, joined."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

TOTAL = 100

RANK = """([concepts, found, total]) => {
  const traces = new Map(Object.entries(found).map(([word, pages]) => {
    const empty = { title: false, summary: false, places: [] };
    const of = Object.entries(pages).map(([id, trace]) => [id, { ...empty, ...trace }]);
    const exact = new Set(of.filter(([, trace]) => trace.exact !== false).map(([id]) => id));
    return [word, { exact, pages: new Map(of) }];
  }));
  const none = { exact: new Set(), pages: new Map() };
  return plain(rank.rank(concepts, (word) => traces.get(word) ?? none, total));
}"""
"""Ranks pages by what each word left on them: `exact` is false where a page has only a longer word."""

Traces = dict[str, dict[str, dict[str, Any]]]


def on(*ids: str, **trace: Any) -> dict[str, dict[str, Any]]:
    """Return that a word is on these pages: once in the text of each, unless told otherwise."""
    return {each: {"frequency": 1, **trace} for each in ids}


def meant(word: str, *others: Sequence[Any]) -> dict[str, Any]:
    """Return a concept; of another alternative its words, its weight, and whether it is exact."""
    rest = [{"words": words.split(), "weight": weight, "exact": bool(exact)} for words, weight, *exact in others]
    return {"text": word, "alternatives": [{"words": [word], "weight": 1}, *rest]}


def ranked(
    modules: Modules, found: Traces, *concepts: Mapping[str, Any], total: int = TOTAL
) -> list[dict[str, Any]]:
    asked = list(concepts) or [meant(word) for word in found]
    result: list[dict[str, Any]] = modules.run(RANK, [asked, found, total])
    return result


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [page["id"] for page in found]


MANY = [f"z{number:02}" for number in range(60)]


def test_nothing_that_is_found_is_no_page(modules: Modules) -> None:
    assert ranked(modules, {}) == []
    assert ranked(modules, {"plan": {}}) == []


def test_a_page_with_the_rarer_word_is_better(modules: Modules) -> None:
    assert ids(ranked(modules, {"plan": on("a", *MANY), "lindblom": on("b")}))[0] == "b"


def test_a_page_with_more_of_the_word_is_better(modules: Modules) -> None:
    assert ids(ranked(modules, {"plan": on("a", frequency=0.9) | on("b", frequency=1.1)})) == ["b", "a"]


@pytest.mark.parametrize("better", [{"title": True}, {"summary": True}])
def test_a_page_with_the_word_in_its_title_or_summary_is_better(modules: Modules, better: dict[str, bool]) -> None:
    assert ids(ranked(modules, {"plan": on("a", frequency=1.3) | on("b", **better)})) == ["b", "a"]


def test_a_word_in_the_title_weighs_more_than_one_in_the_summary(modules: Modules) -> None:
    assert ids(ranked(modules, {"plan": on("a", summary=True) | on("b", title=True)})) == ["b", "a"]


def test_a_title_that_has_all_of_the_query_is_better_than_two_words_in_text_and_title(modules: Modules) -> None:
    found = {
        "plan": on("a", frequency=1.9, title=True) | on("b", title=True) | on(*MANY),
        "rus": on("a", frequency=1.9) | on("b", title=True) | on(*MANY),
    }
    assert ids(ranked(modules, found))[:2] == ["b", "a"]


def test_a_page_with_more_of_the_words_is_better(modules: Modules) -> None:
    found = {
        "plan": on("a", "c", frequency=2, title=True) | on("b"),
        "rus": on("b", "c"),
        "øl": on("b"),
    }
    assert ids(ranked(modules, found))[0] == "c", "two words and the title"
    found["plan"]["c"]["title"] = False
    assert ids(ranked(modules, found))[0] == "b", "three words"


def test_words_together_are_better_than_words_apart(modules: Modules) -> None:
    apart = {"plan": on("a", places=[1]), "rus": on("a", places=[40]) | on(*MANY)}
    near = {"plan": on("b", places=[1]), "rus": on("b", places=[12])}
    found: Traces = {word: apart[word] | near[word] for word in apart}
    assert ids(ranked(modules, found))[:2] == ["b", "a"]
    near["rus"]["b"]["places"] = [13]
    scores = [page["score"] for page in ranked(modules, {word: apart[word] | near[word] for word in apart})[:2]]
    assert scores[0] == scores[1]


def test_one_word_many_times_is_not_together_with_another(modules: Modules) -> None:
    scores = {page["id"]: page["score"] for page in ranked(modules, {"plan": on("a", places=[1, 2, 3]) | on("b")})}
    assert scores["a"] == scores["b"]


def test_a_page_with_too_little_of_what_was_meant_is_no_hit(modules: Modules) -> None:
    found = {"plan": on("a", *MANY), "rus": on("a"), "øl": on("a", "b")}
    hits = ranked(modules, found)
    assert ids(hits) == ["a", "b"], "the commonest word alone is too little"
    assert hits[0]["share"] == pytest.approx(1)
    least = modules.run("() => rank.TUNING.least")
    assert all(least <= page["share"] <= 1 for page in hits)
    assert len(ranked(modules, {"plan": on(*MANY), "rus": {}})) == len(MANY), "it is relative to the best page"


def test_pages_as_good_are_in_the_order_of_their_ids(modules: Modules) -> None:
    for order in (["c", "a", "b"], ["b", "c", "a"]):
        assert ids(ranked(modules, {"plan": on(*order)})) == ["a", "b", "c"]


class TestAlternatives:
    def test_the_best_alternative_counts_and_no_other(self, modules: Modules) -> None:
        found = {"plan": on("a", "b"), "strategi": on("b"), "rus": on("c")}
        both = ranked(modules, found, meant("plan", ("strategi", 0.9), ("rus", 0.5)))
        scores = {page["id"]: page["score"] for page in both}
        assert scores["a"] == scores["b"] > scores["c"] > 0
        shares = {page["id"]: page["share"] for page in both}
        assert (shares["a"], shares["c"]) == (1, 0.5)

    def test_a_longer_word_that_begins_so_counts_less(self, modules: Modules) -> None:
        found = {"plan": on("a", exact=False, frequency=1.5) | on("b")}
        assert ids(ranked(modules, found)) == ["b", "a"]

    def test_where_no_page_has_the_word_itself_longer_ones_count_in_full(self, modules: Modules) -> None:
        whole = ranked(modules, {"plan": on("a")})
        begun = ranked(modules, {"plan": on("a", exact=False)})
        assert begun == whole

    def test_an_exact_alternative_is_found_as_it_stands_alone(self, modules: Modules) -> None:
        found = {"plan": {}, "ip": on("a", exact=False) | on("b")}
        assert ids(ranked(modules, found, meant("plan", ("ip", 0.9, True)))) == ["b"]
        assert ids(ranked(modules, found, meant("plan", ("ip", 0.9)))) == ["b", "a"]

    def test_all_words_of_an_alternative_must_be_there(self, modules: Modules) -> None:
        found = {"ip": {}, "individuell": on("a", "b"), "plan": on("b", "c", title=True)}
        [page] = ranked(modules, found, meant("ip", ("individuell plan", 0.9)))
        assert page["id"] == "b"

    def test_the_title_must_have_all_words_of_an_alternative(self, modules: Modules) -> None:
        one = {"ip": {}, "individuell": on("a"), "plan": on("a", title=True)}
        both = {"ip": {}, "individuell": on("a", title=True), "plan": on("a")}
        whole = {"ip": {}, "individuell": on("a", title=True), "plan": on("a", title=True)}
        first, second, titled = (
            ranked(modules, each, meant("ip", ("individuell plan", 0.9)))[0]["score"] for each in (one, both, whole)
        )
        assert first == second
        sign = modules.run("() => rank.TUNING")
        weight = math.log(1 + (TOTAL - 0.5) / 1.5) ** sign["rare"]
        other_half = weight * 0.9 * sign["title"] / 2 * 0.9 ** sign["cover"]
        assert titled - first == pytest.approx(other_half + weight * 0.9**2 * sign["whole"])

    def test_what_weighs_more_than_the_word_is_no_larger_share(self, modules: Modules) -> None:
        found = {"5": on("b"), "par5": on("a"), "rus": on("b")}
        hits = ranked(modules, found, meant("5", ("par5", 3)), meant("rus"))
        assert {page["id"]: page["share"] for page in hits}["a"] < 1

    def test_synonyms_do_not_make_a_word_common(self, modules: Modules) -> None:
        found = {"plan": on("a"), "rus": on("b", "c"), "øl": on(*MANY)}
        rare = ranked(modules, found, meant("plan", ("øl", 0.5)), meant("rus"))
        assert ids(rare)[0] == "a"
        common = ranked(modules, found, meant("plan", ("øl", 0.9)), meant("rus"))
        assert ids(common)[:2] == ["b", "c"]

    def test_each_place_is_told_with_its_weight(self, modules: Modules) -> None:
        found = {"plan": on("a", places=[3, 5]), "øl": on("a", places=[5, 8])}
        [page] = ranked(modules, found, meant("plan", ("øl", 0.5)))
        places = dict(page["places"])
        assert set(places) == {3, 5, 8}
        assert len(set(places.values())) == 1


@pytest.mark.parametrize("often", [0, 1, 50, 100])
def test_rarity_is_the_inverse_document_frequency(modules: Modules, often: int) -> None:
    found = modules.run("([often, total]) => rank.rarity(often, total)", [often, TOTAL])
    assert found == pytest.approx(math.log(1 + (TOTAL - often + 0.5) / (often + 0.5)))
    assert found > 0


def test_what_is_there_often_weighs_more_and_never_much_more(modules: Modules) -> None:
    found = modules.each("(times) => rank.saturated(times)", [0, 1, 2, 10, 1000])
    assert found == sorted(found)
    assert found[0] == 0
    assert found[1] == pytest.approx(1)
    assert found[-1] < 2.2
