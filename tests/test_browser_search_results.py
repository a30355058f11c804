"""What the search shows in a browser: each hit, what is searched for instead, and what is offered without hits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from kbsite.publish.local_host import served
from tests.conftest import watched
from tests.search_page import asked, boxes, done, field, firsts, headline, results, status
from tests.sites import build, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

MISSPELT = "planstartegi"
NOWHERE = '"finnes ikke her" planstrategi'


def of_kind(page: Page, kind: str) -> Locator:
    """Return the results of one kind."""
    return results(page).filter(has=page.locator(".facts span", has_text=re.compile(rf"^{kind}$")))


def test_a_hit_shows_its_kind_theme_date_and_author(page: Page) -> None:
    page.goto("sok/?q=planstrategi")
    done(page)
    for facts in of_kind(page, "Spørsmål og svar").locator(".facts:first-of-type").all():
        kind, themes, date, author = facts.locator("span").all_inner_texts()
        assert kind == "Spørsmål og svar"
        assert themes
        assert re.fullmatch(r"\d+\. \w+ \d{4}", date)
        assert author


def test_a_questions_hit_shows_the_start_of_its_answer(page: Page) -> None:
    page.goto("sok/?q=planstrategi")
    done(page)
    questions = of_kind(page, "Spørsmål og svar")
    assert questions.count() > 0
    for text in questions.locator(".excerpt").all_inner_texts():
        assert text.startswith("Svar: ")
    shown = questions.first.locator(".excerpt").inner_text().removeprefix("Svar: ").strip("… ")
    questions.first.locator("h3 a").click()
    answer = " ".join(page.locator("[data-part='answer']").inner_text().split())
    assert " ".join(shown.split()) in answer


def test_sections_that_match_are_links_to_them(page: Page) -> None:
    page.goto("sok/?q=planstrategi")
    done(page)
    link = results(page).locator(".parts a").first
    title = link.inner_text()
    href = link.get_attribute("href") or ""
    assert href.startswith(urlsplit(firsts(page)[1]).path + "#")  # the first explains the term
    link.click()
    page.wait_for_url(f"**{href}")
    assert page.evaluate("document.querySelector(':target').innerText") == title


def test_chapters_of_one_article_are_folded_into_one_hit(page: Page) -> None:
    page.goto("sok/?q=planlegging")
    done(page)
    hit = results(page).filter(has=page.locator(".also")).first
    assert hit.locator(".also").inner_text().startswith("Også i denne artikkelen: ")
    article = "/".join(urlsplit(first_link(hit)).path.split("/")[:3])
    chapters = [str(link) for link in hit.locator(".also a").evaluate_all("links => links.map(link => link.href)")]
    assert chapters
    assert all(urlsplit(link).path.startswith(f"{article}/") for link in chapters)
    assert not set(chapters) & set(firsts(page))


def first_link(hit: Locator) -> str:
    return str(hit.locator("a").first.evaluate("link => link.href"))


def test_what_is_in_the_other_standard_says_so(page: Page) -> None:
    page.goto("sok/?q=planstrategi&language=nynorsk")
    done(page)
    hit = results(page).first
    expect(hit.locator("h3")).to_have_attribute("lang", "nn")
    expect(hit.locator(".excerpt")).to_have_attribute("lang", "nn")
    assert hit.locator(".facts").first.get_attribute("lang") is None


def test_a_misspelt_word_is_corrected_and_the_page_says_so(page: Page) -> None:
    page.goto(f"sok/?q={MISSPELT}")
    done(page)
    correction = page.locator('[data-part="correction"]')
    expect(correction).to_have_text(f"Viser treff for planstrategi. Søk heller etter {MISSPELT}")
    expect(correction.locator("strong")).to_have_text("planstrategi")
    expect(headline(page)).to_contain_text("«planstrategi»")
    expect(status(page)).to_contain_text(f"Viser treff for planstrategi. Søk heller etter {MISSPELT}")
    expect(field(page)).to_have_value(MISSPELT)

    correction.locator("a").click()
    page.wait_for_url("**ordrett=1*")
    done(page)
    assert asked(page) == {"q": [MISSPELT], "ordrett": ["1"]}
    expect(headline(page)).to_contain_text(f"«{MISSPELT}»")
    expect(correction).to_be_hidden()
    field(page).fill(f"{MISSPELT}en")
    field(page).press("Enter")
    expect(correction).to_be_visible()
    assert asked(page) == {"q": [f"{MISSPELT}en"]}
    page.go_back()
    expect(correction).to_be_hidden()
    assert asked(page)["ordrett"] == ["1"]


def test_without_hits_it_offers_questions_themes_and_the_editors(page: Page) -> None:
    page.goto(f"sok/?q={NOWHERE}")
    done(page)
    expect(status(page)).to_have_text(f"Ingen treff på «{NOWHERE}»")
    expect(headline(page)).to_be_visible()
    assert results(page).count() == 0
    near = page.locator('[data-part="near"] a')
    assert 0 < near.count() <= 3
    assert all("/sporsmal-og-svar/" in (link.get_attribute("href") or "") for link in near.all())
    themes = page.locator('[data-part="nearest"] a')
    assert themes.count() > 0
    assert all("/tema/" in (link.get_attribute("href") or "") for link in themes.all())
    expect(page.locator('main [data-part="browse"] a[href*="/tema/"]').first).to_be_visible()
    ask = page.locator('[data-part="search-ask"]')
    assert parse_qs(urlsplit(ask.get_attribute("href") or "").query) == {"sporsmal": [NOWHERE]}
    ask.click()
    expect(page.locator('[name="question"]')).to_have_value(NOWHERE)


def test_words_from_nowhere_are_shown_as_they_are(page: Page) -> None:
    page.goto("sok/?q=qwxyzqwxyz+%3Czzqqx%3E")
    done(page)
    expect(status(page)).to_have_text("Ingen treff på «qwxyzqwxyz <zzqqx>»")
    for part in ("near", "nearest", "results"):
        expect(page.locator(f'[data-part="{part}"]')).to_be_hidden()


@pytest.mark.parametrize("query", ["plan", "planlegging&sort=date", MISSPELT, NOWHERE, "a" * 200])
def test_on_a_narrow_screen_nothing_is_wider_and_filters_are_folded_away(page: Page, query: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"sok/?q={query}")
    done(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if query != "plan":
        return
    assert boxes(page, "theme").count() == 0
    page.locator('[data-part="filters"] > summary').click()
    assert boxes(page, "theme").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_there_are_the_results_alone(page: Page) -> None:
    page.goto(f"sok/?q={MISSPELT}")
    done(page)
    page.emulate_media(media="print")
    expect(headline(page)).to_be_visible()
    expect(results(page).first).to_be_visible()
    for name in ("filters", "sort", "browse"):
        expect(page.locator(f'[data-part="{name}"]')).to_be_hidden()
    expect(page.locator("main form")).to_be_hidden()
    expect(page.locator('[data-part="correction"] a')).to_be_hidden()


def test_a_best_bet_says_who_recommends_it(browser: Browser, tmp_path: Path) -> None:
    text = "---\ntitle: {}\n---\n\nVi skriver om planer, og om planlegging.\n"
    bets = "best_bets:\n- queries: [planer]\n  page: sider/andre.md\n"
    pages = {"sider/forste.md": text.format("Planer"), "sider/andre.md": text.format("Noe annet")}
    root = write_site(tmp_path, {**pages, "data/search.yaml": bets})
    assert build(root, root / "public", "--search") == 0
    with served(root / "public") as url, watched(browser, url) as page:
        for query, pinned in (("planer", 1), ("planlegging", 0)):
            page.goto(f"sok/?q={query}")
            done(page)
            expect(results(page)).to_have_count(2)
            expect(results(page).locator(".facts", has_text="Anbefalt av redaksjonen")).to_have_count(pinned)
            if pinned:
                expect(results(page).first.locator(".facts span").first).to_have_text("Anbefalt av redaksjonen")
                expect(results(page).first.locator("h3")).to_have_text("Noe annet")
