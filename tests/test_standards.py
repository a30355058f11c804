"""Which written standard a text is in: the indicative words, the rule, and the site's own words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kbsite.diagnostics.catalogue import catalogue
from kbsite.norwegian.names_and_dates import words
from kbsite.norwegian.standards import INSTEAD, ONLY, OTHER, PAIRS, slips, words_of_the_other
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options
from tests.sites import LAYOUTS, ROOT, newest_day

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED_IN_BOTH = (
    "alle bare blitt bli bruker da de del dem denne disse eller et fikk fordi før gi gikk gir hele heim hun kommer "
    "kor kun kven kvar ledelse ligge legge løyve man mellom mens mye nå og også òg over planlegging rett "
    "saker seier si skal skole som stad synes tatt til tiltak tilsette under var vart vert ville år"
)

NYNORSK = "Korleis kommunen skal spørje, seier ikkje lova noko om."
BOKMAL = "Loven sier ikke noe om hvordan kommunen skal spørre, eller hva den skal spørre om."


def test_there_are_pairs_enough() -> None:
    assert len(PAIRS) >= 120
    assert len({nb for nb, _ in PAIRS}) == len(PAIRS)


def test_no_word_is_of_both_standards() -> None:
    assert ONLY["nb"].isdisjoint(ONLY["nn"])


def test_each_is_one_word_as_texts_are_read() -> None:
    for word in ONLY["nb"] | ONLY["nn"]:
        assert words(word) == [word]
        assert unicodedata.is_normalized("NFC", word)


@pytest.mark.parametrize("word", ALLOWED_IN_BOTH.split())
def test_words_that_both_standards_allow_say_nothing(word: str) -> None:
    assert word not in ONLY["nb"] | ONLY["nn"]


@pytest.mark.parametrize(
    ("text", "declared", "found"),
    [
        (NYNORSK, "nb", ("korleis", "spørje", "ikkje", "noko")),
        (NYNORSK, "nn", ()),
        (BOKMAL, "nn", ("sier", "ikke", "hvordan", "hva")),
        (BOKMAL, "nb", ()),
        ("", "nb", ()),
        ("Planstrategi, tiltak og 2026.", "nn", ()),
    ],
)
def test_a_text_in_the_other_standard_is_known_by_its_words(
    text: str, declared: str, found: tuple[str, ...]
) -> None:
    assert words_of_the_other(text, declared) == found


def test_it_takes_three_different_words() -> None:
    assert words_of_the_other("ikkje korleis ikkje ikkje", "nb") == ()
    assert words_of_the_other("ikkje korleis kva", "nb") == ("ikkje", "korleis", "kva")


def test_it_takes_three_times_as_many_as_of_its_own() -> None:
    assert words_of_the_other("ikkje korleis kva hvordan", "nb") == ("ikkje", "korleis", "kva")
    assert words_of_the_other("ikkje korleis kva noko hvordan jeg", "nb") == ()


@pytest.mark.parametrize("quotation", [f"«{NYNORSK}»", f"“{NYNORSK}”", f'"{NYNORSK}"', f"«{NYNORSK}"])
def test_quotations_say_nothing(quotation: str) -> None:
    assert words_of_the_other(f"Ho seier: {quotation}", "nb") == ()
    assert words_of_the_other(f"{NYNORSK} {quotation}", "nb") == ("korleis", "spørje", "ikkje", "noko")


def test_capitals_punctuation_and_forms_of_unicode_make_no_difference() -> None:
    text = unicodedata.normalize("NFD", "IKKJE frå, (sjølv).")
    assert words_of_the_other(text, "nb") == ("ikkje", "frå", "sjølv")


@pytest.mark.parametrize("text", ["og", "plan- og bygningsloven", "e-post", "FACT-team"])
def test_a_word_with_a_hyphen_is_one(text: str) -> None:
    assert len(words(text)) == len(text.split())


def test_digits_and_signs_are_no_words() -> None:
    assert words("§ 11-1, 2026 – 25,9 %") == []


@pytest.mark.parametrize("language", OTHER)
def test_the_sites_own_words_are_in_their_standard(language: str) -> None:
    strings = yaml.safe_load((LAYOUTS / "strings" / f"{language}.yaml").read_text(encoding="utf-8"))
    assert strings.pop(f"read_in_{OTHER[language]}"), "it names the other standard in that standard"
    assert _of_the_other(strings, language) == []


@pytest.mark.parametrize("language", OTHER)
def test_what_is_said_to_editors_is_in_its_standard(language: str) -> None:
    said = catalogue(language)
    texts = {"lines": said.lines, "words": said.words, "problems": said.problems, "faults": said.faults}
    assert _of_the_other(texts, language) == []


@pytest.mark.parametrize("language", OTHER)
def test_the_sites_own_words_have_words_that_tell(language: str) -> None:
    """Were the two files exchanged, the tests above would see it."""
    strings = yaml.safe_load((LAYOUTS / "strings" / f"{language}.yaml").read_text(encoding="utf-8"))
    assert len(_of_the_other(strings, OTHER[language])) > 20


def test_the_projects_content_is_in_the_standards_that_it_declares() -> None:
    options = Options(
        root=ROOT, layouts=LAYOUTS, output=ROOT / "public", today=date.fromisoformat(newest_day(ROOT))
    )
    loaded = load(options, lambda _name, _done, _total: None)
    assert loaded.site is not None
    assert [each for each in loaded.problems if each.code == "wrong-standard"] == []


def _of_the_other(strings: Any, language: str) -> list[str]:
    """Return `key: word` for each word of the other standard, places to fill in, paths and the code en left out."""
    found = []
    for key, text in _texts(strings):
        said = words(re.sub(r"\{[a-z_]+\}|\S*/\S*|\ben \(|\blang=en", " ", text))
        found += [f"{key}: {word}" for word in said if word in ONLY[OTHER[language]]]
    return found


def _texts(strings: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(strings, str):
        yield key, strings
    else:
        for name, value in strings.items():
            yield from _texts(value, f"{key}.{name}" if key else str(name))


@pytest.mark.parametrize("standard", ONLY)
def test_what_to_write_instead_is_no_word_of_the_same_standard_alone(standard: str) -> None:
    assert all(instead and instead not in ONLY[standard] for instead in INSTEAD[standard].values())


@pytest.mark.parametrize(
    ("text", "declared", "found"),
    [
        ("Det er ikke rett.", "nn", [(7, "ikke", "ikkje")]),
        ("Det er ikkje rett.", "nb", [(7, "ikkje", "ikke")]),
        ("Det er ikkje rett.", "nn", []),
        ("Kva no, Ikkje?", "nb", []),
        ("brukar- og ikkje-tenester", "nb", []),
        ("Ei anna sak", "nb", []),
    ],
)
def test_a_slip_is_a_word_that_has_no_excuse(text: str, declared: str, found: list[tuple[int, str, str]]) -> None:
    assert [(each.offset, each.word, each.instead) for each in slips(text, declared)] == found
