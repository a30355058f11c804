"""Every page of the real site is valid, complete, and asks nothing of other hosts."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.sites import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sites import PageFile

Pages = dict[str, "PageFile"]


def faulty(pages: Pages, found: Iterator[tuple[str, str]]) -> None:
    """Fail with every fault; a site without pages has nothing to be held to."""
    assert len(pages) > 50
    assert [f"{path}: {fault}" for path, fault in found] == []


def test_every_page_is_parsed_without_a_fault(pages: Pages) -> None:
    faulty(pages, ((path, fault) for path, page in pages.items() for fault in page.faults))


def test_every_page_has_its_language_and_a_title(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            if page.root.get("lang") not in ("nb", "nn"):
                yield path, f"lang is {page.root.get('lang')}"
            titles = page.all("head/title")
            if len(titles) != 1 or not text_of(titles[0]):
                yield path, "no title, or several"

    faulty(pages, found())


def test_no_two_pages_of_one_language_have_the_same_title(pages: Pages) -> None:
    shown = Counter(
        (page.root.get("lang"), text_of(page.one("head/title"))) for page in pages.values() if not page.redirect
    )
    assert [title for title, times in shown.items() if times > 1] == []


def test_every_page_has_one_heading_of_the_first_level_and_skips_none(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            levels = [int(e.tag[1]) for e in page.one("main[@id='innhold']").iter() if e.tag in _HEADINGS]
            if levels.count(1) != 1 or levels[0] != 1:
                yield path, f"headings are {levels}"
            for before, level in itertools.pairwise(levels):
                if level > before + 1:
                    yield path, f"h{before} is followed by h{level}"

    faulty(pages, found())


_HEADINGS = {f"h{level}" for level in range(1, 7)}


def test_no_page_has_an_id_twice(pages: Pages) -> None:
    faulty(
        pages,
        (
            (path, each)
            for path, page in pages.items()
            for each, times in Counter(page.ids).items()
            if times > 1 or not each or " " in each
        ),
    )


def test_every_reference_to_an_id_on_the_page_is_to_one_that_is_there(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            for element in page.root.iter():
                for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list"):
                    for each in element.get(name, "").split():
                        if each not in page.ids:
                            yield path, f"{name}={each}"

    faulty(pages, found())


def test_no_page_has_style_or_script_in_it(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            for element in page.root.iter():
                if element.tag == "style" or "style" in element.attrib:
                    yield path, f"style in {element.tag}"
                data = element.get("type") == "application/ld+json"
                if element.tag == "script" and "src" not in element.attrib and not data:
                    yield path, "script in the page"
                yield from ((path, f"{name} in {element.tag}") for name in element.attrib if name.startswith("on"))

    faulty(pages, found())


def test_structured_data_is_json_with_a_type(pages: Pages) -> None:
    blocks = [
        json.loads("".join(block.itertext()))
        for page in pages.values()
        for block in page.all("script[@type='application/ld+json']")
    ]
    assert len(blocks) > 50
    for block in blocks:
        assert block["@context"] == "https://schema.org"
        assert all(item["@type"] for item in block["@graph"])


def test_nothing_is_fetched_from_or_sent_to_another_host(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            for element in page.root.iter():
                fetched = [
                    element.get(name, "") for name in ("src", "srcset", "action", "formaction", "poster", "ping")
                ]
                if element.tag == "link" and element.get("rel") not in ("canonical", "alternate"):
                    fetched.append(element.get("href", ""))
                if element.tag in ("iframe", "object", "embed", "base"):
                    yield path, element.tag
                yield from ((path, each) for each in fetched if urlsplit(each).scheme or urlsplit(each).netloc)

    faulty(pages, found())


def test_every_picture_has_an_alternative_text_or_says_that_it_needs_none(pages: Pages) -> None:
    faulty(
        pages,
        (
            (path, image.get("src", "?"))
            for path, page in pages.items()
            for image in page.all("img")
            if "alt" not in image.attrib
        ),
    )


def test_every_field_has_a_label(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            labelled = {label.get("for") for label in page.all("label")}
            for name in ("input", "textarea", "select"):
                for field in page.all(name):
                    named = field.get("aria-label") or field.get("aria-labelledby") or field.get("type") == "hidden"
                    if not named and field.get("id") not in labelled:
                        yield path, field.get("name", "?")

    faulty(pages, found())


def test_every_link_has_a_text(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            for link in page.all("a[@href]"):
                pictures = "".join(image.get("alt", "") for image in link.iter("img"))
                if not (text_of(link) or pictures or link.get("aria-label")):
                    yield path, link.attrib["href"]

    faulty(pages, found())


def test_every_link_leads_somewhere(pages: Pages) -> None:
    """One that a script fills in has an address until then too, or search engines call it a fault."""
    faulty(
        pages,
        ((path, text_of(a)) for path, page in pages.items() for a in page.all("a") if not a.get("href")),
    )


def test_no_line_ends_between_the_sign_of_a_section_and_its_number(pages: Pages) -> None:
    def found() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            for element in [] if page.redirect else page.one("main[@id='innhold']").iter():
                for text in (element.text or "", element.tail or ""):
                    if "§ " in text:
                        yield path, text

    assert any("§\u00a0" in "".join(page.root.itertext()) for page in pages.values())
    faulty(pages, found())
