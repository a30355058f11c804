"""The language data of the search: the package's own, what a site's data add, and how they are merged."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.diagnostics import Location
from kbsite.model import Theme
from kbsite.model.lexicon import Law, Term
from kbsite.model.search import BestBet, Everyday, SearchWords, group, normal
from kbsite.norwegian.local_text import LocalText
from kbsite.read.search import search_words
from kbsite.search.built_in import built_in
from kbsite.search.language import Bet, joined, search_language
from tests.samples import config, plain_text, site, text

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config
    from kbsite.search.language import SearchLanguage

AT = Location("data/search.yaml")
KNOWN = built_in("nb")
PARTS = {"same": KNOWN.same, "abbreviations": KNOWN.abbreviations, "near": KNOWN.near}

FILES = {
    "content/artikler/plan.md": text("Plan"),
    "content/artikler/kladd.md": text("Kladd", draft="true"),
    "content/sider/om.md": plain_text("Om"),
    "content/sider/om.nn.md": plain_text("Om oss"),
}


class TestNorwegian:
    def test_there_is_enough_of_it(self) -> None:
        assert len(KNOWN.stop) > 300
        assert [len(groups) > least for groups, least in zip(PARTS.values(), (400, 40, 120), strict=True)] == [
            True
        ] * 3

    def test_stop_words_are_single_words_in_normal_form_each_once(self) -> None:
        assert group(KNOWN.stop) == KNOWN.stop
        assert [word for word in KNOWN.stop if not word or " " in word] == []

    def test_forms_of_one_stop_word_are_stop_words_each_in_one_group(self) -> None:
        forms = [word for words in KNOWN.stop_alike for word in words]
        assert set(forms) <= set(KNOWN.stop)
        assert len(forms) == len(set(forms))
        assert [words for words in KNOWN.stop_alike if len(words) < 2] == []

    @pytest.mark.parametrize("word", ["plan", "mål", "råd", "mot", "tid", "bruker", "brukar", "gjeld", "del", "ny"])
    def test_what_can_be_searched_for_is_no_stop_word(self, word: str) -> None:
        assert word not in KNOWN.stop

    @pytest.mark.parametrize("part", PARTS)
    def test_a_group_has_two_words_or_more_in_normal_form_each_once(self, part: str) -> None:
        assert [words for words in PARTS[part] if group(words) != words or len(words) < 2] == []

    @pytest.mark.parametrize("part", PARTS)
    def test_no_group_occurs_twice(self, part: str) -> None:
        sets = [frozenset(words) for words in PARTS[part]]
        assert [sorted(each) for each in set(sets) if sets.count(each) > 1] == []

    @pytest.mark.parametrize("part", PARTS)
    def test_no_stop_word_is_an_alternative(self, part: str) -> None:
        stop = set(KNOWN.stop)
        assert [words for words in PARTS[part] if stop.intersection(words)] == []

    def test_an_abbreviation_comes_first_and_only_once(self) -> None:
        first = [words[0] for words in KNOWN.abbreviations]
        assert [word for word in first if first.count(word) > 1 or len(word) > 9 or " " in word] == []

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("medvirkning", "medverknad"),
            ("veileder", "rettleiar"),
            ("saksbehandling", "sakshandsaming"),
            ("iks", "interkommunalt selskap"),
            ("fvl", "forvaltningslova"),
        ],
    )
    def test_it_knows_what_readers_ask_for(self, one: str, other: str) -> None:
        assert any({one, other} <= set(words) for words in (*KNOWN.same, *KNOWN.abbreviations))


class TestNormalForm:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("  Individuell \n plan ", "individuell plan"),
            ("pbl.", "pbl"),
            ("Meld. St.", "meld st"),
            ("f.eks.", "f.eks"),
            ("a\u030apen", "åpen"),
            ("...", ""),
            ("covid-19", "covid-19"),
        ],
    )
    def test_words_are_compared_without_case_final_dots_and_forms_of_unicode(self, typed: str, found: str) -> None:
        assert normal(typed) == found

    @given(st.text())
    def test_what_is_normal_stays_so(self, typed: str) -> None:
        once = normal(typed)
        assert normal(once) == once
        assert normal(unicodedata.normalize("NFD", once)) == once


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=4, unique=True).map(tuple)


class TestJoining:
    def test_groups_that_share_two_words_are_joined(self) -> None:
        assert joined([("ku", "a", "b"), ("x", "y"), ("a", "b", "c")]) == (("x", "y"), ("ku", "a", "b", "c"))

    def test_groups_that_share_one_word_stay_apart(self) -> None:
        both = (("bevilling", "løyve"), ("tillatelse", "løyve"))
        assert joined(both) == both

    def test_a_joined_group_is_joined_on(self) -> None:
        assert joined([("a", "b"), ("c", "d"), ("a", "b", "c", "d")]) == (("a", "b", "c", "d"),)
        assert joined([("a", "x"), ("b", "c", "x"), ("b", "c", "a")]) == (("a", "x", "b", "c"),)

    @given(st.lists(WORDS, max_size=12))
    def test_no_two_share_two_words_and_none_is_lost(self, groups: list[tuple[str, ...]]) -> None:
        found = joined(groups)
        assert all(len(set(one) & set(other)) < 2 for one, other in combinations(found, 2))
        assert all(any(set(words) <= set(each) for each in found) for words in groups)
        assert all(len(set(words)) == len(words) for words in found)


def knows(settings: Config) -> SearchLanguage:
    return search_language(site(FILES, settings))


def with_words(words: SearchWords, base_url: str = "https://example.org/") -> Config:
    return replace(config("plan", base_url=base_url), search=words)


def group_of(groups: tuple[tuple[str, ...], ...], *words: str) -> tuple[str, ...]:
    """Return the one group that has all these words."""
    [found] = [each for each in groups if set(words) <= set(each)]
    return found


class TestSite:
    def test_without_data_of_its_own_it_knows_norwegian_and_its_themes(self) -> None:
        found = knows(config("plan"))
        assert found.stop == KNOWN.stop
        assert group_of(found.same, "tema plan") == ("tema plan", "tema plan nn")
        assert found.bets == ()

    def test_the_glossary_adds_standards_abbreviations_and_synonyms(self) -> None:
        term = LocalText("Aktiv kommune", "Verksam kommune")
        words = Term(
            id="ak",
            term=term,
            abbreviation="AK",
            definition=LocalText("…"),
            synonyms=("livlig kommune",),
            variants=("aktive kommuner",),
            at=AT,
        )
        found = knows(replace(config("plan"), glossary=(words,)))
        assert group_of(found.same, "ak") == ("aktiv kommune", "verksam kommune", "ak")
        assert group_of(found.near, "livlig kommune") == ("aktiv kommune", "verksam kommune", "livlig kommune")

    def test_what_the_site_and_the_package_both_know_is_one_group(self) -> None:
        words = Term(
            id="iks",
            term=LocalText("Interkommunalt selskap", ""),
            abbreviation="IKS",
            definition=LocalText("…"),
            synonyms=(),
            variants=(),
            at=AT,
        )
        found = knows(replace(config("plan"), glossary=(words,)))
        assert group_of(found.same, "iks") == ("iks", "interkommunalt selskap")

    def test_synonyms_of_a_theme_are_near_its_title_and_not_one_another(self) -> None:
        theme = Theme(
            id="rus", title=LocalText("Lokalt rusarbeid"), at=AT, summary=LocalText(), synonyms=("IP", "BrukerPlan")
        )
        found = knows(replace(config("plan"), themes=(theme,)))
        assert group_of(found.near, "brukerplan") == ("lokalt rusarbeid", "brukerplan")
        assert group_of(found.near, "ip", "lokalt rusarbeid") == ("lokalt rusarbeid", "ip")

    @pytest.mark.parametrize(
        "end", [" (feieloven)", " m.m. (feieloven)", " m.v. (feieloven)", " mv. (feieloven)", ""]
    )
    def test_a_law_is_found_by_its_names_and_its_title(self, end: str) -> None:
        law = Law(
            id="feie",
            title=LocalText(f"Lov om feiing{end}"),
            names=("feieloven", "feielova"),
            abbreviations=("feiel.", "feiel"),
            lovdata="lov/1",
            at=AT,
        )
        found = knows(replace(config("plan"), laws=(law,)))
        assert group_of(found.same, "feiel") == ("feieloven", "feielova", "feiel", "lov om feiing")

    def test_what_means_the_same_is_not_near_too(self) -> None:
        found = knows(
            with_words(SearchWords(same=(("a b", "c", "d"),), near=(("C", "d"), ("c", "e"), ("c", "e", "f"))))
        )
        assert group_of(found.same, "c") == ("a b", "c", "d")
        assert [words for words in found.near if "c" in words] == [("c", "e", "f")]

    def test_words_that_are_near_twice_over_are_so_once(self) -> None:
        found = knows(with_words(SearchWords(near=(("feie", "koste"), ("koste", "feie")))))
        assert [words for words in found.near if "koste" in words] == [("feie", "koste")]

    def test_a_word_that_the_site_names_is_no_stop_word(self) -> None:
        assert "er" in KNOWN.stop
        found = knows(with_words(SearchWords(same=(("ER", "eksempelregister"),))))
        assert "er" not in found.stop
        assert set(found.stop) == set(KNOWN.stop) - {"er"}

    def test_a_best_bet_has_the_address_of_its_page(self) -> None:
        pages = ["artikler/plan.md", "/artikler/plan", "sider/om.nn.md", "artikler/kladd.md", "finnes/ikke.md"]
        bets = tuple(BestBet((f"Søk {number}.", "pbl."), page, AT) for number, page in enumerate(pages))
        found = knows(with_words(SearchWords(bets=bets), "https://example.org/kb/"))
        assert found.bets == (
            Bet(("søk 0", "pbl"), "/artikler/plan/"),
            Bet(("søk 1", "pbl"), "/artikler/plan/"),
            Bet(("søk 2", "pbl"), "/om/nn/"),
        )

    def test_it_is_the_same_each_time(self) -> None:
        assert knows(config("plan")) == knows(config("plan"))


class TestFile:
    def _read(self, root: Path, written: str) -> tuple[SearchWords, list[Diagnostic]]:
        (root / "data").mkdir()
        (root / "data/search.yaml").write_text(written, encoding="utf-8")
        problems: list[Diagnostic] = []
        return search_words(root, problems), problems

    def test_a_site_needs_none(self, tmp_path: Path) -> None:
        problems: list[Diagnostic] = []
        assert (search_words(tmp_path, problems), problems) == (SearchWords(), [])

    def test_an_empty_one_is_no_data(self, tmp_path: Path) -> None:
        assert self._read(tmp_path, "# ingen ennå\n") == (SearchWords(), [])

    def test_all_of_it_is_read_with_the_place_of_each_page(self, tmp_path: Path) -> None:
        written = (
            "same: [[IP, plan]]\nnear:\n  - [pub, bar]\nbest_bets:\n  - queries: [ny]\n    page: sider/om.md\n"
            "everyday:\n  - {words: [bule], means: [bar]}\n"
        )
        bet = BestBet(("ny",), "sider/om.md", Location("data/search.yaml", 6, 11))
        everyday = Everyday(("bule",), ("bar",))
        expected = SearchWords((("IP", "plan"),), (("pub", "bar"),), (everyday,), (bet,))
        assert self._read(tmp_path, written) == (expected, [])
