"""References to a page: the parts, and BibTeX and RIS made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbsite.render.compose import PageJob
from kbsite.render.compose.cite import cite
from kbsite.render.outputs.citations import citations, references
from kbsite.render.reference_formats import bibtex, ris
from kbsite.render.views import CiteView, ContentPage
from tests.samples import STRINGS, plain_text, site, text
from tests.test_compose import page_jobs

A = "content/artikler/a.md"

REFERENCE = CiteView(
    key="nettsted-artikler-a",
    authors=("Fagredaksjon plan", "Åse Døme"),
    signed="Fagredaksjon plan & Åse Døme",
    iso="2026-03-05",
    day="2026, 5. mars",
    title="Hva er planstrategi?",
    whole="",
    site="Nettsted",
    publisher="Utgiver",
    url="https://example.org/artikler/a/",
    lang="nn",
    bibtex="/artikler/a/siter.bib",
    ris="/artikler/a/siter.ris",
)


def cited(files: dict[str, str], address: str = "/artikler/a/") -> CiteView:
    built = site(files)
    document = next(each for each in built.pages if each.address == address)
    return cite(built, document, STRINGS[document.meta.lang or "nb"])


def test_a_reference_has_who_when_what_and_where() -> None:
    found = cited({A: text("Om planar", date="2026-01-01", updated="2026-03-05", lang="nn")})
    assert (found.signed, found.iso, found.day, found.title) == ("Kari", "2026-03-05", "2026, 5. mars", "Om planar")
    assert (found.site, found.url, found.lang) == (
        "Nettstad",
        "https://example.org/artikler/a/?versjon=2026-03-05",
        "nn",
    )
    addresses = [each.partition("?v=")[0] for each in (found.bibtex, found.ris)]
    assert addresses == ["/artikler/a/siter.bib", "/artikler/a/siter.ris"]


def test_the_address_of_each_file_changes_with_what_is_in_it_and_with_nothing_else() -> None:
    one, again = (cited({A: text("Om planar", date="2026-01-01")}) for _ in range(2))
    other = cited({A: text("Om andre planar", date="2026-01-01")})
    assert (one.bibtex, one.ris) == (again.bibtex, again.ris)
    assert one.bibtex != other.bibtex
    assert one.ris != other.ris


@pytest.mark.parametrize(
    ("names", "signed"), [(1, "N1"), (2, "N1 & N2"), (3, "N1, N2 & N3")], ids=["one", "two", "three"]
)
def test_authors_are_joined_as_in_apa_and_never_turned_around(names: int, signed: str) -> None:
    people = {f"content/forfattere/n{n}.md": plain_text(f"N{n}") for n in range(1, names + 1)}
    ids = ", ".join(f"n{n}" for n in range(1, names + 1))
    assert cited({**people, A: text(authors=f"[{ids}]")}).signed == signed


def test_a_chapter_is_cited_as_a_part_of_its_article() -> None:
    files = {"content/artikler/a/index.md": text("Planer"), "content/artikler/a/01-b.md": plain_text("Ord")}
    found = cited(files, "/artikler/a/b/")
    assert (found.title, found.whole, found.key) == ("Ord", "Planer", "nettsted-artikler-a-b")
    assert bibtex(found).startswith("@incollection{nettsted-artikler-a-b,\n")
    assert "booktitle = {Planer}" in bibtex(found)
    assert "T2  - Planer\r\n" in ris(found)


def test_a_page_by_the_site_itself_does_not_name_the_site_twice() -> None:
    files = {"content/forfattere/selv.md": plain_text("Nettsted"), A: text(authors="[selv]")}
    assert cited(files).site == ""


def test_a_page_without_date_and_author_has_a_reference_too() -> None:
    found = cited({"content/sider/om.md": plain_text("Om")}, "/om/")
    assert (found.signed, found.iso, found.day) == ("", "", "")
    assert "author" not in bibtex(found)
    assert "year" not in bibtex(found)
    assert ris(found).startswith("TY  - ELEC\r\nTI  - Om\r\n")


def test_bibtex() -> None:
    assert bibtex(REFERENCE) == (
        "@misc{nettsted-artikler-a,\n"
        "  author = {{Fagredaksjon plan} and {Åse Døme}},\n"
        "  title = {{Hva er planstrategi?}},\n"
        "  howpublished = {Nettsted},\n"
        "  publisher = {Utgiver},\n"
        "  year = {2026},\n"
        "  date = {2026-03-05},\n"
        "  url = {https://example.org/artikler/a/},\n"
        "  language = {nn-NO},\n"
        "  langid = {nynorsk},\n"
        "  month = mar,\n"
        "}\n"
    )


def test_ris() -> None:
    assert ris(REFERENCE) == (
        "TY  - ELEC\r\n"
        "AU  - Fagredaksjon plan\r\n"
        "AU  - Åse Døme\r\n"
        "TI  - Hva er planstrategi?\r\n"
        "T2  - Nettsted\r\n"
        "PB  - Utgiver\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/03/05\r\n"
        "UR  - https://example.org/artikler/a/\r\n"
        "LA  - nn\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("50 % & mer", r"50 \% \& mer"),
        ("a_b #1 $2", r"a\_b \#1 \$2"),
        ("{a", "{\\textbraceleft}a"),
        ("a}", "a{\\textbraceright}"),
        ("a\\b", "a{\\textbackslash}b"),
        ("~^", "{\\textasciitilde}{\\textasciicircum}"),
        ("«æøå» – 🙂", "«æøå» – 🙂"),
    ],
)
def test_what_latex_would_read_as_its_own_is_written_out(written: str, shown: str) -> None:
    entry = bibtex(replace(REFERENCE, title=written, authors=(written,)))
    assert f"title = {{{{{shown}}}}},\n" in entry
    assert f"author = {{{{{shown}}}}},\n" in entry
    assert entry.count("{") == entry.count("}")


def test_an_address_in_bibtex_stays_an_address() -> None:
    assert "url = {https://e.org/a%20b_c#d~%7Be%7D}" in bibtex(
        replace(REFERENCE, url="https://e.org/a%20b_c#d~{e}")
    )


def test_a_line_break_begins_no_field() -> None:
    broken = replace(REFERENCE, title="En\r\nUR  - https://ond.example/", authors=("A\nER  - ",))
    assert [line.partition("  - ")[0] for line in ris(broken).splitlines()].count("UR") == 1
    assert "TI  - En UR - https://ond.example/\r\n" in ris(broken)
    assert "{En UR - https://ond.example/}" in bibtex(broken)


def test_each_page_of_content_has_both_files_beside_it() -> None:
    found = page_jobs({A: text(), "content/artikler/a.nn.md": text("Nynorsk", lang="nn")})
    paths = [output.path for output in citations(each for job in found.values() for each in references(job))]
    shown = [path for path, job in found.items() if isinstance(job.page, ContentPage)]
    assert set(shown) == {"artikler/a/index.html", "artikler/a/nn/index.html"}
    assert sorted(paths) == sorted(
        f"{path.removesuffix('index.html')}siter.{ending}" for path in shown for ending in ("bib", "ris")
    )
    assert len(set(paths)) == len(paths)


def test_an_attachment_of_the_same_name_is_left_alone() -> None:
    found = page_jobs({A: text()})
    every = (each for job in found.values() for each in references(job))
    paths = [output.path for output in citations(every, {"artikler/a/siter.bib"})]
    assert paths == ["artikler/a/siter.ris"]


def test_a_page_that_is_not_content_has_none() -> None:
    front = page_jobs({A: text()})["index.html"]
    assert isinstance(front, PageJob)
    assert list(references(front)) == []
