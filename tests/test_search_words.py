"""What the search knows of Norwegian and of a site's words: stems, variants, parts of compounds, misspelt words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.search.pagefind import indexed
from kbsite.search.vocabulary import packed, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

STEMS = {
    "plan": "plan planen planer planane planene planenes plans",
    "arbeid": "arbeid arbeidet arbeidene arbeids",
    "kommun": "kommune kommuner kommunen kommunens kommunene",
    "frivil": "frivillig frivillige frivillighet frivilligheten frivillighetens",
    "lov": "lov loven lova lovlig lovleg lovlege",
    "kommunal": "kommunal kommunale",
    "heim": "heim heimar heimane heimen",
    "virker": "virkerte virkert",
    "folk": "folk folks folket",
    "bås": "bås",
    "ip": "ip",
    "å": "å",
    "ene": "ene",
    "covid": "covid",
    "": "",
}
"""Forms of one word by their stem."""


@pytest.mark.parametrize("stem", STEMS)
def test_forms_of_a_word_have_one_stem(modules: Modules, stem: str) -> None:
    forms = STEMS[stem].split() or [""]
    assert modules.each("(word) => words.stem(word)", forms) == [stem] * len(forms)


def test_stems_are_those_of_snowball_for_nearly_every_word_of_the_site(modules: Modules, built_site: Path) -> None:
    forms = vocabulary(page.text for page in indexed(built_site))
    assert len(forms) > 4000
    ours = modules.each("(word) => words.stem(word)", forms)
    theirs = snowballstemmer.stemmer("norwegian").stemWords(forms)
    other = [form for form, one, two in zip(forms, ours, theirs, strict=True) if one != two]
    share = 1 - len(other) / len(forms)
    assert share > 0.99, f"{share:.2%} agree, not {other[:20]}"


LETTERS = st.sampled_from("abdeklnprstæøåéð")
LISTS = st.lists(st.text(LETTERS, min_size=1, max_size=45), max_size=12)


@settings(deadline=None)
@given(st.lists(LISTS, min_size=20, max_size=60))
def packs_and_unpacks(modules: Modules, lists: list[list[str]]) -> None:
    lists = [sorted(set(each)) for each in lists]
    assert modules.each("(packed) => words.unpack(packed)", map(packed, lists)) == lists


def test_a_vocabulary_is_unpacked_as_it_was_packed(modules: Modules) -> None:
    packs_and_unpacks(modules)
    long = ["a" * 35, "a" * 36, "a" * 60, "a" * 36 + "b"]
    assert modules.run("(packed) => words.unpack(packed)", packed(sorted(long))) == sorted(long)


def test_the_vocabulary_of_the_site_is_unpacked_as_it_was_packed(modules: Modules, built_site: Path) -> None:
    forms = vocabulary(page.text for page in indexed(built_site))
    assert modules.run("(packed) => words.unpack(packed)", packed(forms)) == forms


def test_a_word_is_known_in_any_form(modules: Modules) -> None:
    forms = ["planene", "rus"]
    assert [modules.site(forms, "has", word) for word in ("plan", "rus", "russ", "pla", "")] == [
        *(True, True, False, False, False)
    ]


@pytest.mark.parametrize(
    ("word", "begins"), [("pl", True), ("plan", True), ("planx", False), ("å", True), ("a", False), ("øx", False)]
)
def test_a_word_may_be_begun(modules: Modules, word: str, begins: bool) -> None:
    assert modules.site(["plan", "rus", "ære", "øl", "år"], "begins", word) == begins


def test_a_site_without_words_knows_nothing(modules: Modules) -> None:
    found = [modules.site([], name, "planlegging") for name in ("has", "begins", "variants", "parts", "compounds")]
    assert found == [False, False, [], [], []]
    assert (modules.site([], "nearest", "planlegging"), modules.site([], "alike", "planlegging")) == (None, [])


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("heim", "hjem"),
        ("hjem", "heim"),
        ("frivilligheit", "frivillighet"),
        ("frivillighet", "frivilligheit"),
        ("medverknad", "medvirkning"),
        ("medvirkning", "medverknad"),
        ("deltaking", "deltakelse"),
        ("førebygging", "forebygging"),
        ("sjukdom", "sykdom"),
        ("selvhjelp", "sjølvhjelp"),
        ("kjærleik", "kjærlighet"),
        ("kven", "hven"),
        ("lærdommene", "lærdom"),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_word_is_found_as_the_other_standard_has_it(
    modules: Modules, typed: str, there: str, known: bool
) -> None:
    forms = ["alkohol", there, *([typed] if known else [])]
    assert modules.site(forms, "variants", typed) == [there]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("teneste", "tjeneste"),
        ("skule", "skole"),
        ("draum", "drøm"),
        ("steinar", "stenar"),
        ("hogst", "hugst"),
    ],
)
def test_looser_differences_are_tried_with_longer_words_that_the_site_does_not_use(
    modules: Modules, typed: str, there: str
) -> None:
    assert modules.site(["alkohol", there], "variants", typed) == [there]
    assert modules.site(["alkohol", there, typed], "variants", typed) == []


@pytest.mark.parametrize(
    ("typed", "there"), [("bein", "ben"), ("ansvarlig", "ansvarleg"), ("plan", "planer"), ("plan", "strategi")]
)
def test_short_words_the_same_stem_and_other_words_are_no_variants(
    modules: Modules, typed: str, there: str
) -> None:
    assert modules.site([there], "variants", typed) == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("rusplan", ["rus", "plan"]),
        ("folkehelsearbeidene", ["folkehelse", "arbeidene"]),
        ("arbeidsplan", ["arbeids", "plan"]),
        ("barneplan", ["barne", "plan"]),
        ("sjøsplan", ["sjø", "plan"]),
        ("folkearbeidstid", ["folke", "arbeidstid"]),
        ("planrus", []),
        ("ipplan", []),
        ("strategiplan", []),
        ("plan", []),
        ("rus" * 14 + "plan", []),
    ],
)
def test_a_compound_is_cut_in_two_words_of_the_site(modules: Modules, word: str, parts: list[str]) -> None:
    forms = ["rus", "plan", "folkehelse", "folke", "arbeid", "arbeidstid", "tid", "barn", "sjø", "ip", "rus" * 14]
    assert modules.site(forms, "parts", word) == parts


def test_a_word_leads_to_compounds_that_end_in_it_the_commonest_first(modules: Modules) -> None:
    forms = [
        "rusarbeid",
        "rusarbeidet",
        "planarbeid",
        "arbeid",
        "arbeidet",
        "rus",
        "plan",
        "arbeidsplan",
        "xarbeid",
    ]
    assert modules.site(forms, "compounds", "arbeidene") == ["rusarbeidet", "planarbeid"]
    assert modules.site([*forms, "bygdearbeid"], "compounds", "arbeid") == ["rusarbeidet", "planarbeid"]
    assert modules.site(forms, "compounds", "rus") == []


def test_a_word_leads_to_five_compounds_at_most(modules: Modules) -> None:
    heads = ["alkohol", "bolig", "folk", "helse", "kultur", "rus", "skole"]
    assert len(modules.site([*heads, *(f"{head}arbeid" for head in heads)], "compounds", "arbeid")) == 5


SITE = [
    "alkohol",
    "bevilling",
    "kartlegging",
    "kontroll",
    "læring",
    "medvirkning",
    "planstrategi",
    "råd",
    "sårbar",
    "øvelse",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("planstartegi", "planstrategi"),
        ("planstratgi", "planstrategi"),
        ("plannstrattegi", "planstrategi"),
        ("planstrxategi", "planstrategi"),
        ("pxanstratexi", "planstrategi"),
        ("bevilling", "bevilling"),
        ("beviling", "bevilling"),
        ("kontrol", "kontroll"),
        ("laering", "læring"),
        ("lering", "læring"),
        ("saarbar", "sårbar"),
        ("sarbar", "sårbar"),
        ("ovelse", "øvelse"),
        ("oevelse", "øvelse"),
        ("raad", "råd"),
        ("rad", "råd"),
        ("rådd", "råd"),
        ("rod", None),
        ("rb", None),
        ("læxing", "læring"),
        ("læxyng", None),
        ("pxanxtratexi", None),
        ("strategi", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_what_was_meant(modules: Modules, typed: str, meant: str | None) -> None:
    assert modules.site(SITE, "nearest", typed) == meant


def test_the_nearest_word_may_be_kept_nearer(modules: Modules) -> None:
    found = [modules.site(SITE, "nearest", "planstrxtexi", limit) for limit in (2, 1, 0)]
    assert found == ["planstrategi", None, None]


@pytest.mark.parametrize(
    ("typed", "forms", "meant"),
    [
        ("kanal", ["banal", "kanat"], "kanat"),
        ("tiltek", ["tilte", "tilxek"], "tilxek"),
        ("strank", ["strana", "strant", "stranten", "stranter"], "strant"),
    ],
)
def test_of_words_as_near_that_with_the_first_letter_the_length_and_more_forms_is_meant(
    modules: Modules, typed: str, forms: list[str], meant: str
) -> None:
    assert modules.site(forms, "nearest", typed) == meant


@pytest.mark.parametrize(
    ("typed", "begin"),
    [("planer", ["planstrategi"]), ("planx", ["planstrategi"]), ("pl", []), ("xyz", []), ("", [])],
)
def test_a_word_that_begins_alike_shares_three_letters(modules: Modules, typed: str, begin: list[str]) -> None:
    assert modules.site(SITE, "alike", typed) == begin


@pytest.mark.parametrize(
    ("one", "other"),
    [("åre", "aare"), ("øre", "oere"), ("ære", "aere"), ("ære", "ere"), ("øre", "ore"), ("plannen", "planen")],
)
def test_what_is_often_mistyped_is_folded_away(modules: Modules, one: str, other: str) -> None:
    assert len(set(modules.each("(word) => words.fold(word)", [one, other]))) == 1


@pytest.mark.parametrize(
    ("one", "other", "most", "apart"),
    [
        ("plan", "plan", 2, 0),
        ("plan", "plna", 2, 1),
        ("plan", "pan", 2, 1),
        ("plan", "plann", 2, 1),
        ("plan", "glan", 2, 1),
        ("plan", "lpna", 2, 2),
        ("plan", "gran", 2, 2),
        ("plan", "rus", 2, 3),
        ("plan", "rus", 9, 4),
        ("", "rus", 9, 3),
        ("rus", "", 9, 3),
        ("", "", 0, 0),
        ("plan", "plna", 0, 1),
    ],
)
def test_distance_counts_letters_put_in_left_out_changed_and_swapped(
    modules: Modules, one: str, other: str, most: int, apart: int
) -> None:
    for pair in ([one, other], [other, one]):
        found: Any = modules.run("([one, other, most]) => words.distance(one, other, most)", [*pair, most])
        assert min(found, most + 1) == min(apart, most + 1)
