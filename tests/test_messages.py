"""How messages are filled with values."""

from __future__ import annotations

import pytest

from kbsite.diagnostics import EnvironmentFault, Location, MessageKey, problem
from kbsite.diagnostics.catalogue import LANGUAGES, Catalogue, catalogue

AT = Location("x.md")
TRY = Catalogue(
    "nb",
    {"a": {"message": "«{x}» er {y}", "near": "Mente du «{near}»?", "hint": "Skriv {y} og {{x} eller {0}."}},
    {"b": {"message": "mappen {folder}", "hint": "Velg en annen."}},
    {"list": "en liste"},
    {"done": "{pages} sider", "counted": "{pages:side|sider} og {files:fil|filer}"},
)


def test_values_are_filled_in_and_words_looked_up() -> None:
    assert TRY.message(problem(AT, "a", x="themes", y=MessageKey("list"))) == "«themes» er en liste"


def test_a_near_name_comes_before_the_hint_and_only_where_there_is_one() -> None:
    assert TRY.hint(problem(AT, "a", x="", y="b", near="c")).startswith("Mente du «c»? Skriv b")
    assert TRY.hint(problem(AT, "a", x="", y="b", near="")).startswith("Skriv b")


def test_braces_that_are_no_places_stay_as_they_are() -> None:
    assert TRY.hint(problem(AT, "a", x="c", y="b")).endswith("{0}.")


def test_what_an_editor_wrote_is_not_filled_in_again() -> None:
    assert TRY.message(problem(AT, "a", x="{y}", y="$x ${x} %s")) == "«{y}» er $x ${x} %s"


def test_what_an_editor_wrote_with_an_at_sign_is_not_taken_for_a_word() -> None:
    assert "«@list»" in catalogue("nb").message(problem(AT, "broken-link", target="@list", near=""))


def test_faults_and_lines_are_filled_in_too() -> None:
    assert TRY.fault(EnvironmentFault("b", folder="public")) == ("mappen public", "Velg en annen.")
    assert TRY.line("done", pages=3) == "3 sider"


def test_a_number_has_what_it_counts_after_it() -> None:
    assert TRY.line("counted", pages=1, files=0) == "1 side og 0 filer"
    assert TRY.line("counted", pages=21, files=1) == "21 sider og 1 fil"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalogue_speaks_its_own_language(language: str) -> None:
    word = {"nb": "feltet «x» finnes ikke her", "nn": "feltet «x» finst ikkje her"}.get(language)
    said = catalogue(language).message(problem(AT, "unknown-field", field="x", near="", known=""))
    if word:
        assert said == word
    else:
        assert "field" in said
