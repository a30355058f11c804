"""The search page's stems and vocabulary, compared with Python's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.search.data import SITE_BITS
from kbsite.search.frequent import distance, fold, frequent_words, mistakable, near_words
from kbsite.search.pagefind import indexed
from kbsite.search.stemming import base, stem
from kbsite.search.vocabulary import packed, stems, vocabulary
from kbsite.search.word_set import word_set
from tests.node import each
from tests.sites import ROOT, edition

if TYPE_CHECKING:
    from pathlib import Path

FIXTURES = str(ROOT / "tests" / "script" / "fixtures.js")


def test_stems_are_those_of_snowball_for_nearly_every_word_of_the_site(built_site: Path) -> None:
    forms = vocabulary(page.words for page in indexed(edition(built_site)))
    assert len(forms) > 4000
    ours = each("words.js", "stem", forms)
    theirs = snowballstemmer.stemmer("norwegian").stemWords(forms)
    other = [form for form, one, two in zip(forms, ours, theirs, strict=True) if one != two]
    share = 1 - len(other) / len(forms)
    assert share > 0.99, f"{share:.2%} agree, not {other[:20]}"


LETTERS = st.sampled_from("abdeklnprstæøåéð")
LISTS = st.lists(st.text(LETTERS, min_size=1, max_size=45), max_size=12)


@settings(deadline=None, derandomize=True, database=None, max_examples=10)
@given(st.lists(LISTS, min_size=20, max_size=40))
def test_a_vocabulary_is_unpacked_as_it_was_packed(lists: list[list[str]]) -> None:
    lists = [sorted(set(words)) for words in lists]
    assert each("lexicon.js", "unpack", map(packed, lists)) == lists
    assert each(FIXTURES, "packed", lists) == [packed(words) for words in lists]


def test_the_vocabulary_of_the_site_is_unpacked_as_it_was_packed(built_site: Path) -> None:
    forms = vocabulary(page.words for page in indexed(edition(built_site)))
    assert each("lexicon.js", "unpack", [packed(forms)]) == [forms]


def test_stems_are_those_of_the_script() -> None:
    some = ["kommuneloven", "fastlegen", "planer", "handlet", "virksomhetens", "ærlig", "åpent", "x", "ås"]
    words = [*some, *frequent_words()[:500]]
    assert [stem(word) for word in words] == each("words.js", "stem", words)
    assert [base(word) for word in words] == each("words.js", "base", words)


def test_english_stems_are_those_of_the_script() -> None:
    some = [
        "planning",
        "policies",
        "policy",
        "classes",
        "class",
        "things",
        "used",
        "governments",
        "information",
        "x",
    ]
    words = [*some, *frequent_words("en")[:500]]
    assert [stem(word, "en") for word in words] == each("words.js", "englishStem", words)
    assert [base(word, "en") for word in words] == each("words.js", "englishBase", words)
    assert [base(word, "en") for word in some[:8]] == [
        "plan", "polic", "polic", "class", "class", "thing", "used", "government"
    ]  # fmt: skip


def test_a_set_of_words_is_the_one_that_the_script_reads() -> None:
    assert (
        word_set(["kirke", "lojal", "snø", "tiltak"], 22) == "mkgjLQw6Z04vcnW78="
    )  # as in tests/script/word-set.test.js


@settings(deadline=None, derandomize=True, database=None, max_examples=10)
@given(st.lists(LISTS, min_size=20, max_size=40))
def test_a_set_is_packed_alike_on_both_sides(lists: list[list[str]]) -> None:
    assert each(FIXTURES, "packedSet", lists) == [word_set(words, 22) for words in lists]


def test_common_words_near_to_the_site_are_those_that_may_be_mistaken() -> None:
    found = mistakable(["lokal", "virke", "planstrategi"])
    assert {"lojal", "kirke"} <= set(found)
    assert not {"lokal", "lokale", "hund", "skole"} & set(found)


def test_the_set_of_the_site_has_its_words_and_few_others(built_site: Path) -> None:
    texts = [page.words for page in indexed(edition(built_site))]
    forms = stems(texts)
    packed_set = word_set(forms, SITE_BITS)
    own = asked_of(packed_set, forms)
    others = [f"{word}{other}" for word, other in zip(forms, reversed(forms), strict=True)]
    assert all(own)
    assert sum(asked_of(packed_set, others)) < len(others) / 200


def asked_of(packed_set: str, words: list[str]) -> list[bool]:
    """Return which of some words the script takes for words of a set."""
    found: list[bool] = each(FIXTURES, "among", [[packed_set, word] for word in words])
    return found


def test_the_common_words_near_to_a_word_are_those_few_letters_away() -> None:
    words = [fold(word) for word in ("lokal", "virke", "kommunene", "planer", "oversikt", "å")]
    near = near_words(words)
    for word in words:
        expected = {
            other
            for folded, other in ((fold(each), each) for each in frequent_words())
            for most in (1 if len(folded) < 9 else 2,)
            if abs(len(word) - len(folded)) <= most and distance(folded, word, most) <= most
        }
        assert near[word] == sorted(expected)
    assert near["lokal"]
