"""What of a page is shown: the best passage, the beginning of an answer, sections and chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

LENGTH = 32
"""How many words a passage has."""

CALL = """([name, places, ...given]) =>
  passage[name](...given, new Map(Object.entries(places).map(([place, weight]) => [Number(place), weight])))"""

SHOWN = """([data, places, pinned, chapters]) =>
  passage.shown(data, { places: new Map(places) }, pinned, chapters)"""


def words(count: int, **others: str) -> str:
    """Return a text of so many words, w0 w1 w2 …, some of them others: `w3="(plan),"`."""
    return " ".join(others.get(f"w{number}", f"w{number}") for number in range(count))


def cut(
    modules: Modules, content: str, places: Mapping[int, float], *anchors: object, title: str = "Noe annet"
) -> Any:
    weights = {str(place): weight for place, weight in places.items()}
    return modules.run(CALL, ["passage", weights, content, title, anchors])


def text(found: Any) -> str:
    return "".join(piece["text"] for piece in found["excerpt"])


def marked(found: Any) -> list[str]:
    return [piece["text"] for piece in found["excerpt"] if piece["marked"]]


def anchor(id: str, location: int, text: str = "Overskrift", element: str = "h2") -> dict[str, Any]:  # noqa: A002 - as Pagefind has it
    return {"element": element, "id": id, "text": text, "location": location}


class TestPassage:
    def test_it_is_where_most_of_what_was_searched_for_stands(self, modules: Modules) -> None:
        found = cut(modules, words(300), {10: 1.0, 150: 1.0, 160: 2.0, 280: 2.0})
        assert "w150 " in text(found)
        assert "w160 " in text(found)
        assert marked(found) == ["w150", "w160"]
        assert not found["answer"]

    def test_another_word_is_worth_more_than_the_same_again(self, modules: Modules) -> None:
        found = cut(modules, words(300), {10: 1.0, 11: 1.0, 12: 1.0, 13: 1.0, 200: 1.0, 201: 0.9})
        assert marked(found) == ["w200", "w201"]

    def test_of_passages_as_good_the_first_is_shown(self, modules: Modules) -> None:
        assert marked(cut(modules, words(300), {100: 1.0, 200: 1.0})) == ["w100"]

    @pytest.mark.parametrize(
        ("count", "place", "first", "last"),
        [
            (300, 100, "… w94 ", " w125 …"),
            (300, 3, "w0 ", " w31 …"),
            (300, 298, "… w268 ", " w299"),
            (5, 2, "w0 ", " w4"),
        ],
    )
    def test_it_begins_a_little_before_and_says_where_something_is_left_out(
        self, modules: Modules, count: int, place: int, first: str, last: str
    ) -> None:
        found = text(cut(modules, words(count), {place: 1.0}))
        assert found.startswith(first)
        assert found.endswith(last)
        assert len(found.replace("…", "").split()) == min(count, LENGTH)

    def test_nothing_that_was_searched_for_is_no_passage(self, modules: Modules) -> None:
        assert cut(modules, words(300), {}) == {"excerpt": [], "answer": False}

    @pytest.mark.parametrize(
        ("written", "mark"),
        [
            ("(plan),", "plan"),
            ("«planer».", "planer"),
            ("helse-", "helse"),
            ("slt-arbeid?", "slt-arbeid"),
            ("§", ""),
            ("§6,", "§6"),
            ("3-9.", "3-9"),
            ("–", ""),
        ],
    )
    def test_marks_leave_blanks_and_punctuation_out(self, modules: Modules, written: str, mark: str) -> None:
        found = cut(modules, words(9, w3=written), {3: 1.0})
        assert marked(found) == ([mark] if mark else [])
        assert text(found) == words(9, w3=written)

    def test_words_beside_each_other_have_a_mark_each(self, modules: Modules) -> None:
        found = cut(modules, words(9), {3: 1.0, 4: 0.5})
        assert [(piece["text"], piece["marked"]) for piece in found["excerpt"]] == [
            *(("w0 w1 w2 ", False), ("w3", True), (" ", False), ("w4", True), (" w5 w6 w7 w8", False))
        ]

    def test_blanks_of_any_kind_are_one_blank(self, modules: Modules) -> None:
        assert text(cut(modules, "a\n\tb  c", {1: 1.0})) == "a b c"


class TestBehindTheTitle:
    """Pagefind's text of a page begins with its title, which stands above the passage anyway."""

    @pytest.mark.parametrize(
        ("heading", "title"),
        [
            ("w0 w1", "w0 w1"),
            ("«w0» w1?", "w0 «w1?»"),
            ("w0 w1.", "w0 w1 – Artikkel"),
        ],
    )
    def test_it_begins_there(self, modules: Modules, heading: str, title: str) -> None:
        content = words(300).replace("w0 w1", heading, 1)
        found = cut(modules, content, {1: 5.0, 4: 1.0}, title=title)
        assert text(found).startswith("w2 w3 w4 ")
        assert text(found).endswith(" w33 …")
        assert marked(found) == ["w4"]

    @pytest.mark.parametrize("title", ["w1 w2", "W0", "w0w1"])
    def test_what_only_looks_like_it_is_text(self, modules: Modules, title: str) -> None:
        found = cut(modules, words(300), {1: 1.0}, title=title)
        assert text(found).startswith("w0 ")
        assert marked(found) == ["w1"]

    def test_it_is_not_searched_for_in_the_title(self, modules: Modules) -> None:
        assert cut(modules, words(300), {0: 1.0, 1: 1.0}, title="w0 w1")["excerpt"] == []

    @pytest.mark.parametrize(("count", "first"), [(10, "w3 "), (LENGTH + 3, "w3 "), (LENGTH + 5, "… w5 ")])
    def test_near_the_end_it_is_no_longer_than_the_text(self, modules: Modules, count: int, first: str) -> None:
        found = text(cut(modules, words(count), {count - 1: 1.0}, title="w0 w1 w2"))
        assert found.startswith(first)
        assert found.endswith(f" w{count - 1}")

    def test_a_page_that_is_all_title_has_none(self, modules: Modules) -> None:
        assert cut(modules, "w0 w1", {0: 1.0}, title="w0 w1") == {"excerpt": [], "answer": False}


class TestAnswer:
    ANSWER = anchor("svar_", 50)

    def test_of_an_answer_the_beginning_is_shown(self, modules: Modules) -> None:
        found = cut(modules, words(300), {10: 1.0, 55: 1.0, 200: 2.0}, self.ANSWER)
        assert found["answer"]
        assert text(found) == " ".join(f"w{number}" for number in range(50, 50 + LENGTH)) + " …"
        assert marked(found) == ["w55"]

    def test_of_a_short_answer_all_is_shown(self, modules: Modules) -> None:
        assert text(cut(modules, words(55), {}, self.ANSWER)) == "w50 w51 w52 w53 w54"

    def test_a_heading_that_is_called_so_is_no_answer(self, modules: Modules) -> None:
        assert not cut(modules, words(300), {10: 1.0}, anchor("svar", 50))["answer"]


HEADINGS = [anchor(name, 10 * number, f"Om {name}") for number, name in enumerate("abcde", start=1)]


def sections(modules: Modules, places: Mapping[int, float], *anchors: object) -> list[str]:
    """Return the names of the sections of /x/ that are shown; each is called as its heading is."""
    given = [anchors or HEADINGS, {str(place): weight for place, weight in places.items()}]
    found = modules.run(CALL, ["sections", given[1], "/x/", given[0]])
    assert all(part["title"] == f"Om {part['href'].removeprefix('/x/#')}" for part in found)
    return [part["href"].removeprefix("/x/#") for part in found]


class TestSections:
    @pytest.mark.parametrize(
        ("places", "shown"),
        [
            ({}, ""),
            ({5: 1.0}, ""),
            ({10: 1.0}, "a"),
            ({19: 1.0, 500: 1.0}, "ae"),
            ({11: 1.0, 21: 2.0, 31: 3.0, 41: 4.0, 51: 0.5}, "bcd"),
            ({11: 1.0, 21: 1.0, 31: 1.0, 41: 1.0, 51: 1.0}, "abc"),
            ({11: 1.0, 21: 1.0, 31: 1.0, 41: 1.0, 51: 5.0}, "abe"),
            ({11: 1.0, 21: 0.6, 22: 0.6, 31: 1.0, 41: 1.0}, "abc"),
        ],
    )
    def test_the_three_with_most_are_shown_in_the_order_of_the_page(
        self, modules: Modules, places: dict[int, float], shown: str
    ) -> None:
        assert "".join(sections(modules, places)) == shown

    def test_anchors_may_come_in_any_order(self, modules: Modules) -> None:
        assert sections(modules, {11: 1.0, 31: 1.0}, *reversed(HEADINGS)) == ["a", "c"]

    @pytest.mark.parametrize(
        "other",
        [anchor("om_siden", 30), anchor("b", 30, element="p"), anchor("b", 30, text=" "), anchor("b", 30, text="")],
    )
    def test_what_is_no_heading_of_the_text_is_left_out(self, modules: Modules, other: dict[str, Any]) -> None:
        assert sections(modules, {35: 1.0}, HEADINGS[0], other) == ["a"]

    def test_blanks_around_a_heading_are_left_out(self, modules: Modules) -> None:
        assert sections(modules, {35: 1.0}, anchor("b", 30, " Om b\n", "H3")) == ["b"]


LABELS = {
    "kind": ["Artikkel"],
    "author": ["Kari", "Ola"],
    "year": ["2026"],
    "language": ["nynorsk"],
    "theme": ["Plan", "Rus"],
}
DATA: dict[str, Any] = {
    "url": "/artikler/plan/",
    "content": "Plan En plan for alle",
    "anchors": [],
    "meta": {"title": "Plan", "summary": "Om plan."},
    "day": "20261005",
    "labels": LABELS,
}


def shown(modules: Modules, changed: Mapping[str, Any], *chapters: object, pinned: bool = False) -> Any:
    return modules.run(SHOWN, [{**DATA, **changed}, [[0, 1.0], [2, 1.0]], pinned, chapters])


class TestPage:
    def test_all_that_is_known_of_it_is_shown(self, modules: Modules) -> None:
        assert shown(modules, {}) == {
            "title": "Plan",
            "href": "/artikler/plan/",
            "kind": "Artikkel",
            "themes": ["Plan", "Rus"],
            "date": "5. oktober 2026",
            "byline": "Kari, Ola",
            "lang": "nn",
            "excerpt": [
                {"text": "En ", "marked": False},
                {"text": "plan", "marked": True},
                {"text": " for alle", "marked": False},
            ],
            "answer": False,
            "parts": [],
            "chapters": [],
            "pinned": False,
        }
        assert shown(modules, {}, pinned=True)["pinned"]

    def test_what_is_not_known_of_it_is_empty(self, modules: Modules) -> None:
        found = shown(modules, {"meta": {}, "day": "-", "labels": {name: [] for name in LABELS}})
        assert found["title"] == "/artikler/plan/"
        assert [found[name] for name in ("kind", "themes", "date", "byline", "lang")] == ["", [], "", "", ""]

    def test_without_a_passage_its_summary_is_shown(self, modules: Modules) -> None:
        script = "(data) => passage.shown(data, { places: new Map() }, false, []).excerpt"
        metas = [{"summary": "Om plan.", "about": "Mer."}, {"about": "Mer."}, {}]
        found = [modules.run(script, {**DATA, "meta": meta}) for meta in metas]
        assert found == [[{"text": each, "marked": False}] for each in ("Om plan.", "Mer.", "")]

    @pytest.mark.parametrize(
        ("day", "said"),
        [("20260101", "1. januar 2026"), ("20251231", "31. desember 2025"), ("2026-01-01", ""), ("-", "")],
    )
    def test_its_date_is_written_out(self, modules: Modules, day: str, said: str) -> None:
        assert shown(modules, {"day": day})["date"] == said

    @pytest.mark.parametrize(
        ("names", "code"), [(["bokmål"], "nb"), (["nynorsk"], "nn"), (["samisk"], ""), ([], "")]
    )
    def test_its_language_is_told_as_a_code(self, modules: Modules, names: list[str], code: str) -> None:
        assert shown(modules, {"labels": {**LABELS, "language": names}})["lang"] == code

    def test_other_chapters_are_named(self, modules: Modules) -> None:
        chapters = [{"url": "/a/b/", "meta": {"title": "B"}}, {"url": "/a/c/", "meta": {}}]
        assert shown(modules, {}, *chapters)["chapters"] == [
            {"title": "B", "href": "/a/b/"},
            {"title": "/a/c/", "href": "/a/c/"},
        ]

    @pytest.mark.parametrize(
        ("beside", "title", "said"),
        [
            ("Plan", "Mål – Plan", "Mål"),
            ("Tiltak – Plan", "Mål – Plan", "Mål"),
            ("Tiltak – Plan", "Plan", "Plan"),
            ("Plan", "Mål", "Mål"),
            ("Plan", "Mål – Rus", "Mål – Rus"),
            ("Helseplan", "Mål – plan", "Mål – plan"),
            ("Plan", "Mål og – midler – Plan", "Mål og – midler"),
            ("Rus – en plan", "Mål – Rus – en plan", "Mål"),
            ("Tiltak – Rus – en plan", "Mål – Rus – en plan", "Mål"),
            ("Mål – Rus – en plan", "Rus – en plan", "Rus – en plan"),
        ],
    )
    def test_a_chapter_is_named_without_the_article_that_it_shares(
        self, modules: Modules, beside: str, title: str, said: str
    ) -> None:
        meta = {"title": beside}
        (chapter,) = shown(modules, {"meta": meta}, {"url": "/a/b/", "meta": {"title": title}})["chapters"]
        assert chapter["title"] == said
