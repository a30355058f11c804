"""Reading Lovdata's open data: notes on changes, files of laws, and archives, good and bad."""

from __future__ import annotations

import io
import tarfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.laws import archive
from kbsite.authoring.laws.archive import files, stamp
from kbsite.authoring.laws.lovdata import law_text
from kbsite.authoring.laws.notes import Change, last_change
from kbsite.authoring.laws.sources import laws_in
from kbsite.diagnostics import EnvironmentFault
from tests.lovdata import law_file, section, tarred, zipped
from tests.test_laws import law

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 26)
FHL = law("fhl", "lov/2011-06-24-29", "folkehelseloven")
NAME = "nl/nl-20110624-029.xml"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Endret ved lov 2 juni 2017 nr. 34 (ikr. 1 okt 2017).", Change(date(2017, 10, 1), "lov/2017-06-02-34")),
        (
            "Endret ved lover 22 juni 2012 nr. 46, 20 juni 2025 nr. 69 (i kraft 1 jan 2026 iflg. "
            "res. 20. juni 2025 nr. 1141).",
            Change(date(2026, 1, 1), "lov/2025-06-20-69"),
        ),
        (
            "Tilføyd ved lov 18 juni 2021 nr. 117 (i kraft 1 juli 2022), endret ved lov 3 mai 2024 nr. 20 "
            "(i kraft 1 jan 2025 iflg. res. 13 des 2024 nr. 3501 , tidligere § 3-9b). Endres ved lov "
            "20 juni 2025 nr. 83 (i kraft fra den tid Kongen bestemmer).",
            Change(date(2025, 1, 1), "lov/2024-05-03-20", "3-9b"),
        ),
        (
            "Endra ved forskrifter 12 des 2017 nr. 2000 (i kraft 1 jan 2018), 28 nov 2025 nr. 2361 "
            "(i kraft 1 jan 2026).",
            Change(date(2026, 1, 1), "forskrift/2025-11-28-2361"),
        ),
        (
            "Endret ved lov 26 mars 2010 nr. 9 (ikr. 1 juli 2013 iflg. res. 5 apr 2013 nr. 338, endring endret "
            "ved lov 5 apr 2013 nr. 12).",
            Change(date(2013, 7, 1), "lov/2010-03-26-9"),
        ),
        ("Endret ved lov 1 mars 2026 nr. 2 (i kraft 1 jan 2027).", None),
        ("Endres ved lov 1 mars 2026 nr. 2 (i kraft 1 jan 2026).", None),
        ("Endret ved lov 14 nov 1952.", Change(date(1952, 11, 14), "lov/1952-11-14")),
        ("Endret ved lov 31 feb 2020 nr. 1. Kapitlet er nytt.", None),
        ("Se note til § 4.", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_note_gives_the_last_change_that_is_in_force(note: str, expected: Change | None) -> None:
    assert last_change(note, TODAY) == expected


def test_a_law_has_its_sections_with_text_digest_change_and_repeal() -> None:
    data = law_file(
        "lov/2011-06-24-29",
        section(
            "6", "Mål &amp; <b>planer</b>.<br />Mer.", "Endret ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026)."
        ),
        section("7 a", "Tilsyn.", "Tilføyd ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026, tidligere § 9)."),
        section("27", "", "Opphevet ved lov 20 juni 2025 nr. 69 (i kraft 1 jan 2026).", repealed="2026-01-01"),
        '<article class="futureLegalArticle" data-name="§99">Ikke i kraft.</article>',
    )
    read = law_text(data)
    assert read is not None
    assert (read.address, read.in_force, list(read.sections)) == (
        "lov/2011-06-24-29", date(2012, 1, 1), ["6", "7a", "27"],
    )  # fmt: skip
    assert read.sections["6"].text == "§ 6. Om saken\nMål & planer.\nMer."
    assert read.sections["6"].last_change(TODAY) == Change(date(2026, 1, 1), "lov/2025-06-20-69")
    assert (read.sections["27"].repealed, read.sections["27"].repealed_on) == (True, date(2026, 1, 1))
    assert read.moved(TODAY) == {"9": ("7a", date(2026, 1, 1))}
    other = law_text(data.replace(b"planer", b"plan"))
    assert other is not None
    assert other.sections["6"].digest != read.sections["6"].digest
    assert other.sections["7a"].digest == read.sections["7a"].digest
    spaced = law_text(data.replace(b"<article", b"\n  <article").replace(b"nr. 69", b"nr. 70"))
    assert spaced is not None
    assert spaced.sections["6"].digest == read.sections["6"].digest


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe\x00", b"<html><body>Ingenting</body></html>", b"<article class='legalArticle'>",
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><dd class="refid">&b;</dd></html>',
        b'<dd class="refid">lov/2011-06-24-29</dd>', b"</article></article>" * 50,
    ],
)  # fmt: skip
def test_what_is_no_law_is_none_and_never_an_exception(data: bytes) -> None:
    assert law_text(data) is None


def test_the_name_of_a_file_says_which_law_it_is() -> None:
    names = ("nl/nl-20110624-029.xml", "sf-20030425-0486.xml", "nl-19610505-000.xml", "x.xml")
    assert [stamp(name) for name in names] == [
        "2011-06-24-29", "2003-04-25-486", "1961-05-05", "",
    ]  # fmt: skip


GOOD = law_file("lov/2011-06-24-29", section("6", "Mål."))


@pytest.mark.parametrize("kind", ["folder", "tar.bz2", "tar.gz", "zip", "file", "archive in a folder"])
def test_a_source_is_a_folder_a_file_or_an_archive(kind: str, tmp_path: Path) -> None:
    contents = {NAME: GOOD, "nl/nl-20080627-071.xml": b"<html>another law, not read</html>", "README.txt": b"x"}
    source = tmp_path / "kilde"
    match kind:
        case "folder":
            for name, data in contents.items():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                (source / name).write_bytes(data)
        case "tar.bz2":
            source = tarred(tmp_path / "a.tar.bz2", contents)
        case "tar.gz":
            source = tmp_path / "a.tar.gz"
            with tarfile.open(source, "w:gz") as opened:
                info = tarfile.TarInfo(NAME)
                info.size = len(GOOD)
                opened.addfile(info, io.BytesIO(GOOD))
        case "zip":
            source = zipped(tmp_path / "a.zip", contents)
        case "file":
            source = tmp_path / "folkehelseloven.xml"
            source.write_bytes(GOOD)
        case _:
            source.mkdir()
            tarred(source / "a.tar.bz2", contents)
    assert list(laws_in([str(source)], [FHL])["fhl"].sections) == ["6"]


def fault(source: str) -> str:
    with pytest.raises(EnvironmentFault) as raised:
        laws_in([source], [FHL])
    return raised.value.code


def test_a_source_that_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    whole = tarred(tmp_path / "hel.tar.bz2", {NAME: GOOD * 50}).read_bytes()
    (tmp_path / "halv.tar.bz2").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "tom.tar.bz2").write_bytes(b"")
    (tmp_path / "a.zip").write_bytes(b"PK nei")
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "mappe").mkdir()
    other = tarred(
        tmp_path / "andre.tar.bz2", {"nl/nl-20080627-071.xml": law_file("lov/2008-06-27-71", section("1", "A."))}
    )
    wrong = tarred(tmp_path / "form.tar.bz2", {NAME: b"<law><section>6</section></law>"})
    assert {
        "borte": fault(str(tmp_path / "borte")),
        "halv": fault(str(tmp_path / "halv.tar.bz2")),
        "tom": fault(str(tmp_path / "tom.tar.bz2")),
        "zip": fault(str(tmp_path / "a.zip")),
        "docx": fault(str(tmp_path / "a.docx")),
        "mappe": fault(str(tmp_path / "mappe")),
        "andre": fault(str(other)),
        "form": fault(str(wrong)),
        "http": fault("http://example.org/a.tar.bz2"),
        "ftp": fault("ftp://example.org/a.tar.bz2"),
    } == {
        "borte": "no-law-source",
        "halv": "broken-law-source",
        "tom": "broken-law-source",
        "zip": "broken-law-source",
        "docx": "odd-law-source",
        "mappe": "no-laws-in-source",
        "andre": "no-laws-in-source",
        "form": "no-laws-in-source",
        "http": "odd-law-address",
        "ftp": "odd-law-address",
    }  # fmt: skip


def test_names_and_links_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.xml"
    secret.write_bytes(b"secret")
    source = tmp_path / "a.tar.bz2"
    with tarfile.open(source, "w:bz2") as opened:
        for name, kind in ((f"../../{NAME}", tarfile.REGTYPE), (NAME, tarfile.SYMTYPE), (NAME, tarfile.LNKTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(secret)
            info.size = len(GOOD) if kind == tarfile.REGTYPE else 0
            opened.addfile(info, io.BytesIO(GOOD) if info.size else None)
    assert [(name, data == GOOD) for name, data in files(source, lambda _: True)] == [(f"../../{NAME}", True)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar.bz2", "hemmelig.xml"]
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "nl-20110624-029.xml").symlink_to(secret)
    assert list(files(folder, lambda _: True)) == []


@pytest.mark.parametrize("make", [tarred, zipped])
def test_a_small_archive_cannot_fill_the_memory(
    make: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make(tmp_path / ("a.zip" if make is zipped else "a.tar.bz2"), {NAME: b" " * 3_000_000})  # type: ignore[operator]
    assert source.stat().st_size < 20_000
    monkeypatch.setattr(archive, "LARGEST", 1_000_000)
    assert fault(str(source)) == "large-law-source"
    monkeypatch.setattr(archive, "LARGEST", 10_000_000)
    monkeypatch.setattr(archive, "ALL_TOGETHER", 1_000_000)
    assert fault(str(source)) == "large-law-source"
