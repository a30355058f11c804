"""To which law a section that stands alone belongs: what paragraph, heading, field, page and article decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.model.lexicon import LawMention
from kbsite.parse.annotate import lexicon
from kbsite.parse.laws.scopes import Outer
from kbsite.parse.markdown import markdown
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from kbsite.reports.laws import laws_report
from tests.samples import plain_text, text
from tests.sites import ROOT, SETTINGS, write_site
from tests.test_laws import LAWS, law

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = lexicon((*LAWS, law("reg", "forskrift/2005-06-08-538", "alkoholforskriften", "alkoholforskrifta")), ())
PBL, FHL, HOL = LAWS[0], LAWS[1], LAWS[2]


def read(body: str, outer: Outer | None = None) -> tuple[list[str], list[str]]:
    """Return the sections that a text cites, each with its law, and the words of those that are unclear."""
    parsed, problems = markdown(body, "x.md", 1, (), KNOWN, outer=outer or Outer())
    cited = [f"{each.law} {each.section}" for each in parsed.references if each.section]
    return cited, [dict(each.values)["section"] for each in problems if each.code == "unclear-law"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Folkehelseloven gjelder. Målene følger av § 6.", ["fhl 6"]),
        ("Folkehelseloven gjelder.\n\nMålene følger av § 6.", ["fhl 6"]),
        ("Folkehelselova gjeld. Måla følgjer av paragraf 6 i lova.", ["fhl 6"]),
        ("## Folkehelseloven\n\nMålene følger av § 6.\n\n## Pbl.\n\nFristen står i § 11-4.", ["fhl 6", "pbl 11-4"]),
        ("Pbl. gjelder.\n\n## Folkehelseloven\n\n### Mål\n\nSe § 6.", ["fhl 6"]),
        ("Pbl. gjelder.\n\nFolkehelseloven krever:\n\n- oversikt (§ 5)\n- mål (§ 6)", ["fhl 5", "fhl 6"]),
        ("| Pbl. | Folkehelseloven |\n| - | - |\n| § 11-4 | § 6 |", ["pbl 11-4", "fhl 6"]),
        ("| Lov | Krav |\n| - | - |\n| Pbl. | § 11-4 |\n| Folkehelseloven | § 6 |", ["pbl 11-4", "fhl 6"]),
        ("Pbl.\n: Fristen står i § 11-4.\n\nFolkehelseloven\n: Målene står i § 6.", ["pbl 11-4", "fhl 6"]),
        ("Pbl. gjelder.[^1]\n\n[^1]: Se § 11-4.", ["pbl 11-4"]),
        ("Pbl. gjelder.\n\n> [!MERK]\n> Fristen står i § 11-4.", ["pbl 11-4"]),
        ("Se [loven](https://lovdata.no/dokument/NL/lov/2011-06-24-29/§6). Se § 7.", ["fhl 6", "fhl 7"]),
        ("Pbl. og [§ 6](https://lovdata.no/lov/2011-06-24-29/%C2%A76) gjelder.", ["fhl 6", "fhl 6"]),
        ("Alkoholloven og alkoholforskriften gjelder. Forskriften § 6-2 og loven § 1-7.", ["reg 6-2", "alkl 1-7"]),
        ("Pbl. kapittel 11 og 12 gjelder, og kapittel 3 i folkehelseloven.", [
            "pbl kapittel 11", "pbl kapittel 12", "fhl kapittel 3",
        ]),
        ("Pbl. §§ 3-1 til 3-3, § 11-1 flg. og § 12-1 til 12-3.", [
            "pbl 3-1", "pbl 3-2", "pbl 3-3", "pbl 11-1", "pbl 12-1", "pbl 12-2", "pbl 12-3",
        ]),
        ("Pbl. gjelder. Se § 4 første ledd bokstav a i folkehelseloven og § 3, 2. ledd nr. 4 i folkehelselova.", [
            "fhl 4", "fhl 3",
        ]),
        ("Alkoholloven og alkoholforskriften. Se § 3 første ledd i forskriften.", ["reg 3"]),
        ("Folkehelseloven § 4 til § 7.", ["fhl 4", "fhl 5", "fhl 6", "fhl 7"]),
        ("Folkehelselova: paragrafane 5 og 6, § 7 a og § 4 fyrste ledd bokstav a.", [
            "fhl 5", "fhl 6", "fhl 7a", "fhl 4",
        ]),
    ],
)  # fmt: skip
def test_the_nearest_that_names_one_law_decides(body: str, expected: list[str]) -> None:
    assert read(body) == (expected, [])


@pytest.mark.parametrize(
    "body",
    [
        "Folkehelseloven og pbl. gjelder. Målene følger av § 6.",
        "Folkehelseloven og barneloven gjelder. Målene følger av § 6.",
        "Folkehelseloven gjelder, og den svenske folkehelseloven. Målene følger av § 6.",
        "Folkehelseloven gjelder.\n\nPbl. gjelder.\n\nMålene følger av § 6.",
        "Folkehelseloven og den tidligere folkehelseloven er ulike. Se § 6.",
        "| Folkehelseloven og pbl. |\n| - |\n| § 6 |",
        "## Folkehelseloven og pbl.\n\nSe [teksten til § 6](x.md).",
        "Folkehelseloven og pbl.\n\n## Etter § 6",
    ],
)
def test_where_several_laws_are_named_nobody_can_tell(body: str) -> None:
    assert read(body) == ([], ["§ 6"])


@pytest.mark.parametrize(
    "body",
    [
        "Målene følger av § 6.",
        "Målene følger av § 6. Folkehelseloven gjelder.",
        "Folkehelseloven gjelder.\n\n> Etter 5 § och § 6 i svensk rett.",
        "Folkehelseloven gjelder, men etter vedtektene § 6 og § 6 i reglementet er det slik.",
        "Barneloven gjelder. Se § 6.",
        "Folkehelseloven og pbl. gjelder, og forskrift om ledelse og kvalitetsforbedring § 6.",
        "Folkehelseloven gjelder.\n\n:::en\nSee § 6.\n:::",
        "Folkehelseloven gjelder. Se `§ 6` og https://example.org/§6.",
        "Kapittel 4 i folkehelserapporten. Kapittel 5 gjelder.",
    ],
)
def test_what_is_no_section_of_the_law_is_left_in_peace(body: str) -> None:
    assert read(body) == ([], [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Fristen står i § 11-4.", (["pbl 11-4"], [])),
        ("Folkehelseloven og alkoholloven gjelder.\n\nFristen står i § 11-4.", (["pbl 11-4"], [])),
        ("Folkehelseloven krever oversikt (§ 5).", (["fhl 5"], [])),
        ("Folkehelseloven krever oversikt. Fristen står i § 11-4.", ([], ["§ 11-4"])),
        ("Folkehelseloven og pbl. gjelder. Fristen står i § 11-4.", (["pbl 11-4"], [])),
        ("> Fristen står i § 11-4.", ([], [])),
    ],
)
def test_the_field_decides_where_the_paragraph_names_no_law(
    body: str, expected: tuple[list[str], list[str]]
) -> None:
    assert read(body, Outer(law=PBL)) == expected


def test_a_chapter_goes_by_its_article_where_it_names_nothing_else() -> None:
    above = Outer(above=(LawMention("pbl"),))
    assert read("Fristen står i § 11-4.", above) == (["pbl 11-4"], [])
    assert read("Folkehelseloven.\n\nFristen står i § 11-4.", above) == ([], ["§ 11-4"])
    several = replace(above, above=(LawMention("pbl"), LawMention("fhl")))
    assert read("Fristen står i § 11-4.", several) == ([], ["§ 11-4"])


def test_a_link_names_the_law_for_screen_readers_in_the_written_standard_of_the_page() -> None:
    body, _ = markdown("Fristen står i § 11-4.", "x.md", 1, (), KNOWN, outer=Outer(law=PBL, language="nn"))
    assert "plan- og bygningslova § 11-4" in str(body)


LAW_FILE = """\
- id: pbl
  title: Lov om planlegging
  names: [plan- og bygningsloven, plan- og bygningslova]
  lovdata: lov/2008-06-27-71
- id: fhl
  title: Lov om folkehelsearbeid
  names: [folkehelseloven, folkehelselova]
  lovdata: lov/2011-06-24-29
- id: ingen
  title: Ingen
  names: [ingenloven]
  lovdata: lov/1999-01-01-1
"""
MODEL = """\
lanes: [{ id: a, title: Arbeidet }, { id: b, title: Politikken }]
steps:
  - { id: en, lane: a, title: Start, text: Oversikten følger av § 5., next: [to] }
  - { id: to, lane: b, title: Slutt, text: Etter plan- og bygningsloven § 11-15. }
"""


def test_chapters_translations_models_fields_and_resources_are_all_counted(tmp_path: Path) -> None:
    files = {
        "data/site.yaml": SETTINGS,
        "data/laws.yaml": LAW_FILE,
        "forfattere/kari.md": plain_text("Kari"),
        "artikler/a/index.md": text("Plan", law="pbl"),
        "artikler/a/01-en.md": plain_text("En", "Etter §§ 11-1 til 11-3."),
        "artikler/a/01-en.nn.md": plain_text("Ein", "Etter § 11-4."),
        "artikler/b.md": text("Hva sier folkehelseloven § 4?", summary="Svaret står i § 6."),
        "artikler/b.nn.md": text("Kva seier lova?", "Sjå folkehelselova § 7."),
        "artikler/c.md": text(
            "Kilder", resources='[{ title: Loven, url: "https://lovdata.no/dokument/NL/lov/2011-06-24-29/§8" }]'
        ),
        "modeller/m.md": text("Folkehelseloven").replace("---\n", "---\n" + MODEL, 1),
    }
    root = write_site(tmp_path, files)
    options = Options(root=root, layouts=ROOT / "layouts", output=tmp_path / "out", today=date(2026, 6, 1))
    loaded = load(options, silent)
    assert loaded.site is not None
    assert [each.code for each in loaded.problems if "law" in each.code] == []
    found = {
        each.id: {section.section: [one.page.file[8:] for one in section.pages] for section in each.sections}
        for each in laws_report(loaded.site).laws
    }
    assert found == {
        "pbl": {
            "11-1": ["artikler/a/01-en.md"],
            "11-2": ["artikler/a/01-en.md"],
            "11-3": ["artikler/a/01-en.md"],
            "11-4": ["artikler/a/01-en.nn.md"],
            "11-15": ["modeller/m.md"],
        },
        "fhl": {
            "4": ["artikler/b.md"],
            "5": ["modeller/m.md"],
            "6": ["artikler/b.md"],
            "7": ["artikler/b.nn.md"],
            "8": ["artikler/c.md"],
        },
        "ingen": {},
    }
