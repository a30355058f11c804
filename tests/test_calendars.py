"""Calendars: when their events come again, how a page groups them, and the file that programs subscribe to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kbsite.render.compose import compose
from kbsite.render.compose.calendar import written
from kbsite.render.outputs.calendars import calendars
from kbsite.render.views import CalendarView, ContentPage
from kbsite.schema.calendar_fields import Cycle, Event
from kbsite.site.events import Time, next_time, shifted
from tests.samples import plain_text, site, text
from tests.sites import build, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from icalendar import Event as Entry

PAGE = "content/kalender/aaret.md"
EVENTS = """
  - {id: budsjett, title: Budsjett, text: Det vedtas., starts: 2026-12-31, every: 1}
  - id: horing
    title: Høring & mer
    text: "Planen, den er på høring; si fra."
    starts: 2026-02-01
    ends: 2026-02-28
    every: 1
    pages: [../artikler/a.md#fristen]
    sources: [{title: Loven § 1, url: "https://example.org/§1"}]
  - {id: strategi, title: Strategi, text: Den vedtas., starts: 2024-10-01, ends: 2024-10-31, every: 4}
  - {id: valg, title: Valg, text: Det er valg., starts: 2023-09-11, every: 4}
  - {id: lenge, title: Lenge, text: Det varer., starts: 2027-01-01, ends: 2027-12-31, every: 4}
  - {id: tredje, title: Tredje, text: Hvert tredje., starts: 2026-05-01, every: 3}
  - {id: over, title: Over, text: Den er over., starts: 2026-01-02}
  - {id: snart, title: Snart, text: Den kommer., starts: 2027-07-01}"""
CYCLE = {"cycle": "[Valgåret, Første år, Andre år, Tredje år]", "cycle_begins": "2023"}
FILES = {
    PAGE: text("Året", "Innledning.", events=EVENTS, **CYCLE),
    "content/artikler/a.md": text("A", "## Fristen\n\nTekst."),
}

ON_DISK = {
    "kalender/aaret.md": FILES[PAGE],
    "artikler/a.md": FILES["content/artikler/a.md"],
    "forfattere/kari.md": plain_text("Kari"),
}


class _Words(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


def view(files: dict[str, str] | None = None, path: str = "kalender/aaret/index.html") -> CalendarView | None:
    jobs = {each.path: each for each in compose(site(files or FILES), {"nb": _Words(), "nn": _Words()})}
    page = jobs[path].page
    assert isinstance(page, ContentPage)
    return page.calendar


def groups() -> dict[tuple[int, str], list[tuple[str, str]]]:
    found = view()
    assert found is not None
    return {(each.every, each.title): [(event.title, event.when) for event in each.events] for each in found.groups}


def event(starts: str, ends: str = "", every: int | None = None) -> Event:
    last = date.fromisoformat(ends) if ends else None
    return Event(id="x", title="X", text="X.", starts=date.fromisoformat(starts), ends=last, every=every)


def entries(data: bytes) -> list[Entry]:
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    return found.events


class TestNextTime:
    @pytest.mark.parametrize(
        ("given_event", "today", "first"),
        [
            (event("2026-12-31", every=1), "2026-12-31", "2026-12-31"),
            (event("2026-12-31", every=1), "2027-01-01", "2027-12-31"),
            (event("2024-10-01", "2024-10-31", 4), "2028-10-31", "2028-10-01"),
            (event("2024-10-01", "2024-10-31", 4), "2028-11-01", "2032-10-01"),
            (event("2026-11-15", "2027-01-15", 1), "2028-01-10", "2027-11-15"),
            (event("2030-01-01", every=4), "2026-01-01", "2030-01-01"),
            (event("2024-02-29", every=4), "2097-01-01", "2100-02-28"),
        ],
    )
    def test_it_is_the_first_that_is_not_over(self, given_event: Event, today: str, first: str) -> None:
        found = next_time(given_event, date.fromisoformat(today))
        assert found is not None
        assert found.first.isoformat() == first

    def test_an_event_of_once_comes_no_more(self) -> None:
        assert next_time(event("2026-01-02"), date(2026, 1, 2)) == Time(date(2026, 1, 2), date(2026, 1, 2))
        assert next_time(event("2026-01-02"), date(2026, 1, 3)) is None

    @given(
        st.dates(date(1990, 1, 1), date(2060, 12, 31)),
        st.integers(0, 300),
        st.integers(1, 9),
        st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    )
    def test_no_time_before_it_is_still_to_come(self, starts: date, days: int, every: int, today: date) -> None:
        last = date.fromordinal(starts.toordinal() + days)
        found = next_time(Event(id="x", title="X", text="X", starts=starts, ends=last, every=every), today)
        assert found is not None
        assert found.last >= today
        assert (found.first.year - starts.year) % every == 0
        before = shifted(found, -every)
        assert before.last < today or before.first.year < starts.year


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-09-30", "2026-09-30", "30. september"),
        ("2026-03-01", "2026-03-15", "1.–15. mars"),
        ("2026-09-01", "2026-09-30", "september"),
        ("2026-10-01", "2026-12-31", "oktober–desember"),
        ("2026-10-02", "2026-12-31", "2. oktober – 31. desember"),
        ("2028-02-01", "2028-02-29", "februar"),
        ("2026-01-01", "2026-12-31", "hele året"),
        ("2026-07-01", "2027-06-30", "juli–juni"),
    ],
)
def test_days_in_words(first: str, last: str, words: str) -> None:
    assert written(Time(date.fromisoformat(first), date.fromisoformat(last)), "nb", "hele året") == words


def test_a_cycle_counts_years_before_it_began_too() -> None:
    cycle = Cycle(begins=2027, years=("a", "b", "c", "d"))
    assert [cycle.place(year) for year in (2023, 2026, 2027, 2028)] == [0, 3, 0, 1]


def test_events_are_grouped_by_how_often_they_come_and_stand_by_their_last_day() -> None:
    assert groups() == {
        (1, ""): [("Høring & mer", "februar"), ("Budsjett", "31. desember")],
        (4, "Valgåret"): [("Valg", "11. september"), ("Lenge", "calendar_all_year")],
        (4, "Første år"): [("Strategi", "oktober")],
        (3, ""): [("Tredje", "1. mai")],
        (0, ""): [("Snart", "1. juli 2027")],
    }


def test_a_calendar_without_a_cycle_groups_by_interval_alone() -> None:
    found = view({**FILES, PAGE: text("Året", "Innledning.", events=EVENTS)})
    assert found is not None
    assert [(each.every, each.title) for each in found.groups] == [(1, ""), (3, ""), (4, ""), (0, "")]


def test_an_event_leads_to_its_pages_and_sources() -> None:
    found = view()
    assert found is not None
    shown = next(each for each in found.groups[0].events if each.id == "hendelse_horing")
    assert [(link.title, link.href) for link in shown.pages] == [("A: Fristen", "/artikler/a/#fristen")]
    assert [(source.title, source.url) for source in shown.sources] == [("Loven § 1", "https://example.org/§1")]


def test_the_file_is_downloaded_and_subscribed_to_at_one_address() -> None:
    found = view()
    assert found is not None
    assert found.file == "/kalender/aaret/kalender.ics"
    assert found.subscribe == "webcal://example.org/kalender/aaret/kalender.ics"


def test_no_other_page_is_a_calendar() -> None:
    assert view(path="artikler/a/index.html") is None
    assert not list(calendars(site({"content/artikler/a.md": text("A")})))


class TestFile:
    @pytest.fixture
    def data(self) -> bytes:
        (output,) = calendars(site(FILES))
        assert output.path == "kalender/aaret/kalender.ics"
        assert isinstance(output.data, bytes)
        return output.data

    @pytest.fixture
    def events(self, data: bytes) -> dict[str, Entry]:
        return {str(each["UID"]).partition("@")[0].rpartition(".")[2]: each for each in entries(data)}

    def test_every_event_is_in_it_those_that_are_over_too(self, events: dict[str, Entry]) -> None:
        assert list(events) == ["budsjett", "horing", "strategi", "valg", "lenge", "tredje", "over", "snart"]

    def test_an_event_has_whole_days_and_comes_again(self, events: dict[str, Entry]) -> None:
        strategy = events["strategi"]
        assert (date(2024, 10, 1), date(2024, 11, 1)) == (strategy.DTSTART, strategy.DTEND)
        assert [each.to_ical() for each in strategy.rrules] == [b"FREQ=YEARLY;INTERVAL=4"]
        assert "RRULE" not in events["over"]

    def test_a_long_time_stands_on_its_last_day_and_says_which_days_it_is(self, events: dict[str, Entry]) -> None:
        long = events["lenge"]
        assert (date(2027, 12, 31), date(2028, 1, 1)) == (long.DTSTART, long.DTEND)
        assert str(long["DESCRIPTION"]) == "Januar–desember: Det varer."

    def test_texts_with_signs_of_the_format_come_back_as_they_were(self, events: dict[str, Entry]) -> None:
        hearing = events["horing"]
        assert str(hearing["SUMMARY"]) == "Høring & mer"
        assert str(hearing["DESCRIPTION"]) == (
            "Planen, den er på høring; si fra.\n\nLoven § 1: https://example.org/§1"
        )
        assert str(hearing["URL"]) == "https://example.org/kalender/aaret/#hendelse_horing"

    def test_its_lines_are_as_long_and_end_as_the_format_says(self, data: bytes) -> None:
        lines = data.split(b"\r\n")
        assert lines[-1] == b""
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)

    def test_it_says_when_the_page_last_changed(self) -> None:
        changed = text("Året", "Innledning.", events=EVENTS, updated="2026-02-15")
        (output,) = calendars(site({**FILES, PAGE: changed}))
        assert isinstance(output.data, bytes)
        stamps = {each.DTSTAMP.isoformat() for each in entries(output.data)}
        assert stamps == {"2026-02-15T00:00:00+00:00"}

    def test_a_name_stays_where_the_site_is_built_for_another_address(self, tmp_path: Path) -> None:
        root, output = write_site(tmp_path, ON_DISK), tmp_path / "public"
        assert build(root, output, "--base-url", "https://preview.example/x/") == 0
        data = (output / "kalender/aaret/kalender.ics").read_bytes()
        first = entries(data)[0]
        assert str(first["UID"]).endswith("@example.org")
        assert str(first["URL"]).startswith("https://preview.example/x/kalender/aaret/")


def test_the_page_shows_the_events_and_the_file(tmp_path: Path) -> None:
    root, output = write_site(tmp_path, ON_DISK), tmp_path / "public"
    assert build(root, output) == 0
    page = read_pages(output)["kalender/aaret/index.html"]
    assert "Høring & mer" in text_of(page.root)
    hrefs = [link.get("href") for link in page.root.iter("a")]
    assert "/kalender/aaret/kalender.ics" in hrefs
