"""Slugs, alphabetical order, initials and dates."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import date

import pytest

from kbsite.norwegian.names_and_dates import MONTHS, collation_key, initial, long_date, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Planstrategi", "planstrategi"),
        ("Æra, øl og ånd", "aera-ol-og-and"),
        ("ÆØÅ", "aeoa"),
        ("Café à la crème", "cafe-a-la-creme"),
        ("Sámi đ ŧ ŋ", "sami-d-t-n"),
        ("  §§ 3–4: (hva?)  ", "3-4-hva"),
        ("a - b -- c", "a-b-c"),
        ("Straße", "strasse"),
        ("日本", ""),
        ("", ""),
    ],
)
def test_slug_has_only_a_to_z_digits_and_single_hyphens(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize("title", ["håndbok", "Ærlig øl", "Åse"])
def test_composed_and_decomposed_letters_give_the_same_slug(title: str) -> None:
    assert slug(unicodedata.normalize("NFD", title)) == slug(unicodedata.normalize("NFC", title))


def test_a_slug_is_its_own_slug() -> None:
    assert slug(slug("Hva er «planstrategi»?")) == slug("Hva er «planstrategi»?")


def test_names_are_sorted_with_ae_o_a_last_and_double_a_as_a_ring() -> None:
    right = ["Abel", "Berg", "Zahl", "Æsop", "Øverland", "Ås", "Aasen"]
    for shuffled in itertools.islice(itertools.permutations(right), 0, None, 97):
        assert sorted(shuffled, key=collation_key) == right


def test_letters_of_the_neighbours_are_sorted_as_norwegians_do() -> None:
    assert sorted(["Öberg", "Ås", "Ärlig", "Zoe", "Müller", "Mylius"], key=collation_key) == [
        "Mylius",
        "Müller",
        "Zoe",
        "Ärlig",
        "Öberg",
        "Ås",
    ]


def test_an_accent_decides_only_where_all_else_is_equal() -> None:
    assert sorted(["Andre B", "André A", "Andre A"], key=collation_key) == ["Andre A", "André A", "Andre B"]


def test_case_does_not_decide_the_order() -> None:
    assert sorted(["berg", "Abel", "BERG A"], key=collation_key) == ["Abel", "berg", "BERG A"]


def test_decomposed_names_are_sorted_as_composed_ones() -> None:
    assert collation_key(unicodedata.normalize("NFD", "Åse Ødegård")) == collation_key("Åse Ødegård")


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Aasta", "Å"), ("Åse", "Å"), ("øyvind", "Ø"), ("Ærlig", "Æ"), ("Émile", "E"), (" Kari", "K"), ("", "")],
)
def test_a_name_is_listed_under_its_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


@pytest.mark.parametrize(("name", "letter"), [("Ärlig", "Æ"), ("Öberg", "Ø"), ("Übel", "Y")])
def test_a_name_is_listed_under_the_letter_that_it_is_sorted_as(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_dates_are_written_as_norwegians_write_them() -> None:
    assert long_date(date(2022, 7, 1)) == "1. juli 2022"
    assert long_date(date(1999, 12, 31)) == "31. desember 1999"
    assert [long_date(date(2026, n, 2)).split()[1] for n in range(1, 13)] == list(MONTHS)
