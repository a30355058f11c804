"""What is due at midnight in Norway is out at the first build after it, and not before: whatever the clock."""

from __future__ import annotations

import datetime
import json
import re
import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from kbsite.cli import main
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, ROOT, files, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NORWAY = ZoneInfo("Europe/Oslo")

DAYS = (
    "2026-03-29",  # summer time begins at two in the night
    "2026-03-30",
    "2026-07-01",  # two hours before London
    "2026-10-25",  # summer time ends
    "2026-10-26",
    "2027-01-01",  # another year in Norway than in London
)

ZONES = ("UTC", "America/Los_Angeles", "Pacific/Kiritimati")
MACHINES = [(day, ZONES[number % len(ZONES)]) for number, day in enumerate(DAYS)]
"""Each day, on a machine of one of the time zones."""


def at(day: str, clock: str, before: bool) -> int:
    """Return a moment on that day in Norway, or on the day before."""
    found = datetime.date.fromisoformat(day) - datetime.timedelta(days=before)
    return int(datetime.datetime.combine(found, datetime.time.fromisoformat(clock), NORWAY).timestamp())


def build(root: Path, output: Path, moment: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Build at a moment, with the options that a pipeline has, and return the files."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
    command = ["build", "--root", str(root), "--output", str(output), "--layouts", str(LAYOUTS), "--no-search"]
    assert main([*command, "--quiet"]) == 0
    return files(output)


@pytest.fixture
def clock(zone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine have another time zone."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("day", "zone"), MACHINES)
def test_a_page_comes_and_another_goes_at_midnight_in_norway(
    day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(
        tmp_path / "site",
        {
            "aktuelt/kommer.md": text("Kommer", date=day),
            "aktuelt/gar.md": text("Går", date="2026-01-01", expires=day),
            "artikler/fast.md": text("Fast", date="2026-01-01"),
            "forfattere/kari.md": plain_text("Kari"),
        },
    )
    output = tmp_path / "public"
    lists = ("aktuelt/index.html", "feed.xml", "feed.json", "sitemap.xml", "innhold.json")
    for now, before in (
        ("23:30", True),
        ("23:59:59", True),
        ("00:00", False),
        ("02:30", False),
    ):  # once, twice, never
        made = build(root, output, at(day, now, before), monkeypatch)
        assert ("aktuelt/kommer/index.html" in made) == (not before), now
        assert ("aktuelt/gar/index.html" in made) == before, now
        for name in lists:
            assert (b"aktuelt/kommer/" in made[name]) == (not before), (now, name)
            assert (b"aktuelt/gar/" in made[name]) == before, (now, name)
        capsys.readouterr()
        assert main(["report", "next-change", "--root", str(root), "--json", "--quiet"]) == 0
        found = json.loads(capsys.readouterr().out)
        if before:
            assert found["next"] == day
            assert datetime.datetime.fromisoformat(found["at"]).timestamp() == at(day, "00:00", before=False)
            assert sorted(each["what"] for each in found["changes"]) == ["expired", "published"]
        else:
            assert found["next"] != day


NIGHTLY = re.compile(r"\b([0-9]{1,2}) ([0-9]{1,2}) \* \* \*")
"""A time in UTC at which something runs every day, as cron and the hosts' schedules have it."""

SCHEDULES = (
    ".github/workflows/publish.yaml",
    "kbsite/authoring/init/starters/common/dot-github/workflows/site.yaml",
    "docs/owner/content/articles/host-gitlab-pages.md",
)


@pytest.mark.parametrize("file", SCHEDULES)
def test_every_nightly_build_begins_in_the_first_hours_of_each_day_in_norway(file: str) -> None:
    ((minute, hour),) = {*NIGHTLY.findall((ROOT / file).read_text(encoding="utf-8"))}
    first = datetime.date(2026, 1, 1)
    days = {first + datetime.timedelta(days=number) for number in range(2 * 365)}
    assert {datetime.date.fromisoformat(day) for day in DAYS} <= days
    for day in sorted(days):
        begins = datetime.datetime.combine(day, datetime.time(int(hour), int(minute)), datetime.UTC)
        assert begins.astimezone(NORWAY).date() == day, "what is due at midnight is out the same night"
        assert begins.astimezone(NORWAY).hour < 5, "and early"


@pytest.mark.parametrize("cron", ["17 22 * * *", "0 23 * * *", "30 5 * * *"])
def test_a_schedule_that_runs_before_midnight_or_late_would_be_seen(cron: str) -> None:
    ((minute, hour),) = NIGHTLY.findall(f'- cron: "{cron}" # UTC')
    moments = [
        datetime.datetime.combine(
            datetime.date.fromisoformat(day), datetime.time(int(hour), int(minute)), datetime.UTC
        )
        for day in DAYS
    ]
    local = [(moment.astimezone(NORWAY), moment) for moment in moments]
    assert not all(here.date() == moment.date() and here.hour < 5 for here, moment in local)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("day", "zone"), MACHINES[::2])
def test_a_day_in_a_calendar_is_that_day_whatever_the_clock(
    day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = f"[{{id: frist, title: Frist, text: Den er der., starts: {day}}}]"
    content = {"kalender/frister.md": text("Frister", date="2026-01-01", events=events)}
    root = write_site(tmp_path / "site", content | {"forfattere/kari.md": plain_text("Kari")})
    seen = set()
    for now, before in (("23:30", True), ("00:30", False)):
        made = build(root, tmp_path / "public", at(day, now, before), monkeypatch)
        (calendar,) = (data for path, data in made.items() if path.endswith(".ics"))
        assert f"DTSTART;VALUE=DATE:{day.replace('-', '')}".encode() in calendar
        seen.add(calendar)
    assert len(seen) == 1, "nothing in it depends on the moment"
