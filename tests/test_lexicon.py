"""The register of laws, the glossary, and terms on the pages, as a build gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.samples import plain_text, text
from tests.sites import SETTINGS, PageFile, broken_links, build, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path


LAWS = """\
- id: pbl
  title: { nb: Lov om planlegging, nn: Lov om planlegging }
  names: [plan- og bygningsloven, plan- og bygningslova]
  abbreviations: [pbl.]
  lovdata: lov/2008-06-27-71
- id: alkoholloven
  title: Lov om alkohol
  names: [alkoholloven, alkohollova]
  lovdata: lov/1989-06-02-27
- id: folkehelseloven
  title: Lov om folkehelsearbeid
  names: [folkehelseloven, folkehelselova]
  lovdata: lov/2011-06-24-29
- id: ubrukt
  title: Lov om noe annet
  names: [ubruktloven]
  lovdata: lov/2011-06-24-30
"""
GLOSSARY = """\
- id: aa
  term: åpen møteplass
  definition: Et sted å møtes.
- id: ip
  term: individuell plan
  abbreviation: IP
  definition: { nb: En plan for <én> person., nn: Ein plan for éin person. }
  synonyms: [tiltaksplan]
- id: ae
  term: ærend
  definition: Noe man gjør for andre.
"""
FILES = {
    "forfattere/kari.md": plain_text("Kari"),
    "sporsmal-og-svar/hvem.md": text(
        "Hvem får IP?",
        "## Spørsmål\n\nHvem får IP?\n\n## Svar\n\nIP følger av pbl. § 11-1, jf. § 3-1.",
        summary="Den som trenger det.",
    ),
    "artikler/lang/index.md": text("Lang", "Om IP og alkoholloven §§ 1-7 d og 1-6."),
    "artikler/lang/01-en.md": plain_text("En", "Mer om IP, etter pbl. § 11-1."),
    "artikler/lang/02-to.md": plain_text(
        "To", "Ein IP. Sjå plan- og bygningslova § 4-1.", lang="nn", reviewed="2026-02-01"
    ),
    "sider/om.md": plain_text("Om", "Vi skriver om folkehelseloven."),
    "artikler/lister.md": text("Lister", "Se [lovene](/lover/), [pbl](/lover/pbl/) og [ordene](/ordliste/#ip)."),
}


def site(root: Path, base_url: str = "https://example.org/") -> Path:
    settings = SETTINGS.replace("https://example.org/", base_url)
    data = {"data/site.yaml": settings, "data/laws.yaml": LAWS, "data/glossary.yaml": GLOSSARY}
    return write_site(root, {**FILES, **data})


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lexicon")
    assert build(site(root, "https://example.org/kb/"), root / "public", "--strict") == 0
    return root / "public"


@pytest.fixture(scope="module")
def pages(output: Path) -> dict[str, PageFile]:
    return read_pages(output)


def test_every_page_is_valid_and_every_link_reaches_something(pages: dict[str, PageFile], output: Path) -> None:
    assert [fault for page in pages.values() for fault in page.faults] == []
    assert [path for path, page in pages.items() if len(set(page.ids)) != len(page.ids)] == []
    assert broken_links(pages, output, "https://example.org/kb/") == []


def test_the_register_has_the_laws_that_pages_name_with_their_sections(pages: dict[str, PageFile]) -> None:
    items = pages["lover/index.html"].all("ul[@data-part='laws']/li")
    assert [text_of(item) for item in items] == [
        "Alkoholloven § 1-6 § 1-7 d",
        "Folkehelseloven",
        "Plan- og bygningsloven pbl. § 3-1 § 4-1 § 11-1",
    ]
    links = [link.attrib["href"] for link in items[2].iter("a")]
    assert links[1:] == [f"/kb/lover/pbl/#paragraf-{section}" for section in ("3-1", "4-1", "11-1")]


def test_a_law_that_no_text_refers_to_has_a_page_that_is_found_nowhere(tmp_path: Path) -> None:
    laws = "- id: pbl\n  title: Lov\n  names: [plan- og bygningsloven]\n  lovdata: lov/2008-06-27-71\n"
    files = {"forfattere/kari.md": plain_text("Kari"), "aktuelt/a.md": text(), "data/laws.yaml": laws}
    assert build(write_site(tmp_path, files), tmp_path / "public", "--strict") == 0
    found = read_pages(tmp_path / "public")
    assert "/lover/pbl/" not in list(found["lover/index.html"].links())
    assert found["lover/pbl/index.html"].one("meta[@name='robots']").attrib["content"] == "noindex"
    assert "/lover/pbl/" not in (tmp_path / "public/sitemap.xml").read_text(encoding="utf-8")


def test_a_law_has_its_sections_in_order_with_the_pages_that_refer_to_them(pages: dict[str, PageFile]) -> None:
    page = pages["lover/pbl/index.html"]
    found = [
        (section.attrib["data-section"], [text_of(a) for a in section.findall(".//h3/a")])
        for section in page.all("section[@data-section]")
    ]
    assert found == [("3-1", ["Hvem får IP?"]), ("4-1", ["To – Lang"]), ("11-1", ["En – Lang", "Hvem får IP?"])]
    assert "https://lovdata.no/lov/2008-06-27-71/%C2%A711-1" in list(page.links())
    sections = pages["lover/alkoholloven/index.html"].all("section/header/h2")
    assert [text_of(each) for each in sections] == ["§ 1-6", "§ 1-7 d"]


def test_a_law_has_the_last_review_of_each_page_and_the_pages_that_name_no_section(
    pages: dict[str, PageFile],
) -> None:
    facts = [text_of(each) for each in pages["lover/pbl/index.html"].all("section//p[@class='facts']")]
    assert facts == [
        "Spørsmål og svar",
        "Kapittel faglig gjennomgått 1. februar 2026",
        "Kapittel",
        "Spørsmål og svar",
    ]
    others = pages["lover/folkehelseloven/index.html"].one("section[@data-part='others']")
    assert text_of(others) == "Nevner loven uten paragraf Om Side"


def test_a_law_that_no_page_names_has_a_page_that_says_so(pages: dict[str, PageFile]) -> None:
    assert "Ingen sider viser til loven ennå." in text_of(pages["lover/ubrukt/index.html"].one("main"))


def test_the_glossary_is_in_norwegian_alphabetical_order_with_anchors(pages: dict[str, PageFile]) -> None:
    page = pages["ordliste/index.html"]
    assert [text_of(each) for each in page.all("dt")] == ["individuell plan (IP)", "ærend", "åpen møteplass"]
    assert {"ip", "ae", "aa"} <= set(page.ids)
    assert "Også kalt: tiltaksplan" in text_of(page.one("main"))


def test_a_term_is_explained_where_it_first_occurs(pages: dict[str, PageFile]) -> None:
    page = pages["sporsmal-og-svar/hvem/index.html"]
    [button] = page.all("button[@class='term']")
    [meaning] = page.all("span[@popover]")
    assert (button.text, button.attrib["type"]) == ("IP", "button")
    assert button.attrib["popovertarget"] == meaning.attrib["id"] == "term_ip"
    assert text_of(meaning) == "individuell plan (IP) En plan for <én> person. Ordliste"
    assert meaning.find("a").attrib["href"] == "/kb/ordliste/#ip"  # type: ignore[union-attr] # it is there
    assert "data-pagefind-ignore" in meaning.attrib
    assert not page.all("*[@style]")


def test_on_the_whole_article_each_chapter_explains_again_in_its_language(pages: dict[str, PageFile]) -> None:
    found = [
        (each.attrib["id"], each.attrib["lang"])
        for each in pages["artikler/lang/hele/index.html"].all("span[@popover]")
    ]
    assert found == [("term_ip", "nb"), ("en--term_ip", "nb"), ("to--term_ip", "nn")]


def test_they_are_in_the_sitemap(output: Path) -> None:
    sitemap = (output / "sitemap.xml").read_text(encoding="utf-8")
    assert all(f"/kb/{each}/<" in sitemap for each in ("lover", "lover/pbl", "lover/alkoholloven", "ordliste"))


def test_a_site_without_such_data_has_no_such_pages_and_may_use_the_addresses(tmp_path: Path) -> None:
    own = {"sider/ordliste.md": plain_text("Ord"), "sider/lover.md": plain_text("Lover", "Se barneloven § 3.")}
    root = write_site(tmp_path, {"forfattere/kari.md": plain_text("Kari"), "aktuelt/a.md": text(), **own})
    assert build(root, tmp_path / "public", "--strict") == 0
    assert "Se barneloven § 3." in (tmp_path / "public/lover/index.html").read_text(encoding="utf-8")


def test_empty_files_are_no_data(tmp_path: Path) -> None:
    empty = {"data/laws.yaml": "# ingen ennå\n", "data/glossary.yaml": ""}
    root = write_site(tmp_path, {"forfattere/kari.md": plain_text("Kari"), "aktuelt/a.md": text(), **empty})
    assert build(root, tmp_path / "public", "--strict") == 0
    assert not (tmp_path / "public/lover").exists()
    assert not (tmp_path / "public/ordliste").exists()
