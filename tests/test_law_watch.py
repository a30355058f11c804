"""The watch on the law: what the lock says, who is told of a change, and `kbsite laws update`."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.model.lexicon import is_chapter
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from kbsite.read.law_lock import law_lock
from kbsite.site.citations import cited_sections
from tests.lovdata import law_file, section, tarred
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, ROOT, SETTINGS, build, newest_day, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic

LAWS = """\
- id: folkehelseloven
  title: Lov om folkehelsearbeid (folkehelseloven)
  names: [folkehelseloven, folkehelselova]
  lovdata: lov/2011-06-24-29
- id: hol
  title: Lov om kommunale helse- og omsorgstjenester
  names: [helse- og omsorgstjenesteloven]
  lovdata: lov/2011-06-24-30
"""
LOCK = """\
- law: folkehelseloven
  section: "6"
  changed: 2026-01-01
  by: lov/2025-06-20-69
  read: 2026-07-02
- law: folkehelseloven
  section: "7"
  changed: 2026-01-01
  by: lov/2025-06-20-69
  read: 2026-07-02
- law: hol
  section: 3-9b
  changed: 2025-01-01
  moved_to: 3-9c
  moved: 2025-01-01
  read: 2026-07-02
- law: folkehelseloven
  section: "27"
  state: repealed
  changed: 2026-01-01
  moved_to: 7c
  read: 2026-07-02
"""
QA = "## Spørsmål\n\nHva?\n\n## Svar\n\n"
FILES = {
    "data/site.yaml": SETTINGS,
    "data/laws.yaml": LAWS,
    "forfattere/kari.md": plain_text("Kari"),
    "sporsmal-og-svar/gammel.md": text(
        "Gammel", f"{QA}Se folkehelseloven §§ 6 og 7.", date="2024-01-01", reviewed="2025-06-01"
    ),
    "sporsmal-og-svar/ny.md": text("Ny", f"{QA}Se folkehelseloven § 6.", date="2024-01-01", reviewed="2026-01-01"),
    "artikler/aldri.md": text("Aldri", "Sjå folkehelselova § 6.", date="2025-12-31", lang="nn"),
    "artikler/plan/index.md": text("Plan", date="2024-01-01", reviewed="2026-05-01"),
    "artikler/plan/01-en.md": plain_text("En", "Folkehelseloven § 6."),
    "aktuelt/nytt.md": text("Nytt", "Folkehelseloven § 6.", date="2025-01-01"),
    "artikler/flyttet.md": text("Flyttet", "Se helse- og omsorgstjenesteloven § 3-9 b.", date="2026-02-01"),
}
TODAY = "2026-11-21"


def site(root: Path, **more: str) -> Path:
    return write_site(root, {**FILES, "data/laws.lock.yaml": LOCK, **more})


def problems(root: Path, capsys: pytest.CaptureFixture[str], today: str = TODAY) -> list[str]:
    main(["check", "--root", str(root), "--today", today, "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    return [
        f"{each['file']}:{each['line']} {each['code']}"
        for each in found
        if each["code"] in ("changed-law", "lost-section")
    ]


def test_a_page_older_than_the_change_of_a_section_is_due_for_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert problems(site(tmp_path), capsys) == [
        "content/artikler/aldri.md:9 changed-law",
        "content/sporsmal-og-svar/gammel.md:15 changed-law",
        "content/sporsmal-og-svar/gammel.md:15 changed-law",
    ]
    assert problems(tmp_path, capsys, "2025-12-31") == []


@pytest.mark.parametrize(
    ("language", "words", "hint"),
    [
        (
            "nb",
            "§ 6 ble endret 1. januar 2026, etter",
            "Endringen kom med lov 20. juni 2025 nr. 69.",
        ),
        (
            "nn",
            "§ 6 blei endra 1. januar 2026, etter",
            "Endringa kom med lov 20. juni 2025 nr. 69.",
        ),
        (
            "en",
            "was changed on 1 January 2026, after",
            "The change came with the act of 20 June 2025 No. 69.",
        ),
    ],
)
def test_the_message_has_days_and_acts_as_people_write_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, words: str, hint: str
) -> None:
    said = warning(site(tmp_path), capsys, language)
    assert words in said
    assert {"nb": "(1. juni 2025)", "nn": "(1. juni 2025)", "en": "(1 June 2025)"}[language] in said
    assert hint in said
    assert "2025-06-01" not in said
    assert "lov/2025-06-20-69" not in said


def test_an_act_that_is_one_of_the_sites_laws_has_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = LOCK.replace("lov/2025-06-20-69", "lov/2011-06-24-30")
    said = warning(site(tmp_path, **{"data/laws.lock.yaml": lock}), capsys)
    assert "Endringen kom med helse- og omsorgstjenesteloven." in said
    unknown = LOCK.replace("  by: lov/2025-06-20-69\n", "")
    assert "Endringen" not in warning(site(tmp_path, **{"data/laws.lock.yaml": unknown}), capsys)


def warning(root: Path, capsys: pytest.CaptureFixture[str], language: str = "nb") -> str:
    """Return the message and the hint on the first section of a page that is due for review."""
    main(["check", "--root", str(root), "--today", TODAY, "--lang", language])
    shown = capsys.readouterr()
    lines = (shown.out + shown.err).splitlines()
    first = next(index for index, line in enumerate(lines) if "gammel.md" in line and "§ 6" in line)
    return "\n".join(lines[first : first + 3])


def test_without_a_lock_or_without_laws_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert problems(write_site(tmp_path / "a", FILES), capsys) == []
    without = {name: data for name, data in FILES.items() if name != "data/laws.yaml"}
    assert problems(write_site(tmp_path / "b", {**without, "data/laws.lock.yaml": "- rot"}), capsys) == []
    assert main(["laws", "update", str(tmp_path), "--root", str(tmp_path / "b")]) == 2
    assert "ingen lover å følge med på" in capsys.readouterr().err


def test_a_section_that_is_gone_is_an_error_with_its_new_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = text("Flyttet", "Se helse- og omsorgstjenesteloven § 3-9 b.", date="2024-02-01")
    gone = text("Borte", "Se folkehelseloven § 27. Den tidligere § 27 var annerledes.", date="2026-02-01")
    root = site(tmp_path, **{"artikler/flyttet.md": old, "artikler/borte.md": gone})
    assert [each for each in problems(root, capsys) if "lost" in each] == [
        "content/artikler/borte.md:8 lost-section",
        "content/artikler/flyttet.md:8 lost-section",
    ]
    main(["check", "--root", str(root), "--today", TODAY])
    err = capsys.readouterr().err
    assert "folkehelseloven § 27 er opphevet\n  Innholdet står nå i § 7 c." in err
    assert "§ 3-9 b har et annet innhold enn da siden sist ble gjennomgått\n  Innholdet står nå i § 3-9 c." in err


def test_readers_see_one_quiet_line_for_each_law_and_day(tmp_path: Path) -> None:
    assert build(site(tmp_path), tmp_path / "public") == 0

    pages = read_pages(tmp_path / "public")

    def line(page: str) -> str:
        found = pages[f"{page}/index.html"].all("div[@data-part='law-changed']")
        return " | ".join(text_of(each) for each in found)

    assert line("sporsmal-og-svar/gammel") == (
        "§§ 6 og 7 i folkehelseloven ble endret 1. januar 2026, etter at dette svaret ble gjennomgått."
    )
    assert line("artikler/aldri") == "§ 6 i folkehelselova blei endra 1. januar 2026, etter at dette blei skrive."
    assert [line(page) for page in ("sporsmal-og-svar/ny", "artikler/plan/en", "aktuelt/nytt")] == ["", "", ""]
    assert "Sist endret 1. januar 2026" in text_of(pages["lover/folkehelseloven/index.html"].one("main"))


def report(root: Path, capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["report", *args, "--root", str(root), "--today", TODAY]) == 0
    return capsys.readouterr().out


def test_the_reports_list_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    stale = report(root, capsys, "stale")
    assert "Loven er endret etter siste gjennomgang: 2\n" in stale
    assert "  2026-01-01  content/artikler/aldri.md\n              folkehelseloven § 6\n" in stale
    found = json.loads(report(root, capsys, "stale", "--json"))["laws"]
    assert [(each["file"][8:], each["law"], each["section"], each["act"], each["due"]) for each in found] == [
        ("artikler/aldri.md", "folkehelseloven", "6", "lov/2025-06-20-69", "2026-01-01"),
        ("sporsmal-og-svar/gammel.md", "folkehelseloven", "6", "lov/2025-06-20-69", "2026-01-01"),
        ("sporsmal-og-svar/gammel.md", "folkehelseloven", "7", "lov/2025-06-20-69", "2026-01-01"),
    ]
    text_of_laws = report(root, capsys, "laws", "--changed-since", "2025-06-01")
    assert "Bare paragrafer som er endret 1. juni 2025 eller senere." in text_of_laws
    assert "  § 6 (5), sist endret 1. januar 2026 ved lov 20. juni 2025 nr. 69\n" in text_of_laws
    assert "§ 3-9 b" not in text_of_laws
    assert "Ingen paragrafer" in report(root, capsys, "laws", "--changed-since", "2026-02-01")
    [law] = json.loads(report(root, capsys, "laws", "--changed-since", "2025-06-01", "--json"))["laws"]
    assert [(each["section"], each["changed"], each["by"], each["state"]) for each in law["sections"]] == [
        ("6", "2026-01-01", "lov/2025-06-20-69", "in_force"),
        ("7", "2026-01-01", "lov/2025-06-20-69", "in_force"),
    ]


def test_the_lock_is_checked_as_other_files_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = "- law: folkehelseloven\n  section: § 6\n  by: Stortinget\n  state: borte\n  digest: abc\n  lest: 2026\n"
    root = site(tmp_path, **{"data/laws.lock.yaml": bad})
    assert main(["check", "--root", str(root), "--format", "json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert {(each["line"], each["code"]) for each in found if each["file"] == "data/laws.lock.yaml"} == {
        (1, "missing-field"), (2, "wrong-type"), (3, "wrong-type"), (4, "wrong-type"), (5, "wrong-type"),
        (6, "unknown-field"),
    }  # fmt: skip


OLD = law_file(
    "lov/2011-06-24-29", section("6", "Kommunen setter mål."), section("7", "Tiltak."), section("27", "Lege.")
)
NEW = law_file(
    "lov/2011-06-24-29",
    section(
        "6", "Kommunen setter mål og prioriteringer.", "Endret ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026)."
    ),
    section("7", "Tiltak."),
    section("7 c", "Lege.", "Tilføyd ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026, tidligere § 27)."),
    section("27", "", "Opphevet ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026).", repealed="2026-01-01"),
)


def update(root: Path, capsys: pytest.CaptureFixture[str], *args: str, status: int = 0) -> str:
    assert main(["laws", "update", *args, "--root", str(root), "--today", TODAY]) == status
    return capsys.readouterr().out


def test_update_writes_what_is_new_and_says_which_pages_it_touches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(
        tmp_path / "site", {**FILES, "artikler/lege.md": text("Lege", "Folkehelseloven § 27.", date="2025-01-01")}
    )
    lock = root / "data/laws.lock.yaml"
    before = tarred(tmp_path / "gammel.tar.bz2", {"nl/nl-20110624-029.xml": OLD})
    after = tarred(tmp_path / "ny.tar.bz2", {"nl/nl-20110624-029.xml": NEW})
    update(root, capsys, str(before), "--dry-run")
    assert not lock.exists()
    assert "uendret siden 1. januar 2012" in update(root, capsys, str(before))
    first = lock.read_bytes()
    assert b"NLOD" in first
    assert b"Kommunen" not in first
    assert problems(root, capsys) == []
    shown = update(root, capsys, str(after), "--old", str(before), "--dry-run")
    assert lock.read_bytes() == first
    assert "folkehelseloven § 6\n  endret 1. januar 2026 ved lov 20. juni 2025 nr. 69\n" in shown
    assert "  teksten er en annen enn den som ble lest 2026-11-21\n" in shown
    assert "  2025-06-01  content/sporsmal-og-svar/gammel.md  må gjennomgås\n" in shown
    assert "  2026-01-01  content/sporsmal-og-svar/ny.md\n" in shown
    assert "    -Kommunen setter mål.\n    +Kommunen setter mål og prioriteringer.\n" in shown
    assert "folkehelseloven § 27\n  opphevet\n" in shown
    assert "  innholdet står nå i § 7 c\n" in shown
    assert "§ 7\n" not in shown
    assert "Ikke i kilden, så det som sto, blir stående: helse- og omsorgstjenesteloven" in shown
    update(root, capsys, str(after))
    assert "content/artikler/lege.md:8 lost-section" in problems(root, capsys)
    written = lock.read_bytes()
    assert "Paragrafer med ny eller endret opplysning: 0" in update(root, capsys, str(after))
    assert lock.read_bytes() == written


def test_news_are_not_due_for_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path / "site", FILES)
    source = tarred(tmp_path / "ny.tar.bz2", {"nl/nl-20110624-029.xml": NEW})
    shown = update(root, capsys, str(source))
    assert "  2025-01-01  content/aktuelt/nytt.md\n" in shown
    assert "  2025-12-31  content/artikler/aldri.md  må gjennomgås\n" in shown


def test_a_section_that_is_gone_stops_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lege = text("Lege", "Folkehelseloven § 27.", date="2025-01-01")
    root = site(tmp_path, **{"artikler/lege.md": lege})
    assert "content/artikler/lege.md:8 lost-section" in problems(root, capsys)
    assert "  § 27 (1), opphevet, sist endret 1. januar 2026\n" in report(root, capsys, "laws")
    assert "content/artikler/aldri.md" in report(root, capsys, "stale")


def test_a_section_that_the_law_does_not_have_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(tmp_path / "site", {**FILES, "artikler/feil.md": text("Feil", "Folkehelseloven § 99.")})
    source = tarred(tmp_path / "ny.tar.bz2", {"nl/nl-20110624-029.xml": NEW})
    assert "folkehelseloven § 99\n  finnes ikke i loven\n" in update(root, capsys, str(source))
    assert "content/artikler/feil.md:8 lost-section" in problems(root, capsys)


def test_a_source_without_the_laws_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    before = (root / "data/laws.lock.yaml").read_bytes()
    update(root, capsys, str(tmp_path / "borte"), status=2)
    update(root, capsys, str(tarred(tmp_path / "x.tar.bz2", {"a.xml": b"<html/>"})), status=2)
    assert (root / "data/laws.lock.yaml").read_bytes() == before


def test_nothing_on_the_network_is_asked_but_what_the_command_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kbsite.authoring.laws import download  # noqa: PLC0415 - its opener is replaced

    asked = []

    class Opener:
        def open(self, request: object, timeout: float) -> object:
            asked.append((request.full_url, timeout > 0))  # type: ignore[attr-defined]
            raise OSError("no route")

    monkeypatch.setattr(download, "_opener", Opener)
    update(site(tmp_path), capsys, "https://api.example.org/gjeldende-lover.tar.bz2", status=2)
    assert asked == [("https://api.example.org/gjeldende-lover.tar.bz2", True)]


def test_what_the_project_knows_of_the_law_has_a_digest_or_a_source() -> None:
    problems: list[Diagnostic] = []
    lock = law_lock(ROOT, problems)
    assert problems == []
    assert [key for key, each in lock.items() if not (each.digest or each.source)] == []


def test_the_project_knows_since_when_each_section_stands_that_its_pages_cite() -> None:
    today = date.fromisoformat(newest_day(ROOT))
    options = Options(root=ROOT, layouts=LAYOUTS, output=ROOT / "public", today=today)
    site = load(options, silent).site
    assert site is not None
    covered = {law for law, _ in site.config.law_lock}
    cited = {key for document in site.documents for key in cited_sections(document)}
    unknown = {key for key in cited if key[0] in covered and not is_chapter(key[1])} - set(site.config.law_lock)
    assert sorted(unknown) == []
