"""Pages that are kept for the record: marked, out of lists, feeds and reviews, low in the search."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kbsite.checks.dates import OVERDUE, dates
from kbsite.checks.unused import AUTHOR, unused
from kbsite.render.compose import compose
from kbsite.render.outputs.feeds import feeds
from kbsite.render.outputs.sitemap import entry, sitemap
from kbsite.render.outputs.suggestions import suggestions
from kbsite.render.views import AuthorPage, ListingPage, ThemePage
from kbsite.reports.links import links_report
from kbsite.reports.stale import stale_report
from kbsite.site.review import due_day, stale_since
from tests.samples import STRINGS, codes, config, plain_text, site, text
from tests.sites import PageFile, build, read_pages, text_of, write_site
from tests.test_compose import content, graph, page_jobs
from tests.test_search_pages import raw

if TYPE_CHECKING:
    from kbsite.model import Site

OLD, NEW = "content/artikler/gammel.md", "content/artikler/ny.md"
FILES = {
    OLD: text("Gammel", "Tekst.", date="2011", updated="2014-05", review_by="2020-01-01", status="archived"),
    NEW: text("Ny", "Se [den gamle](gammel.md)."),
}
ADDRESS = "/artikler/gammel/"


def built() -> Site:
    return site(FILES)


def test_only_pages_in_use_are_in_lists_and_the_others_are_in_the_archive() -> None:
    made = built()
    assert [document.meta.title for document in made.by_kind["article"]] == ["Ny"]
    assert [document.meta.title for document in made.by_theme["plan"]] == ["Ny"]
    assert [document.meta.title for document in made.by_author["kari"]] == ["Ny"]
    assert [document.meta.title for document in made.archive] == ["Gammel"]
    assert ADDRESS in {document.address for document in made.pages}


def test_the_list_of_a_kind_a_theme_and_an_author_have_the_archive_at_their_end() -> None:
    jobs = page_jobs(FILES)
    listing, theme, author = (
        jobs[f"{path}/index.html"].page for path in ("artikler", "tema/plan", "forfattere/kari")
    )
    assert isinstance(listing, ListingPage)
    assert isinstance(theme, ThemePage)
    assert isinstance(author, AuthorPage)
    for page in (listing, theme, author):
        assert [(item.title, item.archived) for item in page.archive] == [("Gammel", True)]
    assert ([item.title for item in listing.items], listing.count) == (["Ny"], 1)


def test_a_kind_whose_pages_are_all_archived_still_has_its_list() -> None:
    model = "\n  - id: a\n    title: A"
    steps = "\n  - id: s\n    lane: a\n    title: S\n    text: T."
    files = {"content/modeller/m.md": text("M", lanes=model, steps=steps, status="archived")}
    listing = page_jobs(files)["modeller/index.html"].page
    assert isinstance(listing, ListingPage)
    assert (listing.items, len(listing.archive)) == ((), 1)


def test_a_chapter_and_a_translation_are_archived_with_what_they_belong_to() -> None:
    files = {
        "content/artikler/a/index.md": text("A", status="archived"),
        "content/artikler/a/index.nn.md": text("A", lang="nn"),
        "content/artikler/a/01-b.md": plain_text("B"),
        NEW: text("Ny"),
    }
    made = site(files)
    assert {d.path: d.meta.archived for d in made.documents if d.meta.themes} == {
        path: path != NEW for path in files
    }


def test_nobody_is_asked_to_review_it_and_nothing_says_that_it_is_stale() -> None:
    made = site({OLD: FILES[OLD]}, replace(config("plan"), review_after_months=12))
    (page,) = (each for each in made.pages if each.address == ADDRESS)
    assert due_day(made, page) is None
    assert stale_since(made, page) is None
    assert codes(dates(made)) == []
    assert (stale_report(made).overdue, stale_report(made).soon) == ((), ())
    in_use = site({OLD: FILES[OLD].replace("status: archived\n", "")})
    assert [each.code for each in dates(in_use)] == [OVERDUE]


def test_an_author_of_archived_pages_alone_is_not_unused() -> None:
    assert AUTHOR not in {each.code for each in unused(site({OLD: FILES[OLD]}))}


def test_it_is_in_no_feed_no_sitemap_and_no_suggestion() -> None:
    made = built()
    for output in (*feeds(made, STRINGS), suggestions(made, STRINGS)):
        assert isinstance(output.data, bytes)
        assert b"Gammel" not in output.data
    data = sitemap(entry(job.page) for job in compose(made, STRINGS)).data
    assert isinstance(data, bytes)
    assert b"/artikler/ny/" in data
    assert ADDRESS.encode() not in data


def test_it_is_no_orphan_and_no_dead_end_that_an_editor_must_mend() -> None:
    report = links_report(site({OLD: FILES[OLD], NEW: text("Ny")}))
    assert "Gammel" not in {page.title for page in (*report.orphans, *report.dead_ends)}


def test_machines_and_search_are_told() -> None:
    page = content(FILES, "artikler/gammel/index.html")
    assert graph(page)["Article"]["creativeWorkStatus"] == "Archived"
    assert page.head.description.startswith("⟨archived⟩. ")
    assert page.review_by is None
    assert raw(built(), ADDRESS, "/artikler/ny/")["marks"] == [["archived"], "- 0"]


def test_links_from_pages_in_use_say_where_they_lead() -> None:
    [section] = content(FILES, "artikler/ny/index.html").sections
    assert '<a href="/artikler/gammel/">den gamle <span class="file"' in section.html
    assert "(⟨archived⟩)" in section.html
    between = {OLD: FILES[OLD], NEW: text("Ny", "Se [den gamle](gammel.md).", status="archived")}
    assert "⟨archived⟩" not in content(between, "artikler/ny/index.html").sections[0].html


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    root = tmp_path_factory.mktemp("archive")
    kari = {"forfattere/kari.md": plain_text("Kari")}
    write_site(root, {**kari, **{path.removeprefix("content/"): body for path, body in FILES.items()}})
    assert build(root, root / "public") == 0
    return read_pages(root / "public")


def test_readers_are_told_at_the_top_with_the_date_as_it_is_known(pages: dict[str, PageFile]) -> None:
    notice = pages["artikler/gammel/index.html"].one("div[@data-part='archived']")
    assert text_of(notice).startswith("Arkivert Siden er tatt vare på slik den var")
    assert text_of(notice).endswith("Sist endret mai 2014.")
    assert [each.attrib["datetime"] for each in notice.iter("time")] == ["2014-05"]
    assert pages["artikler/ny/index.html"].all("div[@data-part='archived']") == []


def test_the_archive_of_a_list_is_closed_and_needs_no_script(pages: dict[str, PageFile]) -> None:
    archive = pages["artikler/index.html"].one("details[@data-part='archive']")
    assert "open" not in archive.attrib
    assert text_of(archive).startswith("Arkiv 1 side Gammel")
    assert "Arkivert" in text_of(archive)


def test_structured_dates_are_as_exact_as_they_are_known(pages: dict[str, PageFile]) -> None:
    script = pages["artikler/gammel/index.html"].one("script[@type='application/ld+json']")
    article = json.loads(script.text or "")["@graph"][0]
    assert (article["datePublished"], article["dateModified"]) == ("2011", "2014-05")
