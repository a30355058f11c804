"""One rule says when a review is overdue: from the day after it is due; all that mention it follow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kbsite.checks.dates import OVERDUE, dates
from kbsite.render.compose.content import content_page
from kbsite.reports.authors import authors_report
from kbsite.reports.next_change import next_change
from kbsite.reports.overview import overview
from kbsite.reports.stale import stale_report
from kbsite.reports.themes import themes_report
from kbsite.site.review import due_day, is_overdue, overdue_from
from tests.samples import STRINGS, TODAY, config, site, text

PAGE = "content/artikler/a.md"
DAYS = {"the day before": (-1, True), "the day itself": (0, False), "the day after": (1, False)}


def test_the_day_itself_is_in_time() -> None:
    assert not is_overdue(TODAY, TODAY)
    assert is_overdue(TODAY - timedelta(days=1), TODAY)
    assert not is_overdue(None, TODAY)
    assert overdue_from(TODAY) == TODAY + timedelta(days=1)
    assert overdue_from(date.max) is None


@pytest.mark.parametrize("by", ["review_by", "the site's limit"])
@pytest.mark.parametrize(("days", "overdue"), DAYS.values(), ids=DAYS)
def test_all_who_speak_of_it_agree(by: str, days: int, overdue: bool) -> None:
    due = TODAY + timedelta(days=days)
    if by == "review_by":
        made = site({PAGE: text(review_by=due.isoformat())})
    else:
        settings = replace(config("plan"), review_after_months=12)
        made = site({PAGE: text(date=due.replace(year=due.year - 1).isoformat())}, settings)
    (page,) = (each for each in made.pages if each.path == PAGE)
    view = content_page(made, page, STRINGS["nb"])
    report = stale_report(made)
    assert due_day(made, page) == due
    assert (view.overdue or view.stale is not None) is overdue
    assert len(report.overdue) == len(report.overdue + report.soon) * overdue == overdue
    assert sum(each.overdue for each in authors_report(made).authors) == overdue
    assert sum(each.overdue for each in themes_report(made).themes) == overdue
    groups = {group.name: group.entries for group in overview(made, {}).ages}
    assert len(groups["overdue"]) == overdue
    if by == "review_by":
        assert [each.code for each in dates(made)] == [OVERDUE] * overdue
    if not overdue:
        assert next_change(made).next == due + timedelta(days=1)
