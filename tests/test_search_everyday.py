"""What readers say in everyday words, and where the search is told of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.model.search import Everyday, SearchWords
from kbsite.search.built_in import built_in
from kbsite.search.data import search_files
from kbsite.search.everyday import OWN
from kbsite.search.pagefind import Indexed
from kbsite.search.stemming import base
from kbsite.search.word_set import word_set
from tests.samples import config, plain_text, site, text

if TYPE_CHECKING:
    from kbsite.model import Site

FILES = {"content/artikler/kort.md": text("Kort"), "content/sider/om.md": plain_text("Om")}


def told(built: Site, *pages: str) -> tuple[list[str], list[str]]:
    """Return the lines that are told at once, and those told of words that are not known."""
    of = [Indexed(f"no_{at}", f"/{at}/", tuple(sorted(set(page.split())))) for at, page in enumerate(pages)]
    (first, rest), (other, others) = files(built, of), files(site(FILES), of)
    return left(first["everyday"], other["everyday"]), left(rest["everyday"], others["everyday"])


def left(lines: list[str], others: list[str]) -> list[str]:
    """Return lines without those of what is built in."""
    return [line for line in lines if line not in others]


def files(built: Site, of: list[Indexed]) -> list[dict[str, Any]]:
    """Return what the search is told of words at once, and of words that are not known."""
    return [json.loads(each.data) for each in search_files(built, of)[:2] if isinstance(each.data, bytes)]


def with_own(*entries: tuple[tuple[str, ...], tuple[str, ...]], near: tuple[tuple[str, ...], ...] = ()) -> Site:
    words = SearchWords(near=near, everyday=tuple(Everyday(*each) for each in entries))
    return site(FILES, replace(config("plan"), search=words))


PAGES = ("vold", *["plan"] * (2 * OWN - 1))
"""What is on two pages is on one in twenty; what is on three is on more."""


def test_a_word_that_the_site_lacks_is_told_of_when_it_is_asked_for() -> None:
    built = with_own((("Juling", "juletrefest"), ("vold", "omsorgssvikt")))
    assert told(built, *PAGES) == ([], ["juling|3etrefest>vold|0omsorgssvikt"])


def test_what_leads_to_nothing_is_not_told() -> None:
    assert told(with_own((("juling",), ("omsorgssvikt", "mishandling"))), *PAGES) == ([], [])


@pytest.mark.parametrize(("more", "at_once"), [(0, False), (1, False), (2, False), (3, True), (9, True)])
def test_a_word_of_the_site_itself_is_told_of_at_once(more: int, at_once: bool) -> None:
    pages = ["vold", *["juling"] * more, *["plan"] * (2 * OWN - 1 - more)]
    line = ["juling>vold"]
    assert told(with_own((("juling",), ("vold",))), *pages) == ((line, []) if at_once else ([], line))


def test_a_word_told_of_later_is_not_among_the_known_ones() -> None:
    """So that a query with it fetches what is told of it."""
    pages = ["vold", "juling", *["plan"] * (2 * OWN - 2)]
    of = [Indexed(f"no_{at}", f"/{at}/", (page,)) for at, page in enumerate(pages)]
    known = [files(built, of)[0]["words"] for built in (site(FILES), with_own((("juling",), ("vold",))))]
    assert known == [word_set({"vold", "juling", "plan"}, 21), word_set({"vold", "plan"}, 21)]


def test_phrases_and_words_of_groups_are_told_of_at_once() -> None:
    """Nothing tells the script that one of their words is not known."""
    built = with_own((("tatt av kvinnen", "krangel", "juling"), ("vold",)), near=(("krangel", "plan"),))
    at_once, later = told(built, "krangel", *PAGES)
    assert at_once == ["tatt av kvinnen|0krangel>vold"]
    assert later == ["juling>vold"]


def test_what_a_group_says_already_is_not_told_again() -> None:
    built = with_own((("krangel", "juling"), ("vold",)), near=(("krangel", "vold"),))
    assert told(built, "krangel", *PAGES) == ([], ["juling>vold"])
    assert told(built, *PAGES) == ([], ["juling>vold", "krangel>vold"])


@pytest.mark.parametrize(("often", "said"), [(0, True), (2, True), (3, False)])
def test_what_is_built_in_says_nothing_of_words_that_a_site_uses_itself(often: int, said: bool) -> None:
    pages = ["veileder", *["kokebok"] * often, *["plan"] * (2 * OWN - 1 - often)]
    of = [Indexed(f"no_{at}", f"/{at}/", (page,)) for at, page in enumerate(pages)]
    assert ["kokebok" in " ".join(each["everyday"]) for each in files(site(FILES), of)] == [False, said]


def test_an_english_site_is_told_of_its_own_alone() -> None:
    assert built_in("en").everyday == ()


def test_what_is_built_in_is_in_order() -> None:
    entries = built_in("nb").everyday
    assert len(entries) > 20
    for each in entries:
        assert each.words
        assert each.means
        means = {base(word) for word in each.means}
        assert means.isdisjoint(base(word) for word in each.words), each
    said = [word for each in entries for word in each.words]
    assert [word for word in said if word != word.lower() or " " in word] == []


def test_related_words_that_the_site_lacks_lead_to_the_others() -> None:
    """In place of those they find nothing."""
    built = with_own(near=(("vold", "plan", "juling", "bank på døra", "§"), ("plan", "utkast")))
    of = [Indexed("no_0", "/", ("plan", "vold"))]
    first, rest = files(built, of)
    assert "vold|0plan|0bank på døra|0§" in first["near"]
    assert not any("juling" in each or "utkast" in each for each in first["near"])
    assert "juling>vold|0plan|0bank på døra|0§" in rest["everyday"]
    assert "utkast>plan" in rest["everyday"]


def test_related_words_stay_that_lead_further_or_name_a_kind() -> None:
    """A synonym may be on the site; and the pages of a kind are looked for by what that is also called."""
    words = SearchWords(same=(("juling", "pryl"),), near=(("vold", "juling"), ("kronikk", "innlegg")))
    built = site(FILES, replace(config("plan"), search=words))
    first, rest = files(built, [Indexed("no_0", "/", ("pryl", "vold", "kronikk"))])
    assert "vold|0juling" in first["near"]
    assert any("kronikk" in each and "innlegg" in each for each in first["near"])
    assert not any(each.startswith(("juling", "innlegg")) for each in rest["everyday"])


def test_a_sign_is_no_word() -> None:
    assert told(with_own((("§", "juling"), ("vold", "…")), (("&",), ("vold",))), *PAGES) == ([], ["juling>vold"])
