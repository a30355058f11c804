"""What readers search for, as they type it, on the real site: each query finds its page among the first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import watched
from tests.search_page import done, field, firsts, found, headline, results, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PLAN = "/artikler/individuell-plan-og-koordinator/"
STRATEGY = "/sporsmal-og-svar/hva-er-planstrategi/"
ALCOHOL = "/artikler/rusmiddelpolitisk-handlingsplan/"
CONTROLS = "/sporsmal-og-svar/hvor-mange-skjenkekontroller/"
PLANNING = "/artikler/hva-er-planlegging/"
TOP = 3


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Return one page for all tests here; each searches again."""
    with watched(browser, site_url) as opened:
        yield opened


def searched(page: Page, query: str) -> list[str]:
    """Return the paths of the hits that are shown for a query, best first."""
    if "/sok/" not in page.url:
        page.goto("sok/")
    field(page).fill("")
    expect(status(page)).to_have_attribute("data-state", "idle")
    field(page).fill(query)
    field(page).press("Enter")
    done(page)
    return [urlsplit(link).path for link in firsts(page)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("IP", PLAN),
        ("AAH", "/tema/ansvarlig-alkoholhandtering/"),
        ("pbl planstrategi", STRATEGY),
        ("§ 11-1", "/artikler/hva-er-planlegging/begreper/"),
        ("pbl § 10-1", "/lover/pbl/"),
        ("rusplan", ALCOHOL),
        ("medverknad", "/artikler/planprosessen-steg-for-steg/medvirkning/"),
        ("medvirkning", "/sporsmal-og-svar/medverknad-fra-dei-som-ikkje-blir-hoyrde/"),
        ("rettleiar for kontroll", "/artikler/kontroll-med-salg-og-skjenking/"),
        ("arbeid folkehelse", "/artikler/systematisk-folkehelsearbeid/"),
        ("plan handling rusmiddelpolitisk", ALCOHOL),
        ("økonomi plan handling", "/sporsmal-og-svar/handlingsdel-og-okonomiplan/"),
        ("Hvor mange skjenkekontroller må kommunen ha?", CONTROLS),
        ("Korleis kjem vi i gang med individuell plan?", "/sporsmal-og-svar/komme-i-gang-med-individuell-plan/nn/"),
        ("planlegging planteorier", f"{PLANNING}planteorier/"),
    ],
)
def test_it_finds_what_is_asked_for(page: Page, query: str, wanted: str) -> None:
    assert wanted in searched(page, query)[:TOP]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("medverknad", "medvirkning"),
        ("rettleiar", "veileder"),
        ("korleis", "hvordan"),
        ("korleis lage planstrategi", "hvordan lage planstrategi"),
        ("plan- og bygningslova", "plan- og bygningsloven"),
        ("plan handling", "handling plan"),
    ],
)
def test_what_means_the_same_has_as_many_hits(page: Page, one: str, other: str) -> None:
    searched(page, one)
    hits = found(page)
    searched(page, other)
    assert hits == found(page) > 0


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("IP", "individuell plan"),
        ("pbl", "plan- og bygningsloven"),
        ("AAH", "ansvarlig alkoholhåndtering"),
        ("rusplan", "rusmiddelpolitisk handlingsplan"),
        ("handlingsplan", "plan handling"),
    ],
)
def test_the_first_pages_for_what_is_called_two_ways_are_the_same(page: Page, short: str, full: str) -> None:
    assert set(searched(page, short)[:TOP]) & set(searched(page, full)[:TOP])


def test_part_of_a_compound_finds_it_where_the_site_lacks_the_part_itself(page: Page) -> None:
    searched(page, "hjul")
    marked = [text.lower() for text in results(page).locator("mark").all_inner_texts()]
    assert {"folkehelsehjulet", "årshjul"}.intersection(marked)


def test_a_quoted_phrase_is_in_every_hit(page: Page) -> None:
    for query in ('"individuell plan"', "«individuell plan»"):
        hits = searched(page, query)
        assert hits
        assert found(page) < 15
        for path in hits:
            page.goto(path[1:])
            text = " ".join(page.locator("main#innhold").inner_text().lower().split())
            assert "individuell plan" in text or "individuelle plan" in text


def test_a_word_with_a_minus_is_in_no_hit(page: Page) -> None:
    assert CONTROLS in searched(page, "skjenkekontroller")
    everything = found(page)
    hits = searched(page, "skjenkekontroller -risiko")
    assert CONTROLS not in hits
    assert 0 < found(page) < everything
    answers = [path for path in hits if path.startswith("/sporsmal-og-svar/")]
    assert answers
    for path in answers:
        page.goto(path[1:])
        assert "risiko" not in page.locator("[data-part='answer']").inner_text().lower().split()


@pytest.mark.parametrize(
    ("typed", "shown", "wanted"),
    [
        ("planstartegi", "planstrategi", STRATEGY),
        ("plnstrategi", "planstrategi", STRATEGY),
        ("plannstrategi", "planstrategi", STRATEGY),
        ("invididuell plan", "individuell plan", PLAN),
        ("skjenkekontoller", "skjenkekontroller", CONTROLS),
        ("saarbare grupper", "sårbare grupper", "/sporsmal-og-svar/sarbare-grupper-i-beredskapsplanen/"),
        ("skrivebordsovelse", "skrivebordsøvelse", "/sporsmal-og-svar/skrivebordsovelse-pa-tvers-av-sektorer/"),
    ],
)
def test_a_misspelt_word_is_reported_and_what_was_meant_is_found(
    page: Page, typed: str, shown: str, wanted: str
) -> None:
    assert wanted in searched(page, typed)[:TOP]
    expect(page.locator('[data-part="correction"]')).to_have_text(
        f"Viser treff for {shown}. Søk heller etter {typed}"
    )


def test_chapters_of_one_article_do_not_fill_the_list(page: Page) -> None:
    for query in ("planlegging", "planprosess", "rusmiddelpolitisk handlingsplan", "folkehelsearbeid"):
        articles = [
            "/".join(path.split("/")[:3]) for path in searched(page, query) if path.startswith("/artikler/")
        ]
        assert articles
        assert max(map(articles.count, articles)) <= 2, query


@pytest.mark.parametrize(
    ("query", "chapter"),
    [
        ("hva er planlegging makt", "makt-og-deltakelse"),
        ("hva er planlegging etikk", "etikk-og-roller"),
        ("hva er planlegging begreper", "begreper"),
    ],
)
def test_a_chapter_is_found_with_its_parents_name(page: Page, query: str, chapter: str) -> None:
    assert searched(page, query)[0] == f"{PLANNING}{chapter}/"


def test_where_nothing_is_found_it_says_so(page: Page) -> None:
    assert searched(page, "qwxyzqwx") == []
    expect(status(page)).to_have_text("Ingen treff på «qwxyzqwx»")
    expect(page.locator('[data-part="search-ask"]')).to_have_attribute("href", "/spor-oss/?sporsmal=qwxyzqwx")
    expect(headline(page)).to_be_visible()
