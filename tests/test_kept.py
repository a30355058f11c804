"""What builds keep on disk: what is read back is what was made, whatever happens to the file."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.checks import check
from kbsite.model import Section
from kbsite.model.text import SectionContent
from kbsite.parse.markdown import markdown
from kbsite.parse.packed import PackedContent, packed
from kbsite.parse.stored import NotStorableError, restored, stored
from kbsite.pipeline.kept.parsed import KeptParsing
from kbsite.pipeline.kept.room import make_room, touched
from kbsite.pipeline.kept.store import FILE, Store, key, store
from kbsite.pipeline.load import LOADERS, load, parse_settings
from kbsite.pipeline.parse_all import parse_all
from kbsite.pipeline.report import Options, silent
from kbsite.schema.kinds import BUILT_IN
from tests import marked_faults
from tests.marked_faults import fixture_paths, read_fixture
from tests.sites import GOLDEN, HANDBOOK, LAYOUTS, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Parsed

PAGE = "---\ntitle: Plan\nsummary: Kort.\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n---\n\nTekst.\n"
SITE = {"artikler/plan.md": PAGE, "forfattere/kari.md": "---\ntitle: Kari\n---\n"}
NAME = key(b"name")


def written(fixture: Path, root: Path) -> Path:
    marked_faults.write_site(root, read_fixture(fixture))
    return root


def parsed_files(root: Path) -> list[Parsed]:
    settings, _ = LOADERS.config(root)
    known = parse_settings(settings, root)
    return parse_all(LOADERS.read(root, 2_000_000).sources, known, LOADERS.parse, silent)


@pytest.mark.parametrize("root", [GOLDEN, HANDBOOK], ids=["golden", "handbook"])
def test_a_parsed_file_is_read_back_as_it_was(root: Path) -> None:
    settings, _ = LOADERS.config(root)
    assert settings
    for each in parsed_files(root):
        assert each.document
        again = restored(stored(each, each.document.path), each.document.path, settings.kinds)
        assert again == each
        assert repr(again) == repr(each)  # what is not compared is the same, too


@pytest.mark.parametrize("root", [GOLDEN, HANDBOOK], ids=["golden", "handbook"])
def test_what_a_section_says_is_read_when_it_is_wanted_and_is_what_was_parsed(root: Path) -> None:
    for document in (each.document for each in parsed_files(root)):
        assert document
        again = restored(stored(document, document.path), document.path, BUILT_IN)
        texts = (*document.body.sections, *(each.section for each in document.body.fields))
        read = (*again.body.sections, *(each.section for each in again.body.fields))
        assert [each.content for each in read] == [each.content for each in texts]
        assert [each.content for each in texts] == [each.content for each in read]
        assert [hash(each.content) for each in read] == [hash(each.content) for each in texts]
        assert all(type(each.content) is PackedContent for each in read)
        assert stored(again, document.path) == stored(document, document.path)


def test_a_section_that_says_something_else_is_another() -> None:
    def section(text: bytes) -> Section:
        return markdown(text.decode(), "x.md", 1, ())[0].sections[0]

    first, second = (
        restored(stored(section(text), "x.md"), "x.md", BUILT_IN) for text in (b"En plan.", b"To planer.")
    )
    assert first != second
    assert first != section(b"To planer.")
    assert first == section(b"En plan.")


@pytest.mark.parametrize("data", [b"", b"x", packed(1)[:-1], packed(1), packed([1, "a"]), packed([0])])
def test_what_is_no_content_of_a_section_is_a_value_error(data: bytes) -> None:
    (section,) = restored(stored((Section("", "", (), SectionContent((), "", ())),), "x.md"), "x.md", BUILT_IN)
    with pytest.raises(ValueError, match=r"."):
        replace(section.content, packed=data).opened()


def test_the_problems_of_a_faulty_file_are_read_back_as_they_were(tmp_path: Path) -> None:
    codes = set()
    for fixture in fixture_paths()[::4]:
        root = written(fixture, tmp_path / fixture.stem)
        settings, _ = LOADERS.config(root)
        for each in parsed_files(root) if settings else ():
            again = restored(stored(each, "x.md"), "x.md", settings.kinds if settings else BUILT_IN)
            assert repr(again) == repr(each)
            codes |= {one.code for one in each.problems}
    assert len(codes) > 10


def test_a_value_of_another_type_is_not_stored() -> None:
    with pytest.raises(NotStorableError):
        stored(({1, 2},), "x.md")


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[999]", b"[-1]", b"[8]", b'["x"]', b"[[]]", b'[6,"nothing"]', b"[5,1]", b"[" * 9999]
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        restored(data, "x.md", BUILT_IN)


def test_what_is_put_is_found_again(tmp_path: Path) -> None:
    with store(tmp_path) as kept:
        assert kept.get(NAME) is None
        kept.put(NAME, b"value")
        assert kept.get(NAME) == b"value"
    with store(tmp_path) as kept:
        assert kept.get(NAME) == b"value"
        assert kept.get(key(b"na", b"me")) is None


def test_where_nobody_is_writing_nothing_is_written(tmp_path: Path) -> None:
    for _ in range(2):
        with store(tmp_path, writing=False) as kept:
            assert kept.get(NAME) is None
            kept.put(NAME, b"value")
            assert kept.get(NAME) == b"value"
    assert files(tmp_path) == {}
    with store(tmp_path) as kept:
        kept.put(NAME, b"value")
    before = files(tmp_path)
    with store(tmp_path, writing=False) as kept:
        assert kept.get(NAME) == b"value"
        kept.put(key(b"other"), b"value")
    assert files(tmp_path) == before


def test_git_sees_nothing_of_it(tmp_path: Path) -> None:
    with store(tmp_path):
        assert (tmp_path / FILE).with_name(".gitignore").read_text() == "*\n"


def test_a_damaged_value_counts_as_not_kept(tmp_path: Path) -> None:
    with store(tmp_path) as kept:
        kept.put(NAME, b"value")
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE kept SET value = substr(value, 1, length(value) - 1) || x'00'")
    with store(tmp_path) as kept:
        assert kept.get(NAME) is None


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_file_is_replaced(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_bytes(data)
    with store(tmp_path) as kept:
        kept.put(NAME, b"value")
    with store(tmp_path) as kept:
        assert kept.get(NAME) == b"value"


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).symlink_to(other)
    with store(tmp_path) as kept:
        kept.put(NAME, b"value")
    assert other.read_bytes() == b"mine"


def test_a_build_that_fails_keeps_nothing(tmp_path: Path) -> None:
    def fails() -> None:
        with store(tmp_path) as kept:
            kept.put(NAME, b"value")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with store(tmp_path) as kept:
        assert kept.get(NAME) is None


def test_what_was_wanted_longest_ago_makes_room(tmp_path: Path) -> None:
    names = [key(str(number).encode()) for number in range(6)]
    for name in names:
        with store(tmp_path, limit=120) as kept:
            kept.put(name, name)  # some 56 bytes
    with store(tmp_path, limit=120) as kept:
        assert [kept.get(name) is not None for name in names] == [False] * 4 + [True] * 2


def test_what_is_wanted_again_and_again_stays(tmp_path: Path) -> None:
    for number in range(60):
        with store(tmp_path, limit=20 * 60) as kept:
            if kept.get(NAME) is None:
                kept.put(NAME, b"value")
            kept.put(key(b"other", bytes([number])), bytes([number]) * 9)
    with store(tmp_path) as kept:
        assert kept.get(NAME) == b"value"
        assert kept.get(key(b"other", bytes([0]))) is None


def test_two_builds_use_it_at_once(tmp_path: Path) -> None:
    def used(number: int) -> None:
        for each in range(10):
            with store(tmp_path) as kept:
                kept.put(key(bytes([number, each])), bytes([number, each]))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(used, range(4)))
    with store(tmp_path) as kept:
        found = [kept.get(key(bytes([number, each]))) for number in range(4) for each in range(10)]
    assert found == [bytes([number, each]) for number in range(4) for each in range(10)]


def options(root: Path) -> Options:
    return Options(root=root, layouts=LAYOUTS, output=root / "public", today=date(2026, 11, 21), searchable=False)


@pytest.mark.parametrize("fixture", fixture_paths()[1::8], ids=lambda path: path.stem)
def test_a_site_has_the_same_problems_when_it_is_read_from_the_store(tmp_path: Path, fixture: Path) -> None:
    root = written(fixture, tmp_path / "site")
    expected = load(options(root), silent)
    for _ in range(2):
        with store(root) as kept:
            parsing = KeptParsing(kept, options(root).today)
            found = load(options(root), silent, parsing.loaders(LOADERS))
        assert found.problems == expected.problems
        assert (found.site and found.site.documents) == (expected.site and expected.site.documents)


def test_only_what_has_changed_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_site(tmp_path, SITE)

    def made() -> int:
        with store(root) as kept:
            load(options(root), silent, KeptParsing(kept, options(root).today).loaders(LOADERS))
            return len(kept.new)

    assert [made(), made()] == [2, 0]
    (root / "content/artikler/plan.md").write_text(PAGE.replace("Tekst", "Annet"))
    assert [made(), made()] == [1, 0]
    (root / "data/glossary.yaml").write_text("- id: plan\n  term: plan\n  definition: En plan.\n")
    assert [made(), made()] == [2, 0]
    monkeypatch.setattr("kbsite.pipeline.kept.parsed.engine", lambda: b"another version")
    assert [made(), made()] == [2, 0]


def test_the_checks_of_documents_are_those_of_a_whole_site(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, SITE | {"artikler/annet.md": PAGE.replace("Tekst.", "TODO. Se NPF [her](plan.md).")}
    )
    parsing = KeptParsing(Store(), options(root).today)
    site = load(options(root), silent, parsing.loaders(LOADERS)).site
    assert site
    assert sorted(parsing.check(site)) == sorted(check(site)) != []


def test_a_build_with_nothing_changed_renders_nothing_and_publishes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, output = write_site(tmp_path / "site", SITE), tmp_path / "public"
    assert build(root, output) == 0
    before = files(output)
    monkeypatch.setattr("kbsite.pipeline.build.plan", lambda *_: pytest.fail("planned"))
    assert build(root, output) == 0
    assert files(output) == before


def test_a_file_that_somebody_changed_or_took_away_is_published_again(tmp_path: Path) -> None:
    root, output = write_site(tmp_path / "site", SITE), tmp_path / "public"
    build(root, output)
    before = files(output)
    (output / "index.html").write_text("changed")
    build(root, output)
    assert files(output) == before
    (output / "artikler/plan/index.html").unlink()
    build(root, output)
    assert files(output) == before


def test_a_warning_is_told_each_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path / "site", SITE | {"artikler/annet.md": PAGE.replace("Tekst.", "Se [her](plan.md).")})
    told = []
    for _ in range(2):
        build(root, tmp_path / "public", "--quiet")
        told.append(capsys.readouterr().err)
    assert told[0] == told[1]
    assert "vague-link" in told[0]


def test_an_index_is_made_once_for_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_site(tmp_path / "site", SITE)
    assert build(root, tmp_path / "first", "--search") == 0
    monkeypatch.setattr("kbsite.search.pagefind.index", lambda *_: pytest.fail("indexed"))
    assert build(root, tmp_path / "second", "--search") == 0
    assert files(tmp_path / "second") == files(tmp_path / "first")
    assert [path for path in files(tmp_path / "first") if path.endswith("/pagefind-entry.json")]


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18])
def test_an_index_that_cannot_be_read_is_made_anew(tmp_path: Path, data: bytes) -> None:
    root = write_site(tmp_path / "site", SITE)
    build(root, tmp_path / "first", "--search")
    (archive,) = (root / ".kbsite/cache/index").iterdir()
    archive.write_bytes(data)
    assert build(root, tmp_path / "second", "--search") == 0
    assert files(tmp_path / "second") == files(tmp_path / "first")


def test_an_archive_that_leads_out_of_its_folder_is_not_unpacked(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", SITE)
    build(root, tmp_path / "first", "--search")
    (archive,) = (root / ".kbsite/cache/index").iterdir()
    with zipfile.ZipFile(archive, "w") as held:
        held.writestr("1/../../../strange.txt", "strange")
    assert build(root, tmp_path / "second", "--search") == 0
    assert not [*tmp_path.rglob("strange.txt")]
    assert files(tmp_path / "second") == files(tmp_path / "first")


def test_files_that_were_wanted_longest_ago_make_room(tmp_path: Path) -> None:
    for number, name in enumerate("abc"):
        (tmp_path / name).write_bytes(b"1234")
        os.utime(tmp_path / name, (number, number))
    make_room(tmp_path, 12)
    assert set(files(tmp_path)) == set("abc")
    touched(tmp_path / "a")
    make_room(tmp_path, 8)
    assert set(files(tmp_path)) == set("ac")
