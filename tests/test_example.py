"""What is invented says so wherever it is shown: on its page, in lists, feeds, suggestions and structured data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kbsite.render.compose.parts import real_first
from kbsite.render.outputs.feeds import feeds
from kbsite.render.outputs.suggestions import suggestions
from kbsite.render.reference_formats import bibtex, ris
from kbsite.render.views import AuthorIndex, AuthorPage, ContentPage, FrontPage
from tests.samples import STRINGS, plain_text, site, text
from tests.sites import PageFile, build, read_pages, text_of, write_site
from tests.test_compose import content, graph, page_jobs

if TYPE_CHECKING:
    from kbsite.model import Site

FILES = {
    "content/forfattere/kari.md": plain_text("Kari Dikt", example="true"),
    "content/forfattere/ola.md": plain_text("Ola"),
    "content/praksis/dikt.md": text("Dikt", date="2026-10-03", summary="Kort.", example="true"),
    "content/praksis/sann.md": text("Sann", "Se [dikt](dikt.md).", date="2026-10-01", authors="[ola]"),
    "content/praksis/ny.md": text("Ny", "Se [sann](sann.md).", date="2026-10-02", authors="[ola]"),
}


def built() -> Site:
    return site(FILES)


def test_a_page_and_its_author_are_marked_and_others_are_not() -> None:
    invented, real = content(FILES, "praksis/dikt/index.html"), content(FILES, "praksis/sann/index.html")
    assert (invented.example, [author.example for author in invented.byline]) == (True, [True])
    assert (real.example, [author.example for author in real.byline]) == (False, [False])


def test_the_mark_follows_a_page_into_lists_of_related_pages_and_of_those_that_link_to_it() -> None:
    assert {item.title: item.example for item in content(FILES, "praksis/sann/index.html").related} == {
        "Dikt": True,
        "Ny": False,
    }
    links = {**FILES, "content/praksis/dikt.md": text("Dikt", "Se [sann](sann.md).", example="true")}
    backlinks = content(links, "praksis/sann/index.html").backlinks
    assert {link.title: link.example for link in backlinks} == {"Dikt": True, "Ny": False}


def test_on_the_front_page_real_pages_come_first_however_old() -> None:
    front = page_jobs(FILES)["index.html"].page
    assert isinstance(front, FrontPage)
    [shelf] = [each for each in (*front.above, *front.below) if each.kind == "practice"]
    assert [(item.title, item.example) for item in shelf.items] == [("Ny", False), ("Sann", False), ("Dikt", True)]


def test_the_order_of_real_and_of_invented_pages_stays() -> None:
    ordered = real_first(built().by_kind["practice"])
    assert [document.meta.title for document in ordered] == ["Ny", "Sann", "Dikt"]


def test_a_chapter_and_a_translation_are_as_invented_as_what_they_belong_to() -> None:
    files = {
        "content/praksis/a/index.md": text("A", example="true"),
        "content/praksis/a/index.nn.md": text("A", lang="nn"),
        "content/praksis/a/01-b.md": plain_text("B"),
        "content/praksis/a/01-b.nn.md": plain_text("B"),
        "content/praksis/sann/index.md": text("Sann"),
        "content/praksis/sann/01-b.md": plain_text("B"),
    }
    found = {document.path: document.meta.example for document in site(files).documents if document.meta.themes}
    assert found == {path: "/a/" in path for path in files}


def test_a_profile_and_the_index_of_authors_are_marked() -> None:
    jobs = page_jobs(FILES)
    profile, index = jobs["forfattere/kari/index.html"].page, jobs["forfattere/index.html"].page
    assert isinstance(profile, AuthorPage)
    assert profile.example
    assert isinstance(index, AuthorIndex)
    assert {a.name: a.example for letter in index.letters for a in letter.authors} == {
        "Kari Dikt": True,
        "Ola": False,
    }


def test_who_shares_a_page_shows_the_mark_in_its_description() -> None:
    invented, real = content(FILES, "praksis/dikt/index.html"), content(FILES, "praksis/sann/index.html")
    assert invented.head.description == "⟨example⟩. Kort."
    assert "example" not in real.head.description
    assert invented.summary == "Kort.", "on the page itself the byline says it"


def test_structured_data_tells_invented_pages_and_people_from_real_ones() -> None:
    jobs = page_jobs(FILES)
    invented = graph(jobs["praksis/dikt/index.html"].page)["Article"]
    assert invented["disambiguatingDescription"] == "⟨example⟩"
    assert invented["author"][0]["disambiguatingDescription"] == "⟨example⟩"
    person = graph(jobs["forfattere/kari/index.html"].page)["ProfilePage"]["mainEntity"]
    assert person["disambiguatingDescription"] == "⟨example⟩"
    page = jobs["praksis/sann/index.html"].page
    assert isinstance(page, ContentPage)
    assert "disambiguating" not in page.head.structured


@pytest.mark.parametrize(("lang", "mark"), [("nb", "oppdiktet eksempel"), ("nn", "oppdikta eksempel")])
def test_a_feed_says_it_in_the_title_in_the_language_of_the_page(lang: str, mark: str) -> None:
    found = site({**FILES, "content/praksis/dikt.md": text("Dikt", summary="Kort.", lang=lang, example="true")})
    (output,) = (each for each in feeds(found, STRINGS) if each.path == "feed.xml")
    assert isinstance(output.data, bytes)
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(output.data)  # noqa: S314 - our own output
    titles = [entry.findtext(f"{atom}title") for entry in root.iterfind(f"{atom}entry")]
    assert sorted(filter(None, titles)) == [f"Dikt ({mark})", "Ny", "Sann"]
    marked = f"{atom}category[@term='example']"
    [entry] = [each for each in root.iterfind(f"{atom}entry") if each.find(marked) is not None]
    assert entry.findtext(f"{atom}summary") == f"{mark.capitalize()}. Kort."
    assert (entry.findtext(f"{atom}author/{atom}name") or "").startswith("Kari Dikt (oppdikt")


def test_a_suggestion_says_it_with_the_kind_in_both_written_standards() -> None:
    output = suggestions(built(), STRINGS)
    assert isinstance(output.data, bytes)
    data = json.loads(output.data)
    nb = {row[2]: data["kinds"]["nb"][row[0]] for row in data["items"]}
    nn = {row[2]: data["kinds"]["nn"][row[0]] for row in data["items"]}
    assert (nb["Dikt"], nb["Sann"]) == ("Praksiseksempel, oppdiktet eksempel", "Praksiseksempel")
    assert (nn["Dikt"], nn["Kari Dikt"]) == ("Praksiseksempel, oppdikta eksempel", "Forfattar, oppdikta eksempel")


def test_a_reference_says_it_too() -> None:
    reference = content(FILES, "praksis/dikt/index.html").cite
    assert "  note = {⟨example⟩}," in bibtex(reference)
    assert "N1  - ⟨example⟩\r\n" in ris(reference)
    assert "note" not in bibtex(content(FILES, "praksis/sann/index.html").cite)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    root = tmp_path_factory.mktemp("example")
    files = {**FILES, "content/sider/by.md": plain_text("Byen som ikke finnes", example="true")}
    write_site(root, {path.removeprefix("content/"): body for path, body in files.items()})
    assert build(root, root / "public") == 0
    return read_pages(root / "public")


def test_readers_see_the_mark_in_byline_and_card(pages: dict[str, PageFile]) -> None:
    byline = text_of(pages["praksis/dikt/index.html"].one("*[@data-part='byline']"))
    assert byline.startswith("Oppdiktet eksempel Av Kari Dikt (oppdiktet forfatter)")
    cards = [text_of(card) for card in pages["praksis/index.html"].all("ul[@class='rows']/li")]
    assert ["Oppdiktet eksempel" in card for card in cards] == [True, False, False]
    assert "Oppdiktet eksempel" in text_of(pages["forfattere/kari/index.html"].one("article/header"))


def test_a_real_page_has_no_mark_of_its_own(pages: dict[str, PageFile]) -> None:
    article = pages["praksis/ny/index.html"].one("article/header")
    assert "ppdikt" not in text_of(article)
    assert pages["praksis/ny/index.html"].one("*[@data-part='byline']").findall(".//*[@data-mark]") == []


def test_an_invented_page_without_authors_has_a_byline_with_the_mark_alone(pages: dict[str, PageFile]) -> None:
    assert text_of(pages["by/index.html"].one("*[@data-part='byline']")) == "Oppdiktet eksempel"
