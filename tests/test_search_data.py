"""The data of the search page, and the pages of the index in it."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.diagnostics import Location
from kbsite.model.lexicon import Law
from kbsite.model.search import BestBet, SearchWords
from kbsite.norwegian.local_text import LocalText
from kbsite.search.data import SITE_BITS, search_data, search_files
from kbsite.search.language import search_language
from kbsite.search.pagefind import Indexed, indexed
from kbsite.search.vocabulary import packed, vocabulary, words_of
from kbsite.search.word_set import word_set
from tests.samples import config, plain_text, site, text
from tests.sites import build, edition, write_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.model import Config, Site

FILES = {
    "content/artikler/plan/index.md": text("Plan"),
    "content/artikler/plan/01-start.md": plain_text("Start"),
    "content/artikler/plan/02-slutt.md": plain_text("Slutt"),
    "content/artikler/kort.md": text("Kort"),
    "content/sider/om.md": plain_text("Om"),
}
AT = Location("data/search.yaml")


def pages(*addresses: str) -> list[Indexed]:
    """Return pages of an index, each called as its place in the order."""
    return [
        Indexed(f"no_{number}", f"/{address}", words_of(f"Tekst {address}"))
        for number, address in enumerate(addresses)
    ]


ALL = pages("artikler/kort/", "artikler/plan/", "artikler/plan/slutt/", "artikler/plan/start/", "om/")


POEM = Indexed("no_5", "/dikt/", ("dikt", "vise"))


def data(built: Site, of: list[Indexed]) -> dict[str, Any]:
    output, _told = search_data(built, of, vocabulary(page.words for page in of))
    assert output.path == "ord.json"
    assert isinstance(output.data, bytes)
    found: dict[str, Any] = json.loads(output.data)
    return found


def with_words(words: SearchWords, **others: Any) -> Config:
    return replace(config("plan"), search=words, **others)


def test_it_has_what_the_search_knows_of_language() -> None:
    words = SearchWords(same=(("tekst", "Cd."),), near=(("dikt", "tekster"),))
    built = site(FILES, with_words(words))
    found = data(built, [*ALL, POEM])
    assert sorted(" ".join(found["stop"]).replace("|", " ").split()) == sorted(search_language(built).stop)
    assert "tekst|0cd" in found["same"]
    assert "dikt|0tekster" in found["near"]


def test_stop_words_stand_by_the_share_of_the_pages_that_have_them() -> None:
    texts = ["kvifor"] * 1 + ["når"] * 3 + ["noen"] * 3 + ["noko"] * 4 + ["skal"] * 9 + ["annet"] * 0
    words: list[set[str]] = [set() for _ in range(10)]
    for number, word in enumerate(texts):
        words[number % 10].add(word)
    of = [Indexed(f"no_{number}", "/om/", tuple(sorted(each))) for number, each in enumerate(words)]
    *looked_up, others = (text.split() for text in data(site(FILES), of)["stop"])
    assert looked_up == [["hvorfor|kvifor"], ["noen|nokon", "når"], ["noe|noko"]]
    assert {"skal", "annet", "hva|kva"} <= set(others)


def test_groups_stand_in_order_and_each_word_has_what_it_shares_with_the_one_before() -> None:
    long = "tekst" * 9
    words = SearchWords(
        same=(("tekstgård", "tekstgull", "tekst om"), ("tekst", long, f"{long}løs"), ("artikler", "zeppelin"))
    )
    found = [line for line in data(site(FILES, with_words(words)), ALL)["same"] if line.startswith(("a", "tekst"))]
    assert found == sorted(found)
    assert "tekstgård|6ull|5 om" in found
    assert f"tekst|5{long[5:]}|Z{long[35:]}løs" in found


def test_what_differs_in_inflections_alone_is_told_once() -> None:
    """The script in the browser compares words without them."""
    words = SearchWords(
        near=(
            ("tekst", "tekster", "dikt", "diktet"),
            ("tekster", "diktene"),
            ("teksten", "dikta", "vise"),
            ("tekst om", "dikt om", "tekstene om"),
            ("teksten", "tekster"),
        )
    )
    own = [line for line in data(site(FILES, with_words(words)), [*ALL, POEM])["near"] if "tekst" in line]
    assert own == ["tekst om|0dikt om", "teksten|0dikta|0vise"]


def test_of_groups_that_say_the_same_one_stays() -> None:
    words = SearchWords(
        near=(("tekst", "dikt"), ("diktene", "tekstene"), ("tekst", "vise"), ("tekst", "vise", "dikt om"))
    )
    own = [line for line in data(site(FILES, with_words(words)), [*ALL, POEM])["near"] if "tekst" in line]
    assert own == ["diktene|0tekstene", "tekst|0vise|0dikt om"]


def test_words_of_which_the_site_has_none_are_left_out() -> None:
    words = SearchWords(
        same=(
            ("xylofon", "zeppelin"),
            ("artikkel", "zeppelin"),
            ("planer", "xylofon"),
            ("xylofon", "slutt på zeppelin"),
        )
    )
    found = data(site(FILES, with_words(words)), ALL)["same"]
    assert "xylofon|0zeppelin" not in found
    assert "xylofon|0slutt på zeppelin" not in found
    assert "artikkel|0zeppelin" not in found  # the site has artikler, of another stem
    assert "planer|0xylofon" in found


def test_a_group_without_letters_is_kept() -> None:
    assert "§|0zeppelin" in data(site(FILES, with_words(SearchWords(near=(("§", "zeppelin"),)))), ALL)["near"]


def test_what_the_index_has_not_is_left_out() -> None:
    bets = (BestBet(("om",), "sider/om.md", AT), BestBet(("kort",), "artikler/kort.md", AT))
    found = data(site(FILES, with_words(SearchWords(bets=bets))), pages("artikler/kort/", "artikler/plan/start/"))
    assert found["bets"] == [[["kort"], "no_0"]]


def test_a_best_bet_names_its_page_as_the_index_does() -> None:
    bets = (BestBet(("Om oss", "hvem."), "sider/om.md", AT), BestBet(("kort",), "/artikler/kort/", AT))
    found = data(site(FILES, with_words(SearchWords(bets=bets))), ALL)
    assert found["bets"] == [[["om oss", "hvem"], "no_4"], [["kort"], "no_0"]]


def test_a_site_under_a_path_has_addresses_without_it_as_the_index_has() -> None:
    bets = SearchWords(bets=(BestBet(("om",), "sider/om.md", AT),))
    under = replace(config("plan", base_url="https://example.org/kb/"), search=bets)
    assert data(site(FILES, under), ALL) == data(site(FILES, with_words(bets)), ALL)


def test_a_law_has_its_id_and_the_names_that_no_group_has_with_the_first() -> None:
    law = Law(
        id="plan-bygg",
        title=LocalText("Lov om plan"),
        names=("planloven", "planlova"),
        abbreviations=("pbl.", "pbl"),
        lovdata="lov/1",
        at=AT,
    )
    assert data(site(FILES, with_words(SearchWords(), laws=(law,))), ALL)["laws"] == [["plan-bygg", "planloven"]]
    lines = data(site(FILES, with_words(SearchWords(), laws=(law,))), ALL)["same"]
    [group] = [line for line in lines if line.startswith("planloven")]
    assert group == "planloven|1bl|0lov om plan"
    unlike = replace(law, id="planlova", names=("Plånlova",), abbreviations=(), title=LocalText("Xylofon"))
    assert data(site(FILES, with_words(SearchWords(), laws=(unlike,))), ALL)["laws"] == [["", "plånlova"]]


def test_it_has_the_set_of_the_words_of_all_pages_and_their_list_is_beside_it() -> None:
    of = [Indexed("a", "/a/", words_of("Planer om folkehelse")), Indexed("b", "/b/", words_of("PLANER for øl"))]
    assert len(data(site(FILES), of)["words"]) >= len(word_set(["folkeh", "folkehels", "for", "plan"], SITE_BITS))
    [listed] = [each for each in search_files(site(FILES), of) if each.path == "vanlige.json"]
    assert isinstance(listed.data, bytes)
    assert json.loads(listed.data)["words"] == packed(["folkehelse", "for", "planer"])


def test_the_set_has_synonyms_that_begin_a_word_of_the_site() -> None:
    of = [Indexed("a", "/a/", ("rusplanen",))]
    found = data(site(FILES, with_words(SearchWords(same=(("rus", "fyll"),)))), of)["words"]
    assert found == word_set(["rus", "rusplan"], SITE_BITS)


def test_the_same_site_gives_the_same_bytes() -> None:
    assert search_files(site(FILES), ALL) == search_files(site(FILES), list(ALL))


def fragment(folder: Path, name: str, page: Mapping[str, object]) -> None:
    path = folder / "fragment" / f"{name}.pf_fragment"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(b"pagefind_dcd" + json.dumps(page).encode()))


def test_the_pages_of_the_index_are_read_with_all_that_can_be_found_sorted_by_address(tmp_path: Path) -> None:
    fragment(
        tmp_path, "no_1", {"url": "/b/", "meta": {"title": "Tittel", "summary": "Bok."}, "content": "Tekst b."}
    )
    anchors = [{"id": "start", "location": 0}, {"id": "asked_", "location": 2}]
    fragment(tmp_path, "no_2", {"url": "/a/", "meta": {}, "content": "Tekst a. Hva?", "anchors": anchors})
    assert indexed(tmp_path) == [
        Indexed("no_2", "/a/", ("hva", "tekst"), 2),
        Indexed("no_1", "/b/", ("bok", "tekst", "tittel")),
    ]


@pytest.mark.parametrize("option", ["--search", "--no-search"])
def test_it_is_there_where_there_is_a_search(tmp_path: Path, option: str) -> None:
    root = write_site(tmp_path, {"sider/om.md": plain_text("Om", "Folkehelseplanlegging.")})
    assert build(root, root / "public", option) == 0
    assert (root / "public/sok/indeks").is_dir() == (option == "--search")
    if option == "--search":
        made = edition(root / "public")
        assert "folkehelseplanlegging" in (made / "vanlige.json").read_text(encoding="utf-8")
        [page] = [each for each in indexed(made) if each.address == "/om/"]
        assert page.name.startswith("no_")
