"""Laws of other sources than Lovdata: their own addresses, and their own words before the number of a section."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.laws.sources import laws_in
from kbsite.authoring.laws.text import as_text
from kbsite.authoring.laws.update import update
from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from tests.sites import LAYOUTS, SETTINGS, TODAY, build, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

AT = "https://law.example/act/2008/27"
LAWS = f"""\
- id: cca
  title: Climate Care Act 2008
  names: [Climate Care Act 2008, Climate Care Act]
  abbreviations: [CCA]
  url: {AT}
  section_url: {AT}/section/{{section}}
  sections: [s., ss., section, sections]
  publisher: The Law Office
- id: reg
  title: Regulation (EU) 2099/1
  names: [Example Regulation]
  url: https://eu.example/reg/2099/1
  sections: [Art., Article, Articles]
- id: plain
  title: Plain Act
  names: [Plain Act]
  url: https://law.example/plain
  section_url: https://law.example/plain#{{section}}
"""
PAGE = "---\ntitle: Page\n---\n\n{}\n"


def site(root: Path, said: str, laws: str = LAWS) -> Path:
    data = {
        "data/site.yaml": f"{SETTINGS}language: en\n",
        "data/themes.yaml": "- id: plan\n  title: Planning\n",
        "data/laws.yaml": laws,
    }
    return write_site(root, {**data, "pages/a.md": PAGE.format(said)})


def links(root: Path, said: str) -> list[tuple[str, str, str]]:
    """Return text, address and label of each link to a law in a built page."""
    assert build(site(root, said), root / "public") == 0
    page = read_pages(root / "public")["a/index.html"]
    found = [each for each in page.one("main").iter() if each.tag.endswith("}a") or each.tag == "a"]
    return [
        (text_of(each).removesuffix(" (external link)"), each.attrib["href"], each.get("aria-label", ""))
        for each in found
        if "example/" in each.attrib["href"] and "example.org" not in each.attrib["href"]
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("See the Climate Care Act s. 12.", [("Climate Care Act s. 12", "12", "")]),
        ("See CCA, section 5A.", [("CCA, section 5A", "5A", "")]),
        ("See section 3(1)(a) of the Climate Care Act.", [("section 3(1)(a) of the Climate Care Act", "3", "")]),
        (
            "Sections 3 and 4 of the CCA hold.",
            [("Sections 3", "3", "CCA s. 3"), ("4", "4", "CCA s. 4")],
        ),
        ("The Climate Care Act 2008 (s. 7) holds.", [("Climate Care Act 2008 (s. 7", "7", "")]),
        ("The CCA says so.", []),
        ("See s. 12, which stands alone, and chapter 3 of the CCA.", []),
        ("The CCA has 12 sections, and its 3 parts are new.", []),
    ],
)
def test_a_section_that_is_named_with_its_law_is_a_link(
    tmp_path: Path, said: str, expected: list[tuple[str, str, str]]
) -> None:
    assert links(tmp_path, said) == [(text, f"{AT}/section/{number}", label) for text, number, label in expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The CCA is short. Read s. 12 first.", ["12"]),
        ("The CCA is short.\n\nRead s. 12 first.", ["12"]),
        ("By the CCA the duty is plain: section 12(3)(b) says whose it is.", ["12"]),
        ("The CCA is new. Sections 3 and 4 are not.", ["3", "4"]),
        ("The CCA says so (ss. 3 to 5).", ["3", "5"]),
        ("## The CCA\n\nSection 9 is long.", ["9"]),
        ("- The CCA\n  - section 7\n", ["7"]),
    ],
)
def test_a_section_that_stands_alone_is_that_of_the_law_just_named(
    tmp_path: Path, said: str, expected: list[str]
) -> None:
    found = links(tmp_path, said)
    assert [address for _, address, _ in found] == [f"{AT}/section/{number}" for number in expected]
    assert all(label.endswith(f"s. {number}") for (_, _, label), number in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    "said",
    [
        "Read s. 12 first.",
        "The CCA is short. Section 3 of the report says more.",
        "The CCA is short. Section 3 below says more.",
        "The CCA is short; see this section 3 too.",
        "The CCA is short.\n\nRead section 12 first.",
        "The CCA and the Plain Act are short, and section 3 is long.",
        "The CCA is short. The Plain Act is long, and so is s. 3.",
        "The CCA has sections 2026-01 and 3rd, and Section Eight.",
        "The CCA is short. Read Art. 5 first.",
        "The Example Regulation is long. Read s. 12 first.",
        "The CCA is short. It was measured in 12 s. 40 were fined.",
    ],
)
def test_what_is_no_section_of_the_law_is_no_link(tmp_path: Path, said: str) -> None:
    assert links(tmp_path, said) == []


def test_an_article_that_stands_alone_is_that_of_its_regulation(tmp_path: Path) -> None:
    found = links(tmp_path, "The Example Regulation is long. Article 5(1)(a) and Art. 6 are not.")
    assert [text for text, _, _ in found] == ["Article 5(1)(a)", "Art. 6"]


def test_a_source_without_addresses_of_sections_is_linked_as_a_whole(tmp_path: Path) -> None:
    found = links(tmp_path, "See the Example Regulation Art. 5 and the Plain Act § 3.")
    assert [each[:2] for each in found] == [
        ("Example Regulation Art. 5", "https://eu.example/reg/2099/1"),
        ("Plain Act § 3", "https://law.example/plain#3"),
    ]


def test_the_register_says_the_marks_and_the_source_of_each_law(tmp_path: Path) -> None:
    said = f"See ss. 3 to 5 of the CCA, [this](https://eu.example/reg/2099/1) and [that]({AT}/section/9)."
    root = site(tmp_path, said)
    assert build(root, root / "public") == 0
    pages = read_pages(root / "public")
    law, register = text_of(pages["laws/cca/index.html"].root), text_of(pages["laws/index.html"].root)
    for number in ("3", "4", "5", "9"):
        assert f"s. {number}" in law
        assert f"s. {number}" in register
    assert "§" not in law
    assert "at The Law Office" in law
    assert "Lovdata" not in law + register
    assert "Read all of it at eu.example" in text_of(pages["laws/reg/index.html"].root)
    assert "Page" in text_of(pages["laws/reg/index.html"].root)


@pytest.mark.parametrize(
    ("laws", "said"),
    [
        ("- id: a\n  title: A\n  names: [A]\n", "data/laws.yaml:1:3: error[missing-field]: the field “lovdata”"),
        (
            "- id: a\n  title: A\n  names: [A]\n  lovdata: lov/2008-06-27-71\n  sections: [s.]\n",
            "data/laws.yaml:5:3: error[unknown-field]: there is no field “sections”",
        ),
        (
            "- id: a\n  title: A\n  names: [A]\n  url: https://a.example/\n  section_url: https://a.example/s\n",
            "an address with {section} where the number",
        ),
        (LAWS, "0 errors"),
    ],
)
def test_what_cannot_be_a_source_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], laws: str, said: str
) -> None:
    root = site(tmp_path, "Text.", laws)
    main(["check", "--root", str(root), "--lang", "en", "--today", TODAY])
    out = capsys.readouterr()
    assert said in out.out + out.err


def test_the_watch_says_that_it_does_not_read_them_and_writes_nothing_of_them(tmp_path: Path) -> None:
    """It names those that pages cite, and no other; it says so of none that is Lovdata's."""
    lovdata = "- id: pbl\n  title: L\n  names: [loven]\n  lovdata: lov/2008-06-27-71\n"
    root, today = site(tmp_path, "See CCA s. 12 and loven § 3-1.", LAWS + lovdata), date.fromisoformat(TODAY)
    found = load(Options(root=root, layouts=LAYOUTS, output=root / "public", today=today), silent).site
    assert found is not None
    made = update(found, {}, date(2026, 11, 26))
    assert (made.lock, [law.id for law in made.elsewhere]) == ({}, ["cca"])
    assert [law.id for law in made.absent] == ["pbl"]
    said = as_text(made, found, {}, {}, catalogue("en"))
    assert "“Climate Care Act 2008” is from The Law Office, not from Lovdata: it is not watched" in said
    assert "Example Regulation" not in said
    with pytest.raises(EnvironmentFault, match="no-laws-in-source"):
        laws_in([str(tmp_path)], found.config.laws)
