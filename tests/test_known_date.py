"""Dates as far as they are known: a day, a month or a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.norwegian.iso_date import iso_month
from kbsite.norwegian.known_date import KnownDate, first_day, known_date, last_day
from kbsite.render.compose.cite import cite
from kbsite.render.outputs.feeds import feeds
from kbsite.render.reference_formats import bibtex, ris
from kbsite.schema.advice import date_advice
from kbsite.site.history import Life, last_changes
from kbsite.site.review import fresh_until, stale_since
from kbsite.site.translations import outdated
from tests.samples import STRINGS, config, site, text
from tests.sites import build, read_pages, write_site
from tests.test_compose import content, graph
from tests.test_search_pages import raw

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Site

A = "content/artikler/a.md"
YEARS = st.integers(1000, 9999)
DATES = st.one_of(
    st.builds(KnownDate, YEARS),
    st.builds(KnownDate, YEARS, st.integers(1, 12)),
    st.dates(min_value=date(1000, 1, 1)).map(KnownDate.of),
)


@given(DATES)
def test_what_is_written_is_read_as_the_same(day: KnownDate) -> None:
    assert known_date(day.isoformat()) == day


@given(DATES, DATES)
def test_the_order_is_that_of_the_first_days_and_of_what_is_written(one: KnownDate, other: KnownDate) -> None:
    assert (one < other) == (one.isoformat() < other.isoformat())
    assert one.first <= one.last
    if one.first < other.first:
        assert one < other


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0000",
        "0026",
        "999",
        "2011-13",
        "2011-00",
        "2011-5",
        "2011-02-30",
        "2011-1-1",
        "20111",
        "201105",
        "11.05.2011",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert known_date(written) is None


@pytest.mark.parametrize(
    ("day", "iso", "words", "first", "last"),
    [
        (KnownDate(2011), "2011", "2011", date(2011, 1, 1), date(2011, 12, 31)),
        (KnownDate(2012, 2), "2012-02", "februar 2012", date(2012, 2, 1), date(2012, 2, 29)),
        (KnownDate(2011, 5, 3), "2011-05-03", "3. mai 2011", date(2011, 5, 3), date(2011, 5, 3)),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(
    day: KnownDate, iso: str, words: str, first: date, last: date
) -> None:
    assert (day.isoformat(), day.long(), day.first, day.last) == (iso, words, first, last)
    assert (first_day(day), last_day(day)) == (first, last)
    assert first_day(first) == last_day(first) == first


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("mai 2011", "2011-05"),
        ("Mai 2011", "2011-05"),
        ("2011-5", "2011-05"),
        ("2011/05", "2011-05"),
        ("05.2011", "2011-05"),
        ("5/2011", "2011-05"),
        ("13.2011", ""),
        ("mai 11", ""),
        ("0000-05", ""),
    ],
)
def test_a_month_in_another_form_is_corrected(written: str, month: str) -> None:
    assert iso_month(written) == month
    assert date_advice("date", written, partial=True) == (f"date: {month}" if month else "")
    assert date_advice("expires", written, partial=False) == ""


@pytest.mark.parametrize(
    ("given_date", "shown"), [("2026-11", True), ("2026", True), ("2026-12", False), ("2027", False)]
)
def test_a_page_is_published_from_the_first_day_that_it_can_be(given_date: str, shown: bool) -> None:
    assert (A in {page.path for page in site({A: text(date=given_date)}).pages}) == shown


def test_lists_are_sorted_by_the_first_day_and_the_most_exact_first() -> None:
    days = ("2025-12-31", "2026", "2026-01", "2026-01-01", "2026-02")
    files = {f"content/artikler/{n}.md": text(f"Nr {n}", date=day) for n, day in enumerate(days)}
    assert [str(page.meta.date and page.meta.date.isoformat()) for page in site(files).by_kind["article"]] == [
        "2026-02",
        "2026-01-01",
        "2026-01",
        "2026",
        "2025-12-31",
    ]


def test_a_page_and_its_structured_data_say_no_more_than_is_known() -> None:
    page = content({A: text(date="2011", updated="2011-05")})
    assert (str(page.published), str(page.updated)) == ("2011", "mai 2011")
    assert (page.head.published, page.head.updated) == ("2011", "2011-05")
    article = graph(page)["Article"]
    assert (article["datePublished"], article["dateModified"]) == ("2011", "2011-05")


def test_a_feed_has_the_first_day_since_atom_has_whole_moments_only() -> None:
    (output,) = (each for each in feeds(site({A: text(date="2011-05")}), STRINGS) if each.path == "feed.xml")
    assert isinstance(output.data, bytes)
    [entry] = ET.fromstring(output.data).iterfind("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 - our own
    assert entry.findtext("{http://www.w3.org/2005/Atom}published") == "2011-05-01T00:00:00Z"


@pytest.mark.parametrize(
    ("given_date", "apa", "bib", "da"),
    [
        ("2011", "2011", "  date = {2011},\n", "2011"),
        ("2011-05", "2011, mai", "  month = may,\n", "2011/05"),
        ("2011-05-03", "2011, 3. mai", "  date = {2011-05-03},\n", "2011/05/03"),
    ],
)
def test_a_reference_is_as_exact_as_the_date(given_date: str, apa: str, bib: str, da: str) -> None:
    made = site({A: text(date=given_date)})
    reference = cite(made, next(page for page in made.pages if page.path == A), STRINGS["nb"])
    assert reference.day == apa
    assert bib in bibtex(reference)
    assert "  year = {2011},\n" in bibtex(reference)
    assert ("month" in bibtex(reference)) == ("-" in given_date)
    assert f"DA  - {da}\r\n" in ris(reference)


def test_the_search_has_the_date_and_its_year_as_far_as_they_are_known() -> None:
    files = {A: text("A", date="2011-05"), "content/artikler/b.md": text("B", date="2011")}
    table = raw(site(files), "/artikler/a/", "/artikler/b/")
    assert (table["days"], table["filters"]["year"]) == ("201105 2011", [["2011"], "0 0"])


def _page(made: Site) -> Any:
    return next(page for page in made.pages if page.path == A)


def test_a_page_is_stale_only_when_it_surely_is_and_says_no_more_than_is_known() -> None:
    settings = replace(config("plan"), review_after_months=12)
    fresh, stale = (site({A: text(date=day)}, settings) for day in ("2025-11", "2025-10"))
    assert stale_since(fresh, _page(fresh)) is None
    assert stale_since(stale, _page(stale)) == KnownDate(2025, 10)
    assert fresh_until(stale, _page(stale)) == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("last", "behind"), [("2025", True), ("2026", False), ("2026-04", True), ("2026-05", False)]
)
def test_a_translation_is_behind_only_when_it_surely_is(last: str, behind: bool) -> None:
    files = {
        A: text(date="2024-01-01", updated="2026-05-03"),
        "content/artikler/a.nn.md": text(date="2024-01-01", updated=last, lang="nn"),
    }
    assert bool(list(outdated(site(files)))) == behind


def test_changes_count_from_the_first_day_that_a_page_can_be_published() -> None:
    made = site({A: text(date="2026-05")})
    lives = {A: Life(date(2026, 1, 1), (date(2026, 4, 30), date(2026, 5, 2)))}
    assert last_changes(made, lives) == {A: date(2026, 5, 2)}
    assert made.updated(_page(made)) is None


def test_readers_see_the_dates_of_a_page_and_of_its_sources(tmp_path: Path) -> None:
    sources = (
        "\n  - title: Loven\n    url: https://lovdata.no/a\n    date: 2008-06\n    year: 2008"
        "\n  - title: Planen\n    url: https://lovdata.no/b\n    year: 2019-2021"
    )
    files = {
        "forfattere/kari.md": "---\ntitle: Kari\n---\n",
        "artikler/a.md": text(date="2011", updated="2011-05", resources=sources),
    }
    assert build(write_site(tmp_path, files), tmp_path / "public") == 0
    page = read_pages(tmp_path / "public")["artikler/a/index.html"]
    times = [(time.attrib["datetime"], time.text) for time in page.all("time")]
    assert ("2011", "2011") in times
    assert ("2011-05", "mai 2011") in times
    assert ("2008-06", "juni 2008") in times
    facts = [
        "".join(each.itertext()).split() for each in page.all("*[@data-part='resources']//span[@class='facts']")
    ]
    assert facts == [["juni", "2008"], ["2019-2021"]]
