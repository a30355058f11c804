"""What layouts make of a page's age, of its reference, and of themes with a sign and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.samples import plain_text, text
from tests.sites import SETTINGS, build, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import PageFile

LIMITED = f"{SETTINGS}review_after_months: 24\n"
QA = "## Spørsmål\n\nHva?\n\n## Svar\n\nDet."
RESOURCES = """
  - {title: Kilde, url: "https://lovdata.no/", lang: nb}
  - {title: Source, url: "https://example.com/", lang: en}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    root = tmp_path_factory.mktemp("reader")
    files: dict[str, str | bytes] = {
        "data/site.yaml": LIMITED,
        "data/themes.yaml": "- id: plan\n  title: Plan\n"
        "- id: folkehelse\n  title: Folkehelse\n  sign: /tegn/hjerte.svg\n",
        "forfattere/kari.md": plain_text("Kari"),
        "forfattere/ola.md": plain_text("Ola"),
        "artikler/gammel.md": text("Gammel", date="2020-01-01", resources=RESOURCES),
        "artikler/gammal.md": text("Gammal", date="2020-01-01", lang="nn", authors="[ola, kari]"),
        "artikler/forfalt.md": text("Forfalt", date="2026-01-01", review_by="2026-10-01"),
        "artikler/ny.md": text("Ny", body="[Skjema](skjema.pdf)", themes="[plan, folkehelse]"),
        "artikler/skjema.pdf": b"x" * 240_000,
        "artikler/bok/index.md": text("Boka"),
        "artikler/bok/01-del.md": plain_text("Delen"),
        "kronikker/gammel.md": text("Mening", date="2020-01-01"),
        "sporsmal-og-svar/hva.md": text("Hva?", QA, date="2020-01-01", updated="2026-01-01"),
        "sider/om.md": plain_text("Om oss"),
    }
    (root / "static/tegn").mkdir(parents=True)
    (root / "static/tegn/hjerte.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert build(write_site(root, files), root / "public") == 0
    return read_pages(root / "public")


def notice(page: PageFile) -> tuple[str, list[str]]:
    """Return what the notice at the top of a page says it is about, and where its links lead."""
    found = [each for each in page.all("div[@class='notice']") if each.get("data-part") in ("stale", "overdue")]
    assert len(found) <= 1
    links = [link.attrib["href"] for box in found for link in box.iter("a")]
    return (found[0].attrib["data-part"], links) if found else ("", [])


def test_an_old_page_says_so_and_what_to_do(pages: dict[str, PageFile]) -> None:
    page = pages["artikler/gammel/index.html"]
    assert notice(page) == ("stale", ["#resources_heading", "/spor-oss/?tema=plan"])
    assert "1. januar 2020" in text_of(page.one("div[@data-part='stale']"))


def test_an_old_page_without_sources_leads_to_the_editors_alone(pages: dict[str, PageFile]) -> None:
    page = pages["artikler/gammal/index.html"]
    assert notice(page) == ("stale", ["/spor-oss/?tema=plan"])
    assert text_of(page.one("div[@data-part='stale']")).startswith("Denne sida kan vere utdatert.")


def test_a_page_whose_review_is_due_says_that_instead(pages: dict[str, PageFile]) -> None:
    assert notice(pages["artikler/forfalt/index.html"])[0] == "overdue"


@pytest.mark.parametrize("path", ["artikler/ny", "kronikker/gammel", "sporsmal-og-svar/hva", "om"])
def test_other_pages_say_nothing_of_it(pages: dict[str, PageFile], path: str) -> None:
    assert notice(pages[f"{path}/index.html"])[0] == ""


def test_dates_are_explained_where_there_are_several(pages: dict[str, PageFile]) -> None:
    page = pages["sporsmal-og-svar/hva/index.html"]
    dates = page.one("details[@data-part='dates']")
    assert [text_of(each) for each in dates.iter("summary")] == ["Oppdatert 1. januar 2026"]
    assert [text_of(each) for each in dates.iter("dt")] == ["Publisert 1. januar 2020", "Oppdatert"]
    assert text_of(pages["artikler/ny/index.html"].one("p[@data-part='dates']")) == "Publisert 1. januar 2026"


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        (
            "artikler/gammel",
            "Kari. (2020, 1. januar). Gammel. Nettsted. https://example.org/artikler/gammel/?versjon=2020-01-01",
        ),
        (
            "artikler/gammal",
            "Ola & Kari. (2020, 1. januar). Gammal. Nettsted. https://example.org/artikler/gammal/?versjon=2020-01-01",
        ),
        (
            "sporsmal-og-svar/hva",
            "Kari. (2026, 1. januar). Hva? Nettsted. https://example.org/sporsmal-og-svar/hva/?versjon=2026-01-01",
        ),
        (
            "artikler/bok/del",
            "Kari. (2026, 1. januar). Delen. I Boka. Nettsted. https://example.org/artikler/bok/del/?versjon=2026-01-01",
        ),
        ("om", "Om oss. (u.å.). Nettsted. https://example.org/om/"),
    ],
)
def test_a_reference_reads_as_apa_has_it(pages: dict[str, PageFile], path: str, reference: str) -> None:
    assert text_of(pages[f"{path}/index.html"].one("p[@data-part='reference']")) == reference


def test_the_files_of_a_reference_are_there(pages: dict[str, PageFile], tmp_path: Path) -> None:
    links = [
        e.attrib["href"].partition("?v=")[0]
        for e in pages["om/index.html"].one("details[@data-part='cite']").iter("a")
    ]
    assert links == ["/om/siter.bib", "/om/siter.ris", "/om/index.md"]
    root = write_site(tmp_path, {"sider/om.md": plain_text("Om oss")})
    assert build(root, root / "public") == 0
    assert [(root / f"public{link}").is_file() for link in links] == [True] * 3


def test_every_page_has_a_way_to_report_an_error(pages: dict[str, PageFile]) -> None:
    for path in ("artikler/ny/index.html", "om/index.html"):
        assert pages[path].one("a[@data-part='report']").attrib["href"].startswith("mailto:post@example.org?")


def test_a_question_without_a_summary_is_answered_by_the_beginning_of_its_answer(
    pages: dict[str, PageFile],
) -> None:
    page = pages["sporsmal-og-svar/hva/index.html"]
    assert text_of(page.one("*[@data-part='short-answer']/p")) == "Det."
    assert not pages["artikler/ny/index.html"].all("*[@data-part='short-answer']")


def test_the_tab_of_a_chapter_names_its_article(pages: dict[str, PageFile]) -> None:
    assert text_of(pages["artikler/bok/del/index.html"].one("title")) == "Delen – Boka – Nettsted"
    assert text_of(pages["artikler/bok/index.html"].one("title")) == "Boka – Nettsted"


def test_the_title_of_a_resource_has_its_language_where_it_is_another(pages: dict[str, PageFile]) -> None:
    links = pages["artikler/gammel/index.html"].all("details[@data-part='resources']//a/span[1]")
    assert [(text_of(link), link.get("lang")) for link in links] == [("Kilde", None), ("Source", "en")]


def test_an_attachment_shows_what_it_is(pages: dict[str, PageFile]) -> None:
    (link,) = [e for e in pages["artikler/ny/index.html"].all("a") if ".pdf?v=" in e.get("href", "")]
    assert text_of(link) == "Skjema (PDF, 240 kB)"


def test_a_theme_has_a_sign_only_where_there_is_one(pages: dict[str, PageFile]) -> None:
    signs = [image for image in pages["tema/index.html"].all("img") if image.get("class") == "sign"]
    assert [(sign.attrib["src"].partition("?")[0], sign.attrib["alt"]) for sign in signs] == [
        ("/tegn/hjerte.svg", "")
    ]
    assert [
        path for path in ("plan", "folkehelse") if pages[f"tema/{path}/index.html"].all("img[@class='sign']")
    ] == ["folkehelse"]
