"""The vocabulary of a site: which words it has, in what order, and how they are packed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.search import vocabulary as module
from kbsite.search.vocabulary import packed, stems, vocabulary, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Planen, og planen.", ["planen"]),
        ("En å på øl", []),
        ("rusmiddel-plan/tiltak «mål»", ["mål", "plan", "rusmiddel", "tiltak"]),
        ("covid19 nr2026 snake_case", ["case", "covid", "snake"]),
        ("ÅRSPLAN Årsplan", ["årsplan"]),
        (unicodedata.normalize("NFD", "årsmøte"), ["årsmøte"]),
        ("x" * 60, ["x" * 60]),
        ("", []),
    ],
)
def test_words_of_three_letters_or_more_are_kept_in_lower_case(text: str, words: list[str]) -> None:
    assert vocabulary([words_of(text)]) == words


def test_they_are_in_the_order_of_their_code_points() -> None:
    assert vocabulary(map(words_of, ["åre ære øre zoo", "plan planene arv"])) == [
        "arv",
        "plan",
        "planene",
        "zoo",
        "åre",
        "ære",
        "øre",
    ]


def test_the_commonest_are_kept_by_the_number_of_texts_that_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    said = ["felles sjelden sjelden sjelden sjelden", "felles vanlig", "felles vanlig beta", "alfa"]
    texts = [*map(words_of, said)]
    assert vocabulary(texts) == ["alfa", "felles", "vanlig"], "of words as common the first of the alphabet"
    assert vocabulary(texts) == vocabulary(reversed(texts))


def test_words_come_without_inflection_and_as_stems_the_commonest(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [("kommuneloven", "planene"), ("planen",)]
    assert stems(texts) == ["kommun", "kommunelov", "plan"]
    monkeypatch.setattr(module, "MOST_STEMS", 1)
    assert stems(texts) == ["plan"]


def test_a_word_is_packed_by_what_it_shares_with_the_one_before() -> None:
    assert packed(["plan", "planer", "planstrategi", "rus"]) == "0plan4er4strategi0rus"
    assert packed([]) == ""


@pytest.mark.parametrize(("shared", "digit"), [(9, "9"), (10, "A"), (35, "Z"), (36, "Z"), (50, "Z")])
def test_what_is_shared_is_encoded_in_one_digit_of_base_36(shared: int, digit: str) -> None:
    one = "a" * shared
    assert packed([one, f"{one}b"]) == f"0{one}{digit}{'a' * (shared - int(digit, 36))}b"


def unpacked(text: str) -> list[str]:
    """Return what layouts/assets/words.js makes of a packed vocabulary; test_search_words.py holds that it does."""
    words: list[str] = []
    for letter in text:
        if letter.isascii() and (letter.isdigit() or letter.isupper()):
            words.append(words[-1][: int(letter, 36)] if words else "")
        else:
            words[-1] += letter
    return words


@given(st.lists(st.text()))
def test_whatever_is_written_is_packed_so_that_it_can_be_unpacked(texts: list[str]) -> None:
    words = vocabulary(map(words_of, texts))
    assert words == sorted(set(words))
    assert unpacked(packed(words)) == words
