"""The front page: the pages that editors put first, and what is new, each page once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbsite.checks.front_questions import front_questions
from kbsite.diagnostics import Location
from kbsite.model.settings import Chosen, Front
from kbsite.norwegian.local_text import LocalText
from kbsite.read.config import config as read_config
from kbsite.render.compose.front import NEWEST, front_page
from kbsite.site.shown import Shown
from tests.samples import config, plain_text, site, text
from tests.sites import ROOT, PageFile, text_of

if TYPE_CHECKING:
    from kbsite.render.views import FrontPage

WORDS = {"front_questions": "Mange spør om"}

AT = Location("data/site.yaml", 1)

ANSWER = "## Spørsmål\n\nHva?\n\n## Svar\n\nDette."


def questions(count: int) -> dict[str, str]:
    return {
        f"content/sporsmal-og-svar/{n:02}.md": text(f"Spørsmål {n}", ANSWER, date=f"2026-01-{n:02}")
        for n in range(1, count + 1)
    }


def front(
    files: dict[str, str], *chosen: str, searches: tuple[LocalText, ...] = (), language: str = "nb"
) -> FrontPage:
    settings = config("plan", language=language)
    settings = replace(settings, front=Front(tuple(Chosen(page, AT) for page in chosen), searches))
    return front_page(site(files, settings), WORDS)


def titles(page: FrontPage) -> list[str]:
    return [entry.title for entry in page.questions.items] if page.questions else []


def test_the_pages_that_editors_chose_come_first_in_their_order() -> None:
    page = front(questions(9), "sporsmal-og-svar/03.md", "/sporsmal-og-svar/01/", "content/sporsmal-og-svar/02.md")
    assert page.questions is not None
    assert page.questions.heading == "Mange spør om"
    assert titles(page) == ["Spørsmål 3", "Spørsmål 1", "Spørsmål 2"]
    assert page.questions.more is not None
    assert (page.questions.more.href, page.questions.more.note) == ("/sporsmal-og-svar/", "9")


def test_what_editors_chose_is_not_among_the_new_pages_too() -> None:
    page = front(questions(9), "sporsmal-og-svar/09.md", "sporsmal-og-svar/01.md")
    assert [entry.title for shelf in page.below for entry in shelf.items] == [f"Spørsmål {n}" for n in (8, 7, 6)]


def test_without_a_choice_the_newest_questions_come_first_and_once() -> None:
    page = front({**questions(9), "content/artikler/a.md": text("Artikkel")})
    assert titles(page) == [f"Spørsmål {n}" for n in range(9, 9 - NEWEST, -1)]
    assert [shelf.kind for shelf in page.below] == ["article"]


def test_a_site_without_such_pages_has_a_front_page_all_the_same() -> None:
    page = front({"content/aktuelt/a.md": text("Nytt")})
    assert page.questions is None
    assert [shelf.heading for shelf in page.below] == ["Aktuelt"]


def test_drafts_and_pages_that_are_not_there_yet_are_left_out() -> None:
    files = questions(3)
    files["content/sporsmal-og-svar/01.md"] = text("Kladd", ANSWER, draft="true")
    assert titles(front(files, "sporsmal-og-svar/01.md", "sporsmal-og-svar/02.md")) == ["Spørsmål 2"]


def test_a_draft_is_shown_where_drafts_are() -> None:
    settings = replace(config("plan"), front=Front((Chosen("artikler/a.md", AT),)))
    built = site({"content/artikler/a.md": text("Kladd", draft="true")}, settings, shown=Shown(drafts=True))
    assert list(front_questions(built)) == []
    assert titles(front_page(built, WORDS)) == ["Kladd"]


def test_a_page_in_two_languages_is_shown_once_in_that_of_the_front_page() -> None:
    files = {
        "content/artikler/a.md": text("Arbeidet", lang="nb"),
        "content/artikler/a.nn.md": text("Arbeidet på nynorsk", lang="nn"),
    }
    both = ("artikler/a.md", "artikler/a.nn.md")
    assert titles(front(files, *both)) == ["Arbeidet"]
    assert titles(front(files, *both, language="nn")) == ["Arbeidet på nynorsk"]


def test_a_chapter_names_its_article() -> None:
    files = {
        "content/artikler/a/index.md": text("Artikkelen"),
        "content/artikler/a/01-en.md": plain_text("Kapittel"),
    }
    assert titles(front(files, "artikler/a/01-en.md")) == ["Kapittel – Artikkelen"]


def test_an_example_of_a_search_leads_to_it() -> None:
    page = front({}, searches=(LocalText("hva er æ & ø?"), LocalText("kommuneplan")))
    assert [(link.title, link.href) for link in page.searches] == [
        ("hva er æ & ø?", "/sok/?q=hva%20er%20%C3%A6%20%26%20%C3%B8%3F"),
        ("kommuneplan", "/sok/?q=kommuneplan"),
    ]


def test_the_settings_of_this_site_have_six_to_eight_questions_and_examples() -> None:
    settings, problems = read_config(Path(ROOT))
    assert problems == ()
    assert settings is not None
    assert 6 <= len(settings.front.questions) <= 8
    assert settings.front.searches


def test_nothing_is_on_the_front_page_twice(pages: dict[str, PageFile]) -> None:
    main = pages["index.html"].one("main")
    links = Counter(link.attrib["href"] for link in main.iter("a"))
    twice = {href for href, count in links.items() if count > 1}
    assert twice == set()
    said = Counter(text_of(each) for each in pages["index.html"].all("p") if text_of(each))
    assert [
        words for words, count in said.items() if count > 1 and not words.endswith((" sider", "eksempel"))
    ] == []


def test_the_order_is_search_questions_themes_news(pages: dict[str, PageFile]) -> None:
    headings = [text_of(each) for each in pages["index.html"].one("main").iter("h2")]
    assert headings[:2] == ["Mange spør om", "Utforsk temaene"]
    assert headings.index("Aktuelt") > headings.index("Nye artikler")
    assert headings[-1] == "Nye kronikker"


@pytest.mark.parametrize("path", ["index.html", "tema/index.html", "modeller/index.html"])
def test_a_drawing_has_a_name(pages: dict[str, PageFile], path: str) -> None:
    drawings = list(pages[path].root.iter("{http://www.w3.org/2000/svg}svg"))
    assert all(each.attrib["role"] == "img" and "steg" in each.attrib["aria-label"] for each in drawings)
    assert bool(drawings) == (path != "tema/index.html")
