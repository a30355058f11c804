"""Which pages pass the filters, and how many hits each value would give."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

MEMBERS = {
    "kind": {"Artikkel": ["a", "b", "c", "d"], "Kronikk": ["e"], "Aktuelt": []},
    "theme": {"Rus": ["a", "e"], "Plan": ["b", "c", "e"]},
}
"""The pages of each value; f has none, and b, c and d are of one article."""

SCRIPT = """([name, given, members]) => {
  const sets = new Map(Object.entries(members).map(([filter, values]) => [
    filter, new Map(Object.entries(values).map(([value, ids]) => [value, new Set(ids)])),
  ]));
  const articles = new Map([["b", "b"], ["c", "b"], ["d", "b"]]);
  if (name === "passes") return given.ids.filter((id) => narrow.passes(id, given.filters, sets, given.left));
  if (name === "hitsOf") return [...narrow.hitsOf(given.ids, articles, given.most)];
  return narrow.counted(given.ids, given.filters, sets, (ids) => narrow.hitsOf(ids, articles, given.most).size);
}"""


def passing(modules: Modules, filters: Mapping[str, Sequence[str]], left: str | None = None) -> str:
    found: list[str] = modules.run(
        SCRIPT, ["passes", {"ids": list("abcdef"), "filters": filters, "left": left}, MEMBERS]
    )
    return "".join(found)


def counted(modules: Modules, filters: Mapping[str, Sequence[str]], ids: str = "abcdef", most: int = 9) -> Any:
    return modules.run(SCRIPT, ["counted", {"ids": list(ids), "filters": filters, "most": most}, MEMBERS])


@pytest.mark.parametrize(
    ("filters", "pages"),
    [
        ({}, "abcdef"),
        ({"kind": []}, "abcdef"),
        ({"kind": ["Artikkel"]}, "abcd"),
        ({"kind": ["Artikkel", "Kronikk"]}, "abcde"),
        ({"kind": ["Artikkel"], "theme": ["Rus"]}, "a"),
        ({"kind": ["Artikkel", "Kronikk"], "theme": ["Rus", "Plan"]}, "abce"),
        ({"kind": ["Aktuelt"]}, ""),
        ({"kind": ["finnes ikke"]}, ""),
        ({"finnes ikke": ["Rus"]}, ""),
    ],
)
def test_values_of_one_filter_are_alternatives_and_all_filters_hold(
    modules: Modules, filters: dict[str, list[str]], pages: str
) -> None:
    assert passing(modules, filters) == pages


def test_one_filter_may_be_left_out(modules: Modules) -> None:
    assert passing(modules, {"kind": ["Kronikk"], "theme": ["Plan"]}, "kind") == "bce"


def test_counts_tell_what_each_value_would_give_with_the_other_filters(modules: Modules) -> None:
    assert counted(modules, {}) == {
        "kind": {"Artikkel": 4, "Kronikk": 1, "Aktuelt": 0},
        "theme": {"Rus": 2, "Plan": 3},
    }
    assert counted(modules, {"kind": ["Kronikk"]}) == {
        "kind": {"Artikkel": 4, "Kronikk": 1, "Aktuelt": 0},
        "theme": {"Rus": 1, "Plan": 1},
    }
    assert counted(modules, {}, "ae") == {
        "kind": {"Artikkel": 1, "Kronikk": 1, "Aktuelt": 0},
        "theme": {"Rus": 2, "Plan": 1},
    }
    assert counted(modules, {}, "")["theme"] == {"Rus": 0, "Plan": 0}


def test_each_count_is_kept_when_its_value_is_chosen(modules: Modules) -> None:
    values = [(name, value) for name, of in MEMBERS.items() for value in of]
    for chosen in [(), *combinations(values, 1), *combinations(values, 2)]:
        filters: dict[str, list[str]] = {}
        for name, value in chosen:
            filters.setdefault(name, []).append(value)
        for name, value in values:
            promised = counted(modules, filters)[name][value]
            assert promised == len(passing(modules, {**filters, name: [value]}))


@pytest.mark.parametrize(
    ("ids", "most", "hits"),
    [
        ("", 2, ""),
        ("abc", 2, "a b c"),
        ("abcd", 2, "a b+d c"),
        ("dbc", 1, "d+bc"),
        ("fcadeb", 1, "f c+db a e"),
        ("bcd", 3, "b c d"),
        ("aef", 1, "a e f"),
    ],
)
def test_of_an_article_only_some_pages_are_hits_of_their_own_and_others_are_folded_into_the_first(
    modules: Modules, ids: str, most: int, hits: str
) -> None:
    found = modules.run(SCRIPT, ["hitsOf", {"ids": list(ids), "most": most}, MEMBERS])
    assert " ".join("+".join(filter(None, (hit, "".join(folded)))) for hit, folded in found) == hits


def test_a_count_tells_how_many_hits_there_are(modules: Modules) -> None:
    assert counted(modules, {}, "abcd", 2)["kind"]["Artikkel"] == 3
