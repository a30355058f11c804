"""Indexes by theme, and the pages of each theme that narrow them: static pages, so that they need no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from kbsite.render.compose.listing import listing_pages
from kbsite.render.views import ThemePage
from kbsite.site.listings import GROUPED, LONG
from kbsite.site.plan import planned
from tests.samples import config, plain_text, site, text
from tests.sites import ROOT, text_of
from tests.test_compose import page_jobs

if TYPE_CHECKING:
    from kbsite.model import Site
    from kbsite.render.views import ListingPage
    from tests.sites import PageFile


def articles(count: int, folder: str = "artikler") -> dict[str, str]:
    """Return pages on the themes plan, helse and both in turn."""
    themes = ("[plan]", "[helse]", "[helse, plan]")
    return {f"content/{folder}/{n}.md": text(f"Nr {n}", themes=themes[n % 3]) for n in range(count)}


def built(files: dict[str, str]) -> Site:
    return site(files, config("plan", "helse", "tom"))


def listings(files: dict[str, str]) -> dict[str, ListingPage]:
    return {address: make() for address, make, _ in listing_pages(built(files))}


def test_a_long_index_is_grouped_by_theme_and_has_each_page_once() -> None:
    page = listings(articles(GROUPED))["/artikler/"]
    assert [(group.id, len(group.items), group.count) for group in page.groups] == [("plan", 4, 8), ("helse", 8, 8)]
    assert [group.href for group in page.groups] == ["/tema/plan/artikler/", "/tema/helse/artikler/"]
    shown = [entry.href for group in page.groups for entry in group.items]
    assert sorted(shown) == sorted(entry.href for entry in page.items)


def test_links_narrow_it_to_a_theme_and_say_where_the_reader_is() -> None:
    found = listings(articles(GROUPED))
    links = [("", "/artikler/", "12"), ("Tema plan", "/tema/plan/artikler/", "8")]
    links.append(("Tema helse", "/tema/helse/artikler/", "8"))
    for address in ("/artikler/", "/tema/plan/artikler/", "/tema/helse/artikler/"):
        page = found[address]
        assert [(link.title, link.href, link.note) for link in page.narrow] == links
        assert [link.href for link in page.narrow if link.current] == [address]
    assert found["/tema/plan/artikler/"].groups == ()
    assert found["/tema/plan/artikler/"].head.title == "Artikler: Tema plan"
    assert "/tema/tom/artikler/" not in found


@pytest.mark.parametrize(
    "files",
    [
        articles(GROUPED - 1),
        articles(GROUPED, "aktuelt"),
        {f"content/artikler/{n}.md": text(f"Nr {n}", themes="[plan]") for n in range(GROUPED)},
    ],
    ids=["few pages", "pages of a day", "one theme"],
)
def test_other_indexes_are_one_list(files: dict[str, str]) -> None:
    found = listings(files)
    assert all(page.groups == () and page.narrow == () for page in found.values())
    assert not [address for address in found if address.startswith("/tema/")]


def test_a_very_long_index_keeps_its_years_and_can_be_narrowed_from_each() -> None:
    found = listings(articles(LONG + 10))
    assert [link.href for link in found["/artikler/2026/"].narrow if link.current] == ["/artikler/"]
    assert found["/artikler/2026/"].groups
    assert sum(len(group.items) for group in found["/artikler/"].groups) == LONG


def test_the_pages_that_narrow_are_planned_so_that_collisions_are_seen() -> None:
    addresses = {each.address for each in planned(built(articles(GROUPED)))}
    assert {"/tema/plan/artikler/", "/tema/helse/artikler/"} <= addresses


def test_a_theme_has_the_chapters_of_its_articles_and_those_on_it_alone() -> None:
    files = {
        "content/artikler/a/index.md": text("Artikkelen"),
        "content/artikler/a/01-en.md": plain_text("En"),
        "content/artikler/a/02-to.md": plain_text("To", themes="[helse]"),
    }
    jobs = page_jobs(files, config("plan", "helse"))
    plan, helse = (jobs[f"tema/{name}/index.html"].page for name in ("plan", "helse"))
    assert isinstance(plan, ThemePage)
    assert isinstance(helse, ThemePage)
    [group] = plan.groups
    assert [(entry.title, [each.title for each in entry.chapters]) for entry in group.items] == [
        ("Artikkelen", ["En", "To"])
    ]
    [group] = helse.groups
    assert [(entry.title, entry.href) for entry in group.items] == [("To – Artikkelen", "/artikler/a/to/")]
    assert [(link.href, link.note) for link in helse.jumps] == [("#gruppe_article", "1")]


def test_a_theme_page_leads_to_each_page_once_and_answers_first(pages: dict[str, PageFile]) -> None:
    themes = {path: page for path, page in pages.items() if page.all("article[@data-kind='theme']")}
    assert len(themes) == len(yaml.safe_load((ROOT / "data/themes.yaml").read_text(encoding="utf-8")))
    for path, page in themes.items():
        listed = [link.attrib["href"] for each in page.all("*[@data-item]") for link in each.iter("a")]
        assert len(listed) == len(set(listed)), path
        groups = [each.attrib["data-group"] for each in page.all("section[@data-group]")]
        assert groups[:2] == ["qa", "article"], path
        assert not page.all("section[@data-group='model']"), path


def test_the_index_of_questions_has_every_question_once(pages: dict[str, PageFile]) -> None:
    page = pages["sporsmal-og-svar/index.html"]
    titles = [text_of(each) for each in page.all("li[@data-item='qa']/h3")]
    assert len(titles) == len(set(titles))
    assert page.one("nav[@class='jump']//a[@aria-current]").attrib == {
        "href": "/sporsmal-og-svar/",
        "aria-current": "page",
    }
