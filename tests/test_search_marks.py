"""What stands in a query beside words: quotation marks, minuses and sections of laws."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.search_modules import Modules

pytestmark = pytest.mark.browser


def words_left(modules: Modules, query: str) -> list[str]:
    found: list[str] = modules.run("(query) => marks.wordsOf(marks.marks(query).rest)", query)
    return found


def of(modules: Modules, part: str, query: str) -> list[str]:
    found: list[str] = modules.run("([query, part]) => marks.marks(query)[part]", [query, part])
    return found


@pytest.mark.parametrize(
    "marked", ['"Plan og tid"', "«plan og tid»", "“plan og tid”", "”plan og tid”", "„plan og tid“"]
)
def test_what_is_in_quotation_marks_of_any_kind_must_stand_there(modules: Modules, marked: str) -> None:
    assert of(modules, "phrases", f"ny {marked} rus") == ["plan og tid"]
    assert words_left(modules, f"ny {marked} rus") == ["ny", "plan", "og", "tid", "rus"]


def test_there_may_be_several_phrases_close_together(modules: Modules) -> None:
    assert of(modules, "phrases", '"a b""c d" « e »') == ["a b", "c d", "e"]
    assert words_left(modules, 'x"a b"y') == ["x", "a", "b", "y"]


@pytest.mark.parametrize("query", ['"plan', 'plan"', '"', '""', '" "', "«»", '"?"', '-"–"'])
def test_marks_without_a_pair_or_a_word_are_none(modules: Modules, query: str) -> None:
    assert (of(modules, "phrases", query), of(modules, "without", query)) == ([], [])


@pytest.mark.parametrize(
    ("query", "without", "left"),
    [
        ("plan -rus", ["rus"], ["plan"]),
        ("-rus plan", ["rus"], ["plan"]),
        ("plan -Rus -øl", ["rus", "øl"], ["plan"]),
        ("plan -covid-19", ["covid-19"], ["plan"]),
        ('plan -"ny øl"', ["ny øl"], ["plan"]),
        ("plan -«ny øl» tid", ["ny øl"], ["plan", "tid"]),
        ("plan - rus", [], ["plan", "rus"]),
        ("slt-arbeid", [], ["slt", "arbeid"]),
        ("rus- og alkohol", [], ["rus", "og", "alkohol"]),
        ("plan- og bygningsloven", [], ["plan", "og", "bygningsloven"]),
        ("plan –rus", [], ["plan", "rus"]),
        ("plan -2026", [], ["plan", "2026"]),
        ("-", [], []),
    ],
)
def test_a_minus_before_a_word_or_a_phrase_takes_it_away(
    modules: Modules, query: str, without: list[str], left: list[str]
) -> None:
    assert of(modules, "without", query) == without
    assert words_left(modules, query) == left
    assert of(modules, "phrases", query) == []


@pytest.mark.parametrize(
    ("query", "sections", "left"),
    [
        ("§ 11-1", ["11-1"], []),
        ("§11-1", ["11-1"], []),
        ("§§ 11-1 og 11-2", ["11-1", "11-2"], ["og"]),
        ("paragraf 5", ["5"], []),
        ("Paragrafen 5", ["5"], []),
        ("§ 7", ["7"], []),
        ("§ 1-7d", ["1-7d"], []),
        ("§ 1-7 d", ["1-7d"], []),
        ("§ 1-7 D.", ["1-7d"], []),
        ("3–9", ["3-9"], []),
        ("§ 3–9 b", ["3-9b"], []),
        ("11-1", ["11-1"], []),
        ("pbl 11-1, rus", ["11-1"], ["pbl", "rus"]),
        ("(11-1)", ["11-1"], []),
        ("11-1 11-2", ["11-1", "11-2"], []),
        ("§ 11-1 i plan", ["11-1"], ["i", "plan"]),
        ("§ 5 i folkehelseloven", ["5"], ["i", "folkehelseloven"]),
        ("§ 5i", ["5i"], []),
        ("§ 5 og", ["5"], ["og"]),
        ("folkehelseloven 5", [], ["folkehelseloven", "5"]),
        ("paragraf", [], ["paragraf"]),
        ("§", [], []),
        ("2025-2030", [], ["2025", "2030"]),
        ("plan 2025–2030", [], ["plan", "2025", "2030"]),
        ("22-33-44", [], ["22", "33", "44"]),
        ("tlf 22 33 44 55", [], ["tlf", "22", "33", "44", "55"]),
        ("1-2-2026", [], ["1", "2", "2026"]),
        ("covid-19", [], ["covid", "19"]),
        ("a11-1", [], ["a11", "1"]),
        ("11-1abc", [], ["11", "1abc"]),
    ],
)
def test_sections_are_told_from_other_numbers(
    modules: Modules, query: str, sections: list[str], left: list[str]
) -> None:
    assert of(modules, "sections", query) == sections
    assert words_left(modules, query) == left


def test_a_section_in_quotation_marks_is_both(modules: Modules) -> None:
    assert of(modules, "phrases", '"§ 11-1"') == ["§ 11-1"]
    assert of(modules, "sections", '"§ 11-1"') == ["11-1"]


def test_decomposed_letters_are_the_same_letters(modules: Modules) -> None:
    query = 'råd -Åse "ny måte" ønske'
    both = modules.each("(query) => marks.marks(query)", [query, unicodedata.normalize("NFD", query)])
    assert both[0] == both[1]
    assert both[0]["without"] == ["åse"]
    assert modules.run("(text) => marks.wordsOf(text)", unicodedata.normalize("NFD", "Blå-ØL, § 3")) == [
        "blå",
        "øl",
        "3",
    ]
