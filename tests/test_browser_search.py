"""The search in a browser, as a reader uses it: with mouse, keyboard, address and back button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.search_page import asked, boxes, choose, chosen, done, field, firsts, found, headline, results, status

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
WANTED = "/sporsmal-og-svar/komme-i-gang-med-individuell-plan/"


def test_a_search_in_the_address_finds_the_page(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=individuell+plan")
    done(page)
    assert any(urlsplit(link).path.endswith(WANTED) for link in firsts(page))
    expect(status(page)).to_have_text(f"{found(page)} treff på «individuell plan»")
    expect(field(page)).to_have_value("individuell plan")
    assert any("individuell" in text.lower() for text in results(page).locator("mark").all_inner_texts())


def test_a_result_leads_to_its_page(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=individuell+plan")
    done(page)
    link = results(page).nth(1).locator("h3 a")  # the first explains the term
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text(re.compile(re.escape(title.split(" – ")[0])))
    page.go_back()
    done(page)
    assert results(page).nth(1).locator("h3 a").inner_text() == title


def test_typing_searches_and_the_address_follows(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/")
    expect(status(page)).to_have_attribute("data-state", "idle")
    before = page.evaluate("history.length")
    field(page).press_sequentially("planstrategi", delay=10)
    expect(headline(page)).to_contain_text("«planstrategi»")
    done(page)
    assert results(page).count() > 0
    assert asked(page) == {"q": ["planstrategi"]}
    assert page.evaluate("history.length") == before
    field(page).fill("")
    expect(status(page)).to_have_attribute("data-state", "idle")
    assert results(page).count() == 0
    assert asked(page) == {}


def test_the_header_field_of_another_page_leads_to_the_search(page: Page, site_url: str) -> None:
    page.goto(site_url + WANTED[1:])
    box = page.locator('header input[name="q"]')
    box.fill("skjenking & salg")
    box.press("Enter")
    page.wait_for_url("**/sok/?*")
    done(page)
    expect(field(page)).to_have_value("skjenking & salg")


def test_filters_narrow_as_their_counts_say_and_stay_in_the_address(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=plan")
    everything = found(page)
    for name in ("theme", "kind", "author", "year", "language"):
        assert boxes(page, name).count() > 0, name
    theme, promised = choose(page, "theme")
    expect(headline(page)).to_contain_text("filtrene")
    assert found(page) == promised < everything
    assert asked(page) == {"q": ["plan"], "theme": [theme]}

    kind, promised = choose(page, "kind")
    expect(page.locator('[data-part="chosen"]')).to_have_text("(2 valgt)")
    assert found(page) == promised
    assert asked(page) == {"q": ["plan"], "theme": [theme], "kind": [kind]}


def test_values_of_one_filter_are_alternatives(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=plan")
    done(page)
    one, first = choose(page, "kind", 0)
    expect(page.locator('[data-part="chosen"]')).to_have_text("(1 valgt)")
    assert found(page) == first
    other, second = choose(page, "kind", 1)
    expect(page.locator('[data-part="chosen"]')).to_have_text("(2 valgt)")
    assert second > 0
    assert found(page) == first + second
    assert asked(page)["kind"] == [one, other]


def test_an_address_with_filters_restores_them_and_they_can_be_cleared(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=plan")
    everything = found(page)
    theme, promised = choose(page, "theme", 1)
    expect(page.locator('[data-part="chosen"]')).to_have_text("(1 valgt)")
    page.reload()
    assert found(page) == promised
    expect(chosen(page)).to_have_attribute("value", theme)
    page.locator('[data-part="clear"]').click()
    expect(page.locator('[data-part="chosen"]')).to_be_empty()
    assert found(page) == everything
    assert asked(page) == {"q": ["plan"]}
    expect(chosen(page)).to_have_count(0)
    expect(page.locator('[data-part="filters"] > summary')).to_be_focused()


def test_an_address_with_filters_alone_lists_their_pages(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?language=nynorsk")
    assert found(page) > 0
    expect(page.locator('[data-part="results"] h3[lang="nn"]').first).to_be_visible()


def test_back_and_forward_work(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=individuell+plan")
    first = found(page)
    field(page).fill("folkehelse")
    field(page).press("Enter")
    expect(headline(page)).to_contain_text("«folkehelse»")
    second = found(page)
    choose(page, "language")
    expect(page.locator('[data-part="chosen"]')).to_have_text("(1 valgt)")
    assert found(page) < second

    page.go_back()
    expect(page.locator('[data-part="chosen"]')).to_be_empty()
    assert found(page) == second
    expect(chosen(page)).to_have_count(0)
    page.go_back()
    expect(headline(page)).to_contain_text("«individuell plan»")
    assert found(page) == first
    expect(field(page)).to_have_value("individuell plan")
    page.go_forward()
    expect(headline(page)).to_contain_text("«folkehelse»")
    assert found(page) == second


def test_the_newest_query_wins(page: Page, site_url: str) -> None:
    held: list[Route] = []
    page.route("**/*.pf_fragment", lambda route: held.append(route) if not held else route.continue_())
    page.goto(site_url + "sok/?q=individuell")
    expect(status(page)).to_have_attribute("data-state", "loading")
    while not held:
        page.wait_for_timeout(20)
    field(page).fill("skjenketider")
    page.wait_for_timeout(300)
    for route in held:
        route.continue_()
    expect(headline(page)).to_contain_text("«skjenketider»")
    done(page)
    page.wait_for_timeout(200)
    expect(headline(page)).to_contain_text("«skjenketider»")
    assert asked(page) == {"q": ["skjenketider"]}


def test_more_results_are_shown_ten_at_a_time_and_focus_moves_on(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=plan")
    total = found(page)
    assert total > 20
    said = status(page).inner_text()
    expect(results(page)).to_have_count(10)
    more = page.get_by_role("button", name="Vis flere")
    more.press("Enter")
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10).locator("h3 a")).to_be_focused()
    assert len(set(firsts(page))) == 20
    assert status(page).inner_text() == said, "the number of hits is announced once"
    while more.is_visible():
        shown = results(page).count()
        more.click()
        expect(results(page)).to_have_count(min(shown + 10, total))
    assert results(page).count() == total


@pytest.mark.parametrize(
    "query",
    ["%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "%22", "%22individuell+plan%22", "%F0%9F%99%82", "...", "a" * 3000],
)
def test_odd_queries_are_searched_for_as_they_are(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}sok/?q={query}&kind=finnes+ikke&theme=%3Cb%3E&ukjent=1")
    done(page)
    assert page.locator("main img").count() == 0
    assert found(page) == 0
    page.locator('[data-part="clear"]').click()
    if any(letter.isalnum() for letter in unquote(query)):
        expect(page.locator('[data-part="chosen"]')).to_be_empty()
        done(page)
    else:
        expect(status(page)).to_have_attribute("data-state", "idle")
        expect(page.locator('[data-part="found"]')).to_be_hidden()


def test_pagefind_is_fetched_on_the_search_page_alone_and_only_when_it_is_used(page: Page, site_url: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda r: fetched.append(r.url) if "/sok/indeks/" in r.url else None)
    for address in ("", WANTED[1:], "tema/", "spor-oss/", "sok/"):
        page.goto(site_url + address, wait_until="networkidle")
        assert fetched == [], address
    with page.expect_request("**/sok/indeks/*/pagefind.js"):
        field(page).focus()


def test_the_order_is_chosen_and_stays_in_the_address(page: Page, site_url: str) -> None:
    page.goto(site_url + "sok/?q=folkehelse")
    everything = found(page)
    by_relevance = firsts(page)
    choose(page, "kind", 2)
    expect(page.locator('[data-part="chosen"]')).to_have_text("(1 valgt)")
    kind = asked(page)["kind"]
    page.get_by_role("radio", name="Dato").check()
    expect(headline(page)).to_contain_text("nyeste først")
    done(page)
    assert asked(page) == {"q": ["folkehelse"], "kind": kind, "sort": ["date"]}
    newest_first(page)

    page.reload()
    done(page)
    expect(page.get_by_role("radio", name="Dato")).to_be_checked()
    newest_first(page)
    expect(status(page)).to_contain_text("nyeste først")

    page.go_back()
    expect(headline(page)).not_to_contain_text("nyeste først")
    expect(page.get_by_role("radio", name="Relevans")).to_be_checked()
    expect(chosen(page)).to_have_count(1)
    page.go_back()
    expect(chosen(page)).to_have_count(0)
    assert found(page) == everything
    assert firsts(page) == by_relevance
    page.go_forward()
    page.go_forward()
    expect(headline(page)).to_contain_text("nyeste først")
    expect(page.get_by_role("radio", name="Dato")).to_be_checked()
    assert asked(page) == {"q": ["folkehelse"], "kind": kind, "sort": ["date"]}


def newest_first(page: Page) -> None:
    """Fail unless the results that have a date are sorted with the newest first."""
    facts = " ".join(results(page).locator(".facts").all_inner_texts())
    dates = [
        (int(year), MONTHS.index(month), int(day))
        for day, month, year in re.findall(rf"(\d+)\. ({'|'.join(MONTHS)}) (\d{{4}})", facts)
    ]
    assert len(set(dates)) > 1
    assert dates == sorted(dates, reverse=True)
