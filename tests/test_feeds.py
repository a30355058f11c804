"""Atom feeds."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kbsite.model import Output, Site
from kbsite.render.outputs.feeds import MOST, feeds
from tests.samples import STRINGS, config, plain_text, site, text

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(built: Site, path: str = "feed.xml") -> ET.Element:
    (output,) = (each for each in feeds(built, STRINGS) if each.path == path)
    assert isinstance(output, Output)
    assert isinstance(output.data, bytes)
    assert output.data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    return ET.fromstring(output.data)  # noqa: S314 - our own output


def texts(element: ET.Element, path: str) -> list[str]:
    return [each.text or "" for each in element.iterfind(path.replace("/", f"/{ATOM}").replace("^", ATOM))]


def test_a_feed_has_what_rfc_4287_demands() -> None:
    root = feed(site({"content/aktuelt/a.md": text("En & <to>", summary="Kort.", updated="2026-03-01")}))
    assert root.tag == f"{ATOM}feed"
    assert texts(root, "^id") == ["https://example.org/feed.xml"]
    assert texts(root, "^title") == ["Nettsted"]
    assert texts(root, "^updated") == ["2026-03-01T00:00:00Z"]
    assert texts(root, "^author/name") == ["Utgiver"]
    (entry,) = root.iterfind(f"{ATOM}entry")
    assert texts(entry, "^id") == ["https://example.org/aktuelt/a/"]
    assert texts(entry, "^title") == ["En & <to>"]
    assert texts(entry, "^published") == ["2026-01-01T00:00:00Z"]
    assert texts(entry, "^updated") == ["2026-03-01T00:00:00Z"]
    assert texts(entry, "^author/name") == ["Kari"]
    assert texts(entry, "^summary") == ["Kort."]
    links = {each.get("rel"): each.get("href") for each in root.iterfind(f"{ATOM}link")}
    assert links == {"self": "https://example.org/feed.xml", "alternate": "https://example.org/"}


def test_the_feed_of_the_site_has_every_listed_kind_the_newest_first() -> None:
    root = feed(
        site(
            {
                "content/aktuelt/a.md": text("A", date="2026-01-01"),
                "content/artikler/b.md": text("B", date="2026-02-01"),
                "content/kronikker/c.md": text("C", date="2025-01-01", updated="2026-03-01"),
                "content/sider/om.md": plain_text("Om"),
                "content/artikler/b/01-d.md": plain_text("D"),
                "content/artikler/e.md": text("E", draft="true"),
            }
        )
    )
    assert texts(root, "^entry/title") == ["C", "B", "A"]


def test_a_theme_has_a_feed_of_its_own_pages() -> None:
    built = site(
        {"content/aktuelt/a.md": text("A"), "content/aktuelt/b.md": text("B", themes="[to]")}, config("plan", "to")
    )
    assert texts(feed(built, "tema/to/feed.xml"), "^entry/title") == ["B"]
    assert texts(feed(built, "tema/plan/feed.xml"), "^entry/title") == ["A"]


@pytest.mark.parametrize("path", ["feed.xml", "tema/plan/feed.xml"])
def test_every_feed_has_the_last_changed_pages_first_and_is_cut_behind_them(path: str) -> None:
    files = {f"content/aktuelt/{n}.md": text(f"Nr {n}", date="2026-01-02") for n in range(MOST)}
    files["content/aktuelt/gammel.md"] = text("Gammel", date="2020-01-01", updated="2026-05-05")
    titles = texts(feed(site(files), path), "^entry/title")
    assert titles[0] == "Gammel"
    assert len(titles) == MOST


def test_a_feed_without_pages_is_a_feed() -> None:
    assert texts(feed(site({})), "^entry/title") == []
    assert texts(feed(site({})), "^updated") != []


def test_an_entry_in_another_language_than_the_feed_says_so() -> None:
    root = feed(site({"content/aktuelt/a.md": text(lang="nn"), "content/aktuelt/b.md": text()}))
    assert root.get(LANG) == "nb"
    assert {entry.get(LANG) for entry in root.iterfind(f"{ATOM}entry")} == {"nn", None}


def test_control_characters_are_left_out_and_all_else_is_kept() -> None:
    title = "10\u00a0000 kroner 👩‍⚕️ sam\u00adarbeid"
    root = feed(site({"content/aktuelt/a.md": text(f'"{title}\\x07"')}))
    assert texts(root, "^entry/title") == [title.replace("\u00ad", "")], "a soft hyphen has no width"


def test_addresses_in_a_feed_are_whole_under_a_path_too() -> None:
    root = feed(site({"content/aktuelt/a.md": text()}, config("plan", base_url="https://example.org/kb/")))
    assert texts(root, "^entry/id") == ["https://example.org/kb/aktuelt/a/"]
