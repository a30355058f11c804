"""What the glossary's definitions say of laws counts in the register, in the report and in the watch on the law."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from kbsite.site.citations import cited_laws
from tests.lovdata import law_file, section
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, ROOT, SETTINGS, build, newest_day, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import PageFile

LAWS = """\
- id: fhl
  title: Lov om folkehelsearbeid (folkehelseloven)
  names: [folkehelseloven, folkehelselova]
  lovdata: lov/2011-06-24-29
- id: pbl
  title: Lov om planlegging
  names: [plan- og bygningsloven, plan- og bygningslova]
  abbreviations: [pbl.]
  lovdata: lov/2008-06-27-71
- id: ubrukt
  title: Lov om ingenting
  names: [ingentingsloven]
  lovdata: lov/2020-01-01-1
"""
GLOSSARY = """\
- id: oversikt
  term: { nb: oversikt, nn: oversyn }
  definition:
    nb: Det kommunen skal ha etter folkehelseloven §§ 5 til 7.
    nn: Det kommunen skal ha etter folkehelselova § 5.
- id: plan
  term: plan
  definition: Noe som lages etter pbl. § 11-1 og plan- og bygningsloven kapittel 11.
- id: vern
  term: vern
  definition: Det som folkehelseloven handler om.
- id: ord
  term: ord
  definition: Noe uten lov.
"""
FILES = {
    "data/site.yaml": SETTINGS,
    "data/laws.yaml": LAWS,
    "data/glossary.yaml": GLOSSARY,
    "forfattere/kari.md": plain_text("Kari"),
    "artikler/a.md": text("A", "Se folkehelseloven § 5.", date="2026-02-01"),
}
TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("definitions"), FILES)


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, PageFile]:
    assert build(root, root / "public", "--strict") == 0
    return read_pages(root / "public")


def report(root: Path, capsys: pytest.CaptureFixture[str], *args: str) -> str:
    capsys.readouterr()
    assert main(["report", "laws", *args, "--root", str(root), "--today", TODAY]) == 0
    return capsys.readouterr().out


def problems(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    main(["check", "--root", str(root), "--today", TODAY, "--format", "json"])
    return [f"{each['file']}:{each['line']} {each['code']}" for each in json.loads(capsys.readouterr().out)]


def test_a_definition_counts_for_the_laws_and_the_sections_that_it_names(root: Path) -> None:
    options = Options(root=root, layouts=LAYOUTS, output=root / "out", today=date.fromisoformat(TODAY))
    site = load(options, silent).site
    assert site is not None
    found = {
        each.law.id: {one.section: [term.id for term in one.terms] for one in each.sections}
        for each in cited_laws(site)
    }
    assert found == {
        "fhl": {"5": ["oversikt"], "6": ["oversikt"], "7": ["oversikt"]},
        "pbl": {"kapittel 11": ["plan"], "11-1": ["plan"]},
        "ubrukt": {},
    }
    assert [[term.id for term in each.terms] for each in cited_laws(site)] == [["oversikt", "vern"], ["plan"], []]


def test_the_register_and_the_report_agree(
    pages: dict[str, PageFile], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = pages["lover/index.html"].all("ul[@data-part='laws']/li/h2/a")
    assert [text_of(each) for each in listed] == ["Folkehelseloven", "Plan- og bygningsloven"]
    for law in json.loads(report(root, capsys, "--json"))["laws"]:
        page = pages[f"lover/{law['id']}/index.html"]
        shown = {
            (part.findtext("header/h2") or "").strip(): [
                each.attrib["href"] for each in part.iterfind("ul/li/h3/a")
            ]
            for part in page.all("section[@data-section]")
        }
        said = {
            f"§\u00a0{each['section']}".replace("§\u00a0kapittel", "Kapittel"): [
                one["address"] for one in each["pages"]
            ]
            for each in law["sections"]
        }
        assert shown == said
        assert len({each["address"] for each in law["pages"]}) == len(law["pages"])


def test_a_law_that_only_a_word_names_is_not_empty(pages: dict[str, PageFile]) -> None:
    page = pages["lover/pbl/index.html"]
    assert "Ingen sider viser til loven" not in text_of(page.one("main"))
    assert "Ingen sider ennå, 1 ord i ordlisten" in text_of(page.one("main"))
    assert "Ingen sider viser til loven" in text_of(pages["lover/ubrukt/index.html"].one("main"))


def test_a_word_without_a_section_is_among_the_others(pages: dict[str, PageFile]) -> None:
    others = pages["lover/fhl/index.html"].one("section[@data-part='others']")
    assert text_of(others) == "Nevner loven uten paragraf vern Ord i ordlisten"
    assert {"vern", "oversikt", "plan"} <= set(pages["ordliste/index.html"].ids)


def test_the_report_names_the_word(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = report(root, capsys)
    assert "  § 6 (1)\n                data/glossary.yaml (oversikt)\n" in shown
    assert "  nevner loven uten paragraf (1)\n                data/glossary.yaml (vern)\n" in shown


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        ("Etter folkehelseloven § 27.", ["data/glossary.yaml:1 lost-section"]),
        ("Etter folkehelseloven § 5.", []),
        (
            "Folkehelseloven og plan- og bygningsloven henger sammen. Målene følger av § 5.",
            ["data/glossary.yaml:1 unclear-law"],
        ),
        ("Etter tidligere folkehelseloven. Se § 5.", []),
    ],
)
def test_a_definition_is_watched_as_pages_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], definition: str, found: list[str]
) -> None:
    files = {
        **FILES,
        "data/glossary.yaml": f"- id: ord\n  term: ord\n  definition: {definition}\n",
        "data/laws.lock.yaml": '- law: fhl\n  section: "27"\n  state: repealed\n  read: 2026-07-02\n',
    }
    assert [each for each in problems(write_site(tmp_path, files), capsys) if "glossary" in each] == found


def test_the_update_reads_the_sections_of_definitions_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(tmp_path / "site", FILES)
    source = tmp_path / "nl-20110624-029.xml"
    source.write_bytes(law_file("lov/2011-06-24-29", *(section(each, "Tekst.") for each in ("5", "6", "7"))))
    capsys.readouterr()
    assert main(["laws", "update", str(source), "--root", str(root), "--today", TODAY]) == 0
    shown = capsys.readouterr().out
    assert "folkehelseloven § 6\n  uendret siden 1. januar 2012\n  ikke lest før\n" in shown
    assert "              data/glossary.yaml (oversikt)\n" in shown
    lock = (root / "data/laws.lock.yaml").read_text(encoding="utf-8")
    assert [each for each in ("5", "6", "7") if f'section: "{each}"' in lock] == ["5", "6", "7"]


def test_without_laws_definitions_say_nothing(tmp_path: Path) -> None:
    files = {name: data for name, data in FILES.items() if name != "data/laws.yaml"}
    assert build(write_site(tmp_path, files), tmp_path / "public", "--strict") == 0


def test_in_the_projects_content_every_word_that_names_a_law_is_on_its_page() -> None:
    today = date.fromisoformat(newest_day(ROOT))
    options = Options(root=ROOT, layouts=LAYOUTS, output=ROOT / "public", today=today)
    site = load(options, silent).site
    assert site is not None
    said = {each.law.id: {term.id for term in each.terms} for each in cited_laws(site)}
    assert "temaplan" in said["pbl"]
    assert {"normaltid", "prikksystem"} <= said["alkoholloven"]
