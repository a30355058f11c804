"""Related pages and backlinks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kbsite.pipeline.kept.related import with_related
from kbsite.pipeline.kept.store import Store
from kbsite.site.relate import MOST, Related
from tests.samples import config, plain_text, site, text

if TYPE_CHECKING:
    from kbsite.model import Site


def path(name: str) -> str:
    return f"content/artikler/{name}.md"


def related(files: dict[str, str], of: str, *themes: str) -> list[str]:
    built = site({path(name): content for name, content in files.items()}, config("plan", *themes))
    return [page.address.strip("/").removeprefix("artikler/") for page in built.related[f"/artikler/{of}/"]]


def test_a_page_never_shows_itself_and_at_most_five_others() -> None:
    files = {f"a{number}": text(f"Side {number}") for number in range(9)}
    found = related(files, "a3")
    assert len(found) == MOST == 5
    assert "a3" not in found
    assert len(set(found)) == len(found)


def test_a_rare_theme_in_common_weighs_more_than_a_frequent_one() -> None:
    frequent = {f"b{number}": text(f"Nr {number}", themes="[mye]", date="2026-05-01") for number in range(6)}
    files = {
        "her": text("Her", themes="[mye, lite]"),
        "naer": text("Der", themes="[lite]", date="2020-01-01"),
        **frequent,
    }
    assert related(files, "her", "mye", "lite")[0] == "naer"


def test_two_themes_in_common_weigh_more_than_one() -> None:
    files = {
        "her": text("Her", themes="[a, b]"),
        "en": text("En", themes="[a]", date="2026-05-01"),
        "to": text("To", themes="[a, b]", date="2020-01-01"),
        "tre": text("Tre", themes="[b]", date="2026-05-01"),
    }
    assert related(files, "her", "a", "b")[0] == "to"


def test_pages_without_a_theme_in_common_are_not_related() -> None:
    files = {"her": text("Skjenkekontroll", themes="[a]"), "der": text("Skjenkekontroll", themes="[b]")}
    assert related(files, "her", "a", "b") == []


def test_where_themes_are_the_same_shared_words_decide_and_then_the_newer() -> None:
    files = {
        "her": text("Skjenkekontroll i kommunen"),
        "gammel": text("Skjenkekontroll", date="2020-01-01"),
        "nyest": text("Noe helt annet", date="2026-06-01"),
        "eldre": text("Og dette", date="2025-06-01"),
    }
    assert related(files, "her") == ["gammel", "nyest", "eldre"]


def test_more_shared_words_come_before_fewer_and_rarer_ones_before_commoner() -> None:
    files = {
        "her": text("Skjenkekontroll, folkehelse og bruktbil"),
        "en": text("Folkehelse", date="2026-06-01"),
        "begge": text("Folkehelse og skjenkekontroll", date="2020-01-01"),
        "sjelden": text("Bruktbil", date="2019-01-01"),
    }
    assert related(files, "her") == ["begge", "sjelden", "en"]


def test_of_pages_that_share_words_as_rare_the_newer_comes_first() -> None:
    """Whichever words they are: 1/3 + 1/4 + 1/5 is as much in any order, although added one by one it is not."""
    pages = {f"side{letter}": [f"{start}{letter * 3}" for start in "pqr"] for letter in "abcdefghij"}
    files = {"her": text(" ".join(word for words in pages.values() for word in words))}
    for day, (name, words) in enumerate(pages.items(), start=1):
        files[name] = text(" ".join(words), date=f"2020-01-{day:02}")
        for word, others in zip(words, (1, 2, 3), strict=True):
            files |= {f"{word}{number}": text(word, date="2010-01-01") for number in range(others)}
    assert related(files, "her") == list(reversed(pages))[:MOST]


def test_a_word_in_the_titles_of_more_than_forty_pages_says_nothing_of_them() -> None:
    newer = {f"ny{number}": text("Noe annet", date="2026-06-01") for number in range(MOST)}

    def first(pages: int) -> str:
        """Return which page is nearest to one of so many that have a word in common."""
        common = {f"felles{number}": text("Skjenkekontroll", date="2020-01-01") for number in range(pages)}
        return related({**common, **newer}, "felles0")[0].rstrip("0123456789")

    assert (first(40), first(41)) == ("felles", "ny")


def test_what_the_editor_wants_comes_first_and_is_not_shown_twice() -> None:
    files = {
        "her": text("Her", related="[c.md, b.md]"),
        "b": text("B"),
        "c": text("C", themes="[annet]", date="2020-01-01"),
        "d": text("D", date="2026-06-01"),
    }
    assert related(files, "her", "annet") == ["c", "b", "d"]


def test_an_article_and_its_chapters_are_not_related_to_each_other() -> None:
    files = {
        "her/index": text("Her", related="[01-a.md]"),
        "her/01-a": plain_text("A", related="[index.md, 02-b.md]"),
        "her/02-b": plain_text("B"),
        "der": text("Der"),
    }
    for of in ("her", "her/a", "her/b"):
        assert related(files, of) == ["der"]


def test_a_page_and_its_translation_are_not_related_to_each_other() -> None:
    files = {
        "her": text("Her", related="[her.nn.md]"),
        "her.nn": text("Her", related="[her.md]"),
        "der": text("Der"),
    }
    assert related(files, "her") == ["der"]
    assert related(files, "her/nn") == ["der"]


def test_drafts_future_and_expired_pages_are_not_related() -> None:
    files = {
        "her": text("Her"),
        "kladd": text("A", draft="true"),
        "siden": text("B", date="2026-11-22"),
        "utlopt": text("C", expires="2026-11-21"),
    }
    assert related(files, "her") == []


def test_the_order_of_files_does_not_change_what_is_related() -> None:
    files = {f"a{number}": text(f"Side {number % 3}", themes="[plan, b]") for number in range(12)}
    backwards = dict(reversed(files.items()))
    for name in files:
        assert related(files, name, "b") == related(backwards, name, "b")


def test_backlinks_are_the_pages_whose_text_leads_here_once_each() -> None:
    built = site(
        {
            path("her"): text(body="[meg](her.md)"),
            path("en"): text(body="[a](her.md) og [b](her.md)"),
            path("to"): text(body="[a](her.md)"),
            path("kladd"): text(body="[a](her.md)", draft="true"),
        }
    )
    assert [page.address for page in built.backlinks["/artikler/her/"]] == ["/artikler/en/", "/artikler/to/"]
    assert "/artikler/en/" not in built.backlinks


KNOWN = {
    "a": text("Skjenkekontroll i kommunen", themes="[plan]"),
    "b": text("Skjenkekontroll", themes="[plan]", date="2020-01-01"),
    "c": text("Noe annet", themes="[plan, helse]"),
}


def addresses(built: Site) -> dict[str, list[str]]:
    return {page: [each.address for each in built.related[page]] for page in built.related}


def test_related_pages_are_known_from_an_earlier_build_with_the_same_facts() -> None:
    kept, sites = Store(), [site({path(name): each for name, each in KNOWN.items()}, config("plan", "helse"))] * 2
    kept.writing = True
    with_related(sites[0], b"program", kept)
    assert len(kept.new) == 1
    with_related(sites[1], b"program", kept)
    assert len(kept.new) == 1
    (name,) = kept.new
    turned = {page: ["/artikler/c/"] for page in addresses(sites[0])}
    kept.put(name, json.dumps(turned).encode())
    fresh = site({path(name): each for name, each in KNOWN.items()}, config("plan", "helse"))
    with_related(fresh, b"program", kept)
    assert addresses(fresh) == turned, "what is kept is what is shown"


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Skjenkekontroll og mer"), ("themes", "[helse]"), ("date", "2026-06-01"), ("related", "[c.md]")],
)
def test_what_decides_it_decides_what_it_is_kept_by(field: str, value: str) -> None:
    kept = Store(writing=True)
    files = {path(name): each for name, each in KNOWN.items()}
    with_related(site(files, config("plan", "helse")), b"program", kept)
    content = files[path("b")]
    lines = [line for line in content.split("\n") if not line.startswith(f"{field}:")]
    files[path("b")] = "\n".join([lines[0], f"{field}: {value}", *lines[1:]])
    changed = site(files, config("plan", "helse"))
    with_related(changed, b"program", kept)
    assert len(kept.new) == 2
    assert addresses(changed) == addresses(site(files, config("plan", "helse")))


@pytest.mark.parametrize("data", [b"x", b"[]", b"{}", b'{"/artikler/a/": 1}', b"null"])
def test_what_is_kept_of_another_form_is_not_believed(data: bytes) -> None:
    kept, files = Store(writing=True), {path("a"): KNOWN["a"]}
    with_related(site(files, config("plan")), b"program", kept)
    kept.put(next(iter(kept.new)), data)
    built = site(files, config("plan"))
    with_related(built, b"program", kept)
    assert addresses(built) == {"/artikler/a/": [], "/forfattere/kari/": []}


def test_those_of_every_page_are_the_same_once_the_words_are_forgotten() -> None:
    files = {path(f"a{number}"): text(f"Plan {number % 3}", themes="[a]") for number in range(9)}
    one, other = (site(files, config("plan", "a")).related for _ in range(2))
    assert isinstance(one, Related)
    found = one.all_found()
    assert found == {address: [each.address for each in other[address]] for address in other}
    assert {address: [each.address for each in one[address]] for address in one} == found
    assert "_nearness" not in vars(one)
