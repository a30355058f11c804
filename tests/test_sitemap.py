"""The sitemap and robots.txt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from kbsite.render.compose import compose
from kbsite.render.outputs.sitemap import entry, robots, sitemap
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from tests.samples import config, plain_text, site, text
from tests.test_compose import page_jobs

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def dates(files: dict[str, str]) -> dict[str, str]:
    """Return the day of the last change, or "", by address."""
    output = sitemap(entry(job.page) for job in page_jobs(files).values())
    assert output.path == "sitemap.xml"
    assert isinstance(output.data, bytes)
    root = ET.fromstring(output.data)  # noqa: S314 - our own output
    places = [url.findtext(f"{SPACE}loc", "") for url in root]
    assert len(places) == len(set(places)), "an address stands twice"
    return {
        url.findtext(f"{SPACE}loc", "").removeprefix("https://example.org"): url.findtext(f"{SPACE}lastmod", "")
        for url in root
    }


def test_the_sitemap_has_the_pages_that_can_be_found_and_no_others() -> None:
    found = dates(
        {
            "content/artikler/a/index.md": text(aliases="[/gammel/]"),
            "content/artikler/a/01-b.md": plain_text(),
            "content/artikler/c.md": text(draft="true"),
            "content/artikler/d.md": text(expires="2026-01-02"),
            "content/artikler/e.md": text(date="2027-01-01"),
        }
    )
    assert {address for address in found if address.startswith("/artikler/")} == {
        "/artikler/",
        "/artikler/a/",
        "/artikler/a/b/",
    }
    assert {"/", "/sok/", "/tema/plan/", "/forfattere/kari/"} <= set(found)
    assert not {"/404.html", "/gammel/", "/artikler/a/hele/"} & set(found)


def test_a_page_was_last_changed_when_it_was_updated_or_published() -> None:
    found = dates({"content/artikler/a.md": text(updated="2026-05-05"), "content/artikler/b.md": text()})
    assert (found["/artikler/a/"], found["/artikler/b/"]) == ("2026-05-05", "2026-01-01")


def test_a_list_was_last_changed_when_its_newest_page_was_published() -> None:
    found = dates({"content/artikler/a.md": text(date="2026-03-03"), "content/artikler/b.md": text()})
    for address in ("/", "/artikler/", "/tema/plan/", "/forfattere/kari/"):
        assert found[address] == "2026-03-03"


@pytest.mark.parametrize("kind", [kind for kind in BUILT_IN if kind.front], ids=lambda kind: str(kind.kind))
def test_the_front_page_was_last_changed_when_its_newest_page_of_any_kind_was_published(
    kind: type[FrontMatter],
) -> None:
    built = site({"content/artikler/a.md": text()})
    [article] = built.by_kind["article"]
    newest = article.with_meta(article.meta.model_copy(update={"date": date(2026, 3, 3)}))
    front = next(compose(replace(built, by_kind={kind.kind: (newest,)}), {"nb": {}, "nn": {}})).page
    data = sitemap([entry(front)]).data
    assert isinstance(data, bytes)
    assert b"<lastmod>2026-03-03</lastmod>" in data


def test_a_page_without_a_date_gets_none() -> None:
    assert dates({"content/sider/om.md": plain_text()})["/om/"] == ""


def test_addresses_are_sorted() -> None:
    found = list(dates({f"content/artikler/{name}.md": text() for name in "cab"}))
    assert found == sorted(found)


def test_robots_allows_everything_and_says_where_the_sitemap_is() -> None:
    output = robots(config(base_url="https://example.org/kb/"))
    assert output.path == "robots.txt"
    assert output.data == b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/kb/sitemap.xml\n"


def test_the_order_of_files_does_not_change_the_sitemap() -> None:
    files = {f"content/artikler/{name}.md": text() for name in "cab"}
    assert site(files) == site(dict(reversed(files.items())))
