"""What is published, who belongs to whom, and the checks that only the whole site can make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kbsite.checks import CHECKS, CHECKS_OF_VIEW, check, check_view
from kbsite.norwegian.known_date import KnownDate
from kbsite.site.assemble import language, newest_first
from kbsite.site.shown import Shown
from tests.samples import codes, config, plain_text, site, text

if TYPE_CHECKING:
    from kbsite.model import Site

A = "content/artikler/a.md"
B = "content/artikler/b.md"


def problems(site: Site) -> list[str]:
    """Return `file code` for all problems but the warning that the placeholder author has no pages."""
    return [
        f"{each.location.file.removeprefix('content/')}:{each.location.line} {each.code}"
        for each in sorted(check(site))
        if each.code not in ("author-without-pages", "theme-without-pages", "same-title")
    ]


def addresses(site: Site) -> set[str]:
    return {page.address for page in site.pages} - {"/forfattere/kari/"}


# what is shown


@pytest.mark.parametrize(
    ("fields", "shown", "option"),
    [
        ({"draft": "true"}, False, Shown(drafts=True)),
        ({"date": "2026-11-22"}, False, Shown(future=True)),
        ({"expires": "2026-11-21"}, False, Shown(expired=True)),
        ({"expires": "2026-11-22"}, True, Shown()),
        ({"date": "2026-11-21"}, True, Shown()),
        ({"draft": "false"}, True, Shown()),
    ],
)
def test_drafts_future_and_expired_pages_are_shown_when_asked_for(
    fields: dict[str, str], shown: bool, option: Shown
) -> None:
    assert addresses(site({A: text(**fields)})) == ({"/artikler/a/"} if shown else set())
    assert addresses(site({A: text(**fields)}, shown=option)) == {"/artikler/a/"}


def test_a_page_in_a_hidden_article_or_of_a_hidden_original_is_hidden_with_it() -> None:
    files = {
        "content/artikler/a/index.md": text(draft="true"),
        "content/artikler/a/01-b.md": plain_text(),
        "content/artikler/a/01-b.nn.md": plain_text(),
        "content/artikler/a/index.nn.md": text(),
    }
    assert addresses(site(files)) == set()
    assert addresses(site(files, shown=Shown(drafts=True))) == {
        "/artikler/a/",
        "/artikler/a/b/",
        "/artikler/a/b/nn/",
        "/artikler/a/nn/",
    }


def test_hidden_pages_are_in_no_list() -> None:
    built = site({A: text(draft="true"), B: text(related="[]", body="Tekst.")})
    for grouped in (built.by_kind, built.by_theme, built.by_author):
        assert {page.address for pages in grouped.values() for page in pages} == {"/artikler/b/"}


# who belongs to whom


def test_a_chapter_has_the_themes_authors_date_and_language_of_its_article() -> None:
    built = site(
        {
            "content/artikler/a/index.md": text(lang="nn"),
            "content/artikler/a/01-b.md": plain_text(),
            "content/artikler/a/02-c.md": plain_text(lang="nb", date="2026-03-03", themes="[annet]"),
        },
        config("plan", "annet"),
    )
    b, c = built.chapters["/artikler/a/"]
    assert (b.meta.themes, b.meta.date, b.meta.lang) == (("plan",), KnownDate(2026, 1, 1), "nn")
    assert [author.id for author in b.meta.authors] == ["kari"]
    assert (c.meta.themes, c.meta.date, c.meta.lang) == (("annet",), KnownDate(2026, 3, 3), "nb")


def test_chapters_are_in_the_order_of_their_numbers() -> None:
    files = {"content/artikler/a.md": text()}
    files |= {f"content/artikler/a/{n}-{name}.md": plain_text() for n, name in ((10, "x"), (2, "y"), (1, "z"))}
    assert [page.place.slug for page in site(files).chapters["/artikler/a/"]] == ["z", "y", "x"]


def test_chapters_and_translations_are_in_no_list() -> None:
    built = site({A: text(), "content/artikler/a/01-b.md": plain_text(), "content/artikler/a.nn.md": text()})
    assert [page.address for page in built.by_kind["article"]] == ["/artikler/a/"]
    assert [page.address for page in built.by_theme["plan"]] == ["/artikler/a/"]
    assert [page.address for page in built.by_author["kari"]] == ["/artikler/a/"]


def test_a_page_and_its_translation_know_each_other() -> None:
    built = site({A: text(), "content/artikler/a.nn.md": text()})
    assert [page.address for page in built.translations["/artikler/a/"]] == ["/artikler/a/nn/"]
    assert [page.address for page in built.translations["/artikler/a/nn/"]] == ["/artikler/a/"]
    original, translation = (next(p for p in built.pages if p.address == at) for at in built.translations)
    assert {language(original, built.config), language(translation, built.config)} == {"nb", "nn"}


def test_the_language_of_a_page_is_its_fields_its_file_names_or_the_sites() -> None:
    built = site({A: text(lang="nn"), B: text()}, config("plan", language="nn"))
    assert {page.address: language(page, built.config) for page in built.pages if page.kind == "article"} == {
        "/artikler/a/": "nn",
        "/artikler/b/": "nn",
    }
    assert {language(page, config()) for page in site({B: text()}).pages} == {"nb"}


def test_lists_have_the_newest_first_and_titles_of_one_day_in_norwegian_order() -> None:
    built = site(
        {
            "content/artikler/1.md": text("Ære", date="2026-01-01"),
            "content/artikler/2.md": text("Aarhus", date="2026-01-01"),
            "content/artikler/3.md": text("Zoo", date="2026-01-01"),
            "content/artikler/4.md": text("Ny", date="2026-02-01"),
        }
    )
    assert [page.meta.title for page in built.by_kind["article"]] == ["Ny", "Zoo", "Ære", "Aarhus"]
    assert newest_first(reversed(built.by_kind["article"])) == built.by_kind["article"]


def test_authors_are_in_norwegian_order() -> None:
    names = ["Åse", "Aasta", "Øyvind", "Ærlig", "Zoe"]
    files = {f"content/forfattere/{number}.md": plain_text(name) for number, name in enumerate(names)}
    assert [page.meta.title for page in site(files).authors] == ["Kari", "Zoe", "Ærlig", "Øyvind", "Åse", "Aasta"]


def test_the_introduction_of_a_theme_is_known_by_its_id() -> None:
    built = site({"content/tema/plan.md": plain_text("Plan"), "content/sider/plan.md": plain_text("Side")})
    assert set(built.introductions) == {"plan"}
    assert built.introductions["plan"].path == "content/tema/plan.md"


# checks of the whole site


def test_a_site_without_faults_has_no_problems() -> None:
    assert problems(site({A: text(), B: text(body="[a](a.md)")})) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({A: text(), "content/artikler/a/index.md": text()}, ["artikler/a/index.md:1 duplicate-address"]),
        ({"content/artikler/å.md": text(), "content/artikler/A.md": text()}, ["artikler/å.md:1 duplicate-address"]),
        ({"content/sider/artikler.md": plain_text()}, ["sider/artikler.md:1 duplicate-address"]),
        ({"content/sider/sok.md": plain_text()}, ["sider/sok.md:1 duplicate-address"]),
        ({"content/sider/spor-oss.md": plain_text()}, ["sider/spor-oss.md:1 duplicate-address"]),
        (
            {A: text(), "content/artikler/a/01-nn.md": plain_text(), "content/artikler/a.nn.md": text()},
            ["artikler/a/01-nn.md:1 duplicate-address"],
        ),
        (
            {A: text(), "content/artikler/a/01-hele.md": plain_text()},
            ["artikler/a/01-hele.md:1 duplicate-address"],
        ),
        ({A: text(aliases="[/artikler/b/]"), B: text()}, ["artikler/a.md:6 alias-collision"]),
        ({A: text(aliases="[/Gammel/]"), B: text(aliases="[/gammel]")}, ["artikler/b.md:6 alias-collision"]),
        ({A: text(aliases="[/artikler/]")}, ["artikler/a.md:6 alias-collision"]),
        ({A: text(aliases="[/sok/]")}, ["artikler/a.md:6 alias-collision"]),
        ({A: text(aliases="[/spor-oss/]")}, ["artikler/a.md:6 alias-collision"]),
        ({A: text(aliases="[/tema/plan/]")}, ["artikler/a.md:6 alias-collision"]),
        ({A: text(aliases="[/gammel/, /gammel/index.html]")}, ["artikler/a.md:6 alias-collision"]),
        ({A: text(aliases="[/Artikler/A]")}, ["artikler/a.md:6 alias-loop"]),
        ({"content/artikler/a/01-b.md": plain_text()}, ["artikler/a/01-b.md:1 orphan-chapter"]),
        ({"content/artikler/a.nn.md": text()}, ["artikler/a.nn.md:1 orphan-translation"]),
        (
            {A: text(), "content/artikler/a/01-b.md": plain_text(), "content/artikler/a/1-c.md": plain_text()},
            ["artikler/a/1-c.md:1 double-chapter-number"],
        ),
        ({A: text(themes="[plan, plna]")}, ["artikler/a.md:4 unknown-theme"]),
        ({A: text(authors="[krai]")}, ["artikler/a.md:5 unknown-author"]),
        ({"content/tema/annet.md": plain_text()}, ["tema/annet.md:1 unknown-theme"]),
        ({A: text(updated="2025-12-31")}, ["artikler/a.md:6 updated-before-date"]),
        ({A: text(reviewed="2025-12-31")}, ["artikler/a.md:6 updated-before-date"]),
        ({A: text(updated="2026-01-01", reviewed="2026-01-01")}, []),
        ({A: text(review_by="2026-11-20")}, ["artikler/a.md:6 review-overdue"]),
        ({A: text(review_by="2026-11-21")}, []),
        ({A: text(date="2019-01-01", review_by="2020-01-01", draft="true")}, []),
        ({A: text(body="")}, ["artikler/a.md:5 empty-text"]),
        ({A: text(body="", draft="true")}, []),
        ({A: text(body="# A\n\nTekst.")}, ["artikler/a.md:8 title-in-text"]),
        ({A: text(body="## A\n\n#### B\n\nTekst.")}, ["artikler/a.md:10 skipped-heading"]),
        ({A: text(body="### A\n\nTekst.")}, ["artikler/a.md:8 skipped-heading"]),
        ({A: text(body="## A\n\n### B\n\n## C\n\n### D\n\nTekst.")}, []),
        (
            {"content/sporsmal-og-svar/a.md": text(body="## Spørsmål\n\nA\n\n## Svar\n\n#### B\n\nC")},
            ["sporsmal-og-svar/a.md:2 missing-short-answer", "sporsmal-og-svar/a.md:14 skipped-heading"],
        ),
        ({A: text(body="![](a.png)")}, ["artikler/a.md:8 missing-alt", "artikler/a.md:8 missing-picture"]),
    ],
)
def test_faults_that_only_the_whole_site_shows_are_found(files: dict[str, str], expected: list[str]) -> None:
    assert problems(site(files)) == expected


def test_two_pictures_that_would_get_one_address_are_reported() -> None:
    built = site(
        {A: text(body="![en](x/p.png) ![to](y/p.png)")},
        assets=("content/artikler/x/p.png", "content/artikler/y/p.png"),
    )
    assert problems(built) == ["artikler/a.md:1 duplicate-address"]


def test_one_picture_on_two_pages_is_no_collision() -> None:
    files = {A: text(body="![en](p.png)"), B: text(body="![en](p.png) [igjen](p.png)")}
    assert problems(site(files, assets=("content/artikler/p.png",))) == []


def test_an_article_in_the_place_of_a_year_in_its_index_is_reported() -> None:
    files = {f"content/artikler/s{number}.md": text(f"Side {number}") for number in range(60)}
    assert problems(site({**files, "content/artikler/2026.md": text()})) == ["artikler/2026.md:1 duplicate-address"]


def test_a_theme_above_one_that_has_pages_is_not_without_them() -> None:
    settings = config("over", "under", "tom")
    over, under, empty = settings.themes
    themes = (over, replace(under, parent="over"), empty)
    built = site({A: text(themes="[under]")}, replace(settings, themes=themes))
    assert codes(check(built)) == ["3:1 theme-without-pages"]


def test_unknown_names_are_reported_in_a_file_that_has_other_faults_too() -> None:
    built = site({A: text(themes="[plna]", authors="[krai]", lang="no"), B: text(themes="", lang="no")})
    assert problems(built) == ["artikler/a.md:4 unknown-theme", "artikler/a.md:5 unknown-author"]


def test_themes_and_authors_without_pages_are_warnings() -> None:
    built = site({A: text(draft="true")}, config("plan", "annet"))
    assert codes(check(built)) == [
        "1:1 author-without-pages",
        "1:1 theme-without-pages",
        "2:1 theme-without-pages",
    ]


def test_what_is_wrong_with_texts_does_not_depend_on_who_sees_them() -> None:
    files = {
        "content/artikler/a.md": text("A", body="[B](b.md) [K](/kronikker/)\n\n### Dypt\n\n[her](https://a.no/)"),
        "content/artikler/b.md": text("B", body="[A](a.md)\n\n## Dette er jo\n\n### To", draft="true"),
        "content/kronikker/c.md": text("C", body="[her](https://b.no/)", date="2030-01-01"),
        "content/forfattere/kari.md": plain_text("Kari"),
    }
    published, everything = (site(files, shown=shown) for shown in (Shown(), Shown(drafts=True, future=True)))
    assert check_view(published) != check_view(everything)
    of_texts = [each for name, each in CHECKS.items() if name not in CHECKS_OF_VIEW]
    assert all(tuple(each(published)) == tuple(each(everything)) for each in of_texts)
    assert any(tuple(each(published)) for each in of_texts)
