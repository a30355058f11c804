"""What the reports find on small sites: reviews, the next change, links, laws, authors and themes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import Location
from kbsite.model import MenuItem
from kbsite.model.lexicon import LawReference
from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.local_text import LocalText
from kbsite.read.lexicon import laws as read_laws
from kbsite.reports.authors import authors_report
from kbsite.reports.laws import laws_report
from kbsite.reports.links import links_report
from kbsite.reports.next_change import next_change
from kbsite.reports.stale import stale_report
from kbsite.reports.themes import themes_report
from tests.samples import config, plain_text, site, text
from tests.sites import ROOT

if TYPE_CHECKING:
    from kbsite.model import Site

A, B, NEWS = "content/artikler/a.md", "content/artikler/b.md", "content/aktuelt/n.md"
AGING = replace(config("plan"), review_after_months=24)
QUESTION = "## Spørsmål\n\nHva?\n\n## Svar\n\nDet."


def due(built: Site, days: int = 90) -> tuple[list[str], list[str]]:
    report = stale_report(built, days)
    return (
        [f"{each.day} {each.page.file} {each.by}" for each in report.overdue],
        [f"{each.day} {each.page.file} {each.by}" for each in report.soon],
    )


def test_reviews_are_overdue_the_day_after_and_soon_until_the_last_of_the_days() -> None:
    files = {
        A: text(review_by="2026-11-20"),
        B: text(review_by="2026-11-21"),
        "content/artikler/c.md": text(review_by="2026-11-30"),
        "content/artikler/d.md": text(review_by="2026-12-01"),
        "content/artikler/e.md": text(review_by="2020-01-01"),
        "content/artikler/f.md": text(review_by="2020-01-01", draft="true"),
        "content/artikler/g.md": text(),
    }
    assert due(site(files), 9) == (
        ["2020-01-01 content/artikler/e.md review_by", f"2026-11-20 {A} review_by"],
        [f"2026-11-21 {B} review_by", "2026-11-30 content/artikler/c.md review_by"],
    )


def test_a_page_grows_old_by_the_limit_of_the_site_unless_its_kind_is_dated_by_nature() -> None:
    files = {A: text(date="2024-11-21"), B: text(date="2024-11-20"), NEWS: text(date="2010-01-01")}
    assert due(site(files)) == ([], [])
    assert due(site(files, AGING)) == ([f"2026-11-20 {B} age"], [f"2026-11-21 {A} age"])


def test_a_chapter_is_reviewed_with_its_article_unless_it_has_a_day_of_its_own() -> None:
    files = {
        "content/artikler/a/index.md": text(review_by="2026-11-01"),
        "content/artikler/a/01-en.md": plain_text(),
        "content/artikler/a/02-to.md": plain_text(review_by="2026-10-01"),
    }
    overdue, _ = due(site(files))
    assert overdue == [
        "2026-10-01 content/artikler/a/02-to.md review_by",
        "2026-11-01 content/artikler/a/index.md review_by",
    ]


def test_a_page_is_named_with_its_owners_and_its_whole_address() -> None:
    files = {A: text(review_by="2026-11-01"), "content/forfattere/kari.md": plain_text("Kari", email="k@a.no")}
    (found,) = stale_report(site(files, config("plan", base_url="https://a.no/kb/"))).overdue
    assert found.page.url == "https://a.no/kb/artikler/a/"
    assert [(owner.id, owner.name, owner.email) for owner in found.page.owners] == [("kari", "Kari", "k@a.no")]


def test_days_beyond_the_calendar_reach_its_end() -> None:
    assert due(site({A: text(review_by="9999-12-31")}), 999_999_999)[1] == [f"9999-12-31 {A} review_by"]


def changes(built: Site) -> list[str]:
    report = next_change(built)
    assert all(each.day == report.next for each in report.changes)
    return [f"{each.day} {each.what} {each.page.file}" for each in report.changes]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"date": "2026-11-22"}, [f"2026-11-22 published {A}"]),
        ({"date": "2026-11-22", "draft": "true"}, []),
        ({"date": "2026-11-22", "expires": "2026-11-22"}, []),
        ({"date": "2026-11-22", "expires": "2026-11-23"}, [f"2026-11-22 published {A}"]),
        ({"expires": "2026-11-22"}, [f"2026-11-22 expired {A}"]),
        ({"expires": "2026-11-21"}, []),
        ({"expires": "2026-11-22", "draft": "true"}, []),
        ({"review_by": "2026-11-21"}, [f"2026-11-22 review {A}"]),
        ({"review_by": "2026-11-20"}, []),
        ({"review_by": "9999-12-31"}, []),
        ({"review_by": "2026-12-01", "expires": "2026-11-30"}, [f"2026-11-30 expired {A}"]),
        ({}, []),
    ],
)
def test_the_next_change_is_the_first_day_on_which_something_happens(
    fields: dict[str, str], found: list[str]
) -> None:
    assert changes(site({A: text(**fields)})) == found


def test_a_page_that_grows_old_changes_the_day_after() -> None:
    assert changes(site({A: text(date="2024-11-21")}, AGING)) == [f"2026-11-22 age {A}"]


def test_all_changes_of_the_day_are_reported_and_none_of_later_days() -> None:
    files = {A: text(expires="2026-12-01"), B: text(date="2026-12-01"), NEWS: text(expires="2026-12-02")}
    assert changes(site(files)) == [f"2026-12-01 expired {A}", f"2026-12-01 published {B}"]


def test_chapters_and_translations_are_published_with_what_they_belong_to() -> None:
    files = {
        "content/artikler/a/index.md": text(date="2026-12-01"),
        "content/artikler/a/01-en.md": plain_text(date="2026-11-25"),
        "content/artikler/a/index.nn.md": text(date="2026-11-25"),
    }
    assert changes(site(files)) == [f"2026-12-01 published {path}" for path in sorted(files)]


def test_the_site_of_the_next_change_is_another_than_that_of_the_day_before() -> None:
    files = {A: text(date="2026-11-25"), B: text(expires="2026-12-24"), NEWS: text()}
    built, seen = site(files), [len(site(files).pages)]
    while day := next_change(built).next:
        assert len(site(files, today=date.fromordinal(day.toordinal() - 1)).pages) == seen[-1]
        built = site(files, today=day)
        seen.append(len(built.pages))
    assert seen == [3, 4, 3]


def test_links_between_pages_whole_articles_and_translations_counting_as_one() -> None:
    files = {
        "content/artikler/a/index.md": text(body="[en](01-en.md)"),
        "content/artikler/a/01-en.md": plain_text(body="[b](../b.md) og [b](../b.md)"),
        B: text(body="Se [kari](../forfattere/kari.md)."),
        "content/artikler/b.nn.md": text(body="[a](a/01-en.md)"),
        NEWS: text(related="[artikler/b.md]"),
        "content/sider/om.md": plain_text(body="[temaene](/tema/)"),
        "content/sider/her.md": plain_text(body="[her](#her) og [ute](https://example.com/)\n\n## Her\n\nTekst."),
    }
    report = links_report(site(files))
    assert report.pages == 5
    assert [each.file for each in report.orphans] == [NEWS, "content/sider/her.md", "content/sider/om.md"]
    assert [each.file for each in report.dead_ends] == ["content/sider/her.md"]
    assert [(each.page.file, each.count) for each in report.most_linked] == [
        (B, 2),
        ("content/artikler/a/index.md", 1),
    ]


def test_a_page_of_the_menu_is_no_orphan(menu: tuple[MenuItem, ...]) -> None:
    files = {"content/sider/om.md": plain_text(), "content/sider/kontakt.md": plain_text()}
    report = links_report(site(files, replace(config("plan"), menu=menu)))
    assert [each.file for each in report.orphans] == ["content/sider/kontakt.md"]


@pytest.fixture(params=["/om/", "/om", "https://example.org/om/"])
def menu(request: pytest.FixtureRequest) -> tuple[MenuItem, ...]:
    return (MenuItem(LocalText("Om", "Om"), request.param),)


def test_laws_have_each_page_once_and_their_sections_in_order() -> None:
    first, other = read_laws(ROOT, [])[:2]
    at = Location(A)
    built = site({A: text(reviewed="2026-03-01"), B: text()}, replace(config("plan"), laws=(other, first)))
    cited = {A: ("11-1", "4-2", "11-1", ""), B: ("4-2", "kapittel 4")}
    pages = tuple(
        replace(
            each,
            body=replace(
                each.body,
                references=tuple(LawReference(first.id, section, at) for section in cited.get(each.path, ())),
            ),
        )
        for each in built.pages
    )
    report = laws_report(replace(built, pages=pages))
    assert [(law.id, [each.page.file for each in law.pages]) for law in report.laws] == [
        (first.id, [A, B]),
        (other.id, []),
    ]
    assert [(each.section, len(each.pages)) for each in report.laws[0].sections] == [
        ("kapittel 4", 1),
        ("4-2", 2),
        ("11-1", 1),
    ]
    assert [each.reviewed for each in report.laws[0].pages] == [date(2026, 3, 1), None]


def test_authors_have_what_they_wrote_its_newest_and_what_is_overdue() -> None:
    files = {
        A: text(date="2026-03-01", review_by="2026-11-20"),
        B: text(date="2026-02-01", authors="[kari, ola]", review_by="2026-11-21"),
        "content/artikler/b.nn.md": text(authors="[kari, ola]"),
        "content/forfattere/ola.md": plain_text("Ola"),
        "content/forfattere/asa.md": plain_text("Åsa"),
    }
    report = authors_report(site(files))
    assert [(each.author.title, len(each.pages), each.newest, each.overdue) for each in report.authors] == [
        ("Kari", 2, KnownDate(2026, 3, 1), 1),
        ("Ola", 1, KnownDate(2026, 2, 1), 0),
        ("Åsa", 0, None, 0),
    ]


def test_themes_count_by_kind_standard_and_age_and_say_what_is_missing() -> None:
    files = {
        A: text(date="2024-11-20", review_by="2026-01-01"),
        "content/artikler/a.nn.md": text(),
        "content/sporsmal-og-svar/q.md": text(body=QUESTION, date="2020-01-01", themes="[plan, rus]"),
    }
    plan, rus, empty = themes_report(site(files, config("plan", "rus", "korona"))).themes
    assert {name: count for name, count in plan.kinds if count} == {"qa": 1, "article": 1}
    assert (len(plan.pages), plan.languages, plan.newest) == (2, (("nb", 2), ("nn", 1)), KnownDate(2024, 11, 20))
    assert (plan.overdue, plan.thin) == (1, ("few", "no-practice", "old"))
    assert rus.thin == ("few", "no-article", "no-practice", "no-nn", "old")
    assert (empty.newest, empty.thin) == (None, ("few", "no-qa", "no-article", "no-practice", "no-nb", "no-nn"))


def test_a_theme_is_not_old_on_the_last_day_nor_thin_with_enough() -> None:
    files = {f"content/artikler/a{number}.md": text(date="2024-11-21") for number in range(3)}
    files |= {
        "content/artikler/a0.nn.md": text(),
        "content/sporsmal-og-svar/q.md": text(body=QUESTION),
        "content/praksis/p.md": text(),
    }
    assert themes_report(site(files)).themes[0].thin == ()
    del files["content/sporsmal-og-svar/q.md"], files["content/praksis/p.md"]
    assert themes_report(site(files)).themes[0].thin == ("few", "no-qa", "no-practice")


def test_a_translation_that_is_older_than_its_original_is_due() -> None:
    files = {
        "content/artikler/en.md": text("En", updated="2026-05-01"),
        "content/artikler/en.nn.md": text("Ein"),
        "content/artikler/to.md": text("To", updated="2026-05-01"),
        "content/artikler/to.nn.md": text("To", updated="2026-05-01"),
        "content/artikler/tre.md": text("Tre"),
        "content/artikler/tre.nn.md": text("Tre", date="2025-01-01"),
    }
    (found,) = stale_report(site(files, config("plan"))).translations
    assert (found.page.file, found.day, found.by) == ("content/artikler/en.nn.md", date(2026, 5, 1), "original")
