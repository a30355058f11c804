"""What paper shows of links: a number in the sentence, and the address in a list at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.one_of_each import address_of
from tests.sites import build, files, read_pages, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LAWS = """
- id: pbl
  title: Lov om planlegging og byggesaksbehandling
  names: [plan- og bygningsloven]
  abbreviations: [pbl]
  lovdata: lov/2008-06-27-71
"""

FIELDS = "date: 2026-01-01\nthemes: [plan]\nauthors: [ida]\n"
SITE = {
    "data/laws.yaml": LAWS,
    "forfattere/ida.md": "---\ntitle: Ida\n---\n\nSkriver hos [etaten](https://example.com/etaten).\n",
    "artikler/a/index.md": f"---\ntitle: A\n{FIELDS}---\n\nSe [kilde en](https://example.com/1), pbl. § 3-1 og"
    " [kilde to](https://example.com/2?a=1&b=2).[^n]\n\n[^n]: Også [kilde tre](https://example.com/3).\n",
    "artikler/a/01-b.md": "---\ntitle: B\n---\n\nSe [kilde to](https://example.com/2?a=1&b=2), [a](index.md) og"
    " [kilde fire](https://example.com/4).\n",
    "tema/plan.md": "---\ntitle: Plan\n---\n\nSe [kilde en](https://example.com/1).\n",
}

_NOTED = re.compile(r'href="([^"]+)"[^>]*? data-note="(\d+)"')
_LISTED = re.compile(r'data-part="paper-links".*?</section>', re.DOTALL)


def test_each_address_has_one_number_on_a_page_and_paper_lists_it(tmp_path: Path) -> None:
    assert build(write_site(tmp_path / "site", SITE), tmp_path / "public") == 0
    built = files(tmp_path / "public")
    pages = {name: data.decode() for name, data in built.items() if name.endswith(".html")}
    one, two, three, four = (f"https://example.com/{end}" for end in ("1", "2?a=1&amp;b=2", "3", "4"))
    for name, expected in {
        "artikler/a/index.html": [one, two, three],
        "artikler/a/b/index.html": [two, four],
        "artikler/a/hele/index.html": [one, two, three, four],
        "tema/plan/index.html": [one],
        "forfattere/ida/index.html": [],
    }.items():
        listed = re.findall(r"<li>(.*?)</li>", "".join(_LISTED.findall(pages[name])))
        assert listed == expected, name
        noted = _NOTED.findall(pages[name])
        assert sorted({(int(number), href) for href, number in noted}) == [*enumerate(expected, start=1)], name
        assert ('data-part="paper-links"' in pages[name]) == bool(expected)


def test_paper_has_no_address_in_a_sentence_no_navigation_and_the_list(
    browser: Browser, built_site: Path, site_url: str
) -> None:
    pages = read_pages(built_site)
    opened = browser.new_page()
    opened.emulate_media(media="print")
    for what in ("front", "qa", "article", "chapter", "whole", "theme", "model", "glossary", "law", "listing"):
        opened.goto(f"{site_url}{address_of(what, pages)}")
        found = opened.evaluate(_ON_PAPER)
        assert found["addresses"] == [], what
        assert found["navigation"] == [], what
        assert found["noted"] <= found["listed"], what
        if what in ("qa", "article", "whole"):
            assert found["listed"], what
    opened.close()


_ON_PAPER = """() => {
  const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const after = (link) => getComputedStyle(link, "::after").content;
  return {
    addresses: all(".text a").filter((link) => after(link).includes("http")).map((link) => link.href),
    navigation: all("header.site nav, footer.site nav, [rel=next], search").filter(seen).map((e) => e.outerHTML),
    noted: Math.max(0, ...all(".text [data-note]").filter(seen).map((link) => Number(link.dataset.note))),
    listed: all("[data-part=paper-links] li").filter(seen).length,
  };
}"""


def test_on_paper_all_text_is_dark_enough_for_a_sheet_without_backgrounds(
    browser: Browser, built_site: Path, site_url: str
) -> None:
    pages = read_pages(built_site)
    opened = browser.new_page(color_scheme="dark")
    opened.emulate_media(media="print")
    for what in ("front", "qa", "article", "whole", "theme", "model", "glossary", "law", "listing", "author"):
        opened.goto(f"{site_url}{address_of(what, pages)}")
        assert opened.evaluate(_PALE) == [], what
    opened.close()


_PALE = """() => {
  const part = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const light = (colour) => {
    canvas.fillStyle = "#fff";
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => part(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    const style = getComputedStyle(holder);
    const shown = texts.currentNode.data.trim() && holder.checkVisibility() && holder.getClientRects().length > 0;
    if (!shown || style.printColorAdjust === "exact") continue;
    const ratio = 1.05 / (light(holder instanceof SVGElement ? style.fill : style.color) + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(1)}: ${texts.currentNode.data.trim().slice(0, 60)}`);
  }
  return found;
}"""
