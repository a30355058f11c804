"""The index of a site is made of what Pagefind has found on each page, in whatever portions it has read them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kbsite.search import indexing, pagefind
from kbsite.search.indexing import InMemory, html_pages, index
from kbsite.search.merged_index import MergedIndex
from kbsite.search.page_index import (
    NOTHING,
    About,
    Form,
    PageIndex,
    UnknownFormatError,
    number,
    number_of,
    pages_of,
    renumbered,
    restored,
    sequence,
    stored,
    unpacked,
)
from tests.sites import files

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<!doctype html><html lang="nb"><body><main {}><h1>{}</h1><p>{}</p></main></body></html>'
MARK = "data-pagefind-body"
WORDS = ("Plan for året", "Åpne planer om én kommune", "Planene åpner", "Apen i året", "En ar og et år")


def write(folder: Path, pages: dict[str, str]) -> Path:
    for name, html in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(html, encoding="utf-8")
    return folder


def some(folder: Path) -> Path:
    """Write pages, some of them without what others have."""
    summary = '<p data-pagefind-meta="summary">{}</p>'
    pages = {f"side-{at}/index.html": PAGE.format(MARK, each, each * 3) for at, each in enumerate(WORDS)}
    pages |= {f"{at}.html": PAGE.format(MARK, each, summary.format(each)) for at, each in enumerate(WORDS)}
    pages |= {"a/æ b/index.html": PAGE.format(MARK, "", "Uten tittel"), "tom.html": PAGE.format(MARK, "", "")}
    return write(folder, pages | {"liste.html": PAGE.format("", "Liste", "hemmelig")})


def made(site: Path, target: Path, kept: InMemory | None = None) -> dict[str, bytes]:
    target.parent.mkdir(parents=True, exist_ok=True)
    index(site, target, "no", html_pages(site), kept or InMemory())
    return files(target)


def of_all(site: Path, target: Path) -> dict[str, bytes]:
    """Return the files of the index that Pagefind makes of all pages at once."""
    pagefind.index(site, target, "no")
    return files(target)


def content(found: dict[str, bytes]) -> dict[str, object]:
    """Return what an index has of each page; a word may come in any order."""
    return {
        address: (
            unpacked(page.packed),
            page.fields,
            dict(zip(page.words, page.places, strict=True)),
            {*page.forms},
        )
        for address, page in pages_of(found).items()
    }


@pytest.mark.parametrize("at_once", [1, 3, 500])
def test_it_has_what_pagefind_has_of_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", at_once)
    site = some(tmp_path / "site")
    ours, theirs = made(site, tmp_path / "ours/index"), of_all(site, tmp_path / "theirs")
    assert content(ours) == content(theirs)
    assert any(page.forms for page in pages_of(ours).values())
    assert "/liste.html" not in content(ours)
    assert "/_kbsite.html" not in content(ours)
    assert {p for p in ours if "/" not in p and "pf_meta" not in p} == {
        p for p in theirs if "/" not in p and "pf_meta" not in p
    }


def test_the_site_itself_has_what_pagefind_has_of_all_its_pages(built_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for page in html_pages(built_site):
        write(site, {page.path: (built_site / page.path).read_text(encoding="utf-8")})
    assert content(made(site, tmp_path / "ours/index")) == content(of_all(site, tmp_path / "theirs"))


def test_the_bytes_do_not_depend_on_what_was_read_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 4)
    site, kept = some(tmp_path / "site"), InMemory()
    made(site, tmp_path / "first/index", kept)
    kept.next_round()
    write(site, {"side-1/index.html": PAGE.format(MARK, "Ny", "Nytt år"), "b.html": PAGE.format(MARK, "B", "ny")})
    (site / "0.html").unlink()
    read: list[int] = []
    whole = pagefind.index

    def counted(folder: Path, *rest: object) -> None:
        read.append(len(html_pages(folder)))
        whole(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pagefind, "index", counted)
    again = made(site, tmp_path / "again/index", kept)
    assert read == [3], "the changed page, the new one, and the one that is always there"
    assert again == made(site, tmp_path / "fresh/index")


def test_pages_are_in_it_without_a_mark_where_none_has_it(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {f"{each}.html": PAGE.format("", each, "hei") for each in "ab"})
    ours = made(site, tmp_path / "ours/index")
    assert content(ours) == content(of_all(site, tmp_path / "theirs"))
    assert content(ours).keys() == {"/a.html", "/b.html"}


def test_with_filters_it_is_pagefinds_own(tmp_path: Path) -> None:
    site, kept = some(tmp_path / "site"), InMemory()
    write(site, {"f.html": PAGE.format(f'{MARK} data-pagefind-filter="kind:f"', "F", "filter")})
    theirs = of_all(site, tmp_path / "theirs")
    for name in ("first", "again"):
        assert made(site, tmp_path / name / "index", kept) == theirs
        kept.next_round()
    assert any(path.startswith("filter/") for path in theirs)


def test_what_is_kept_and_lost_is_read_again(tmp_path: Path) -> None:
    class Forgetful(InMemory):
        def get(self, name: bytes) -> bytes | None:
            data = InMemory.get(self, name)
            return None if data and data.startswith(b"[") else data

    site, kept = some(tmp_path / "site"), Forgetful()
    first = made(site, tmp_path / "first/index", kept)
    kept.next_round()
    assert made(site, tmp_path / "again/index", kept) == first


def test_files_with_the_same_beginning_of_their_digest_have_names_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbsite.search.merged_index._DIGITS", 1)
    site = some(tmp_path / "site")
    found = made(site, tmp_path / "ours/index")
    assert len(content(found)) == len(content(of_all(site, tmp_path / "theirs")))
    assert len([path for path in found if path.startswith("fragment/")]) == len(content(found))


def test_a_page_of_an_index_is_read_back_as_it_was_stored() -> None:
    page = PageIndex(b"\n\x00x", ("page", "title"), ("én", "to"), (b"\x81\x01\x80", b"\x80\x82\x21\x02"), ())
    page = replace(page, about=About("f00", "/én/", 7, "én to", 3))
    other = PageIndex(b"", (), (), (), (Form("en", "én", b"\x81\x01\x80"),))
    assert [restored(stored(each)) for each in (page, other, NOTHING)] == [page, other, NOTHING]


@pytest.mark.parametrize("value", [0, 1, 23, 24, 255, 256, 65_535, 65_536, -1, -24, -25, -256, -257, -65_537])
def test_a_number_is_read_back_as_it_was_written(value: int) -> None:
    assert number_of(number(value)) == value
    assert [*renumbered([sequence(1) + number(abs(value)) + sequence(1) + number(-3)], {2: 0})] == [
        sequence(1) + number(abs(value)) + sequence(1) + number(-1)
    ]


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    found = of_all(some(tmp_path / "site"), tmp_path / "index")
    table = next(path for path in found if path.endswith(".pf_meta"))
    chunk = next(path for path in found if path.endswith(".pf_index"))
    broken: tuple[dict[str, bytes], ...] = (
        {},
        {**found, table: b""},
        {**found, table: found[chunk]},
        {**found, chunk: found[table]},
    )
    for each in (*broken, {path: found[path] for path in found if path != chunk}):
        with pytest.raises(UnknownFormatError):
            pages_of(each)


def test_the_index_says_how_many_pages_it_has_and_what_its_table_is_called(tmp_path: Path) -> None:
    found = made(some(tmp_path / "site"), tmp_path / "ours/index")
    about = json.loads(found["pagefind-entry.json"])["languages"]["no"]
    assert about["page_count"] == len(pages_of(found))
    assert unpacked(found[f"pagefind.{about['hash']}.pf_meta"]).startswith(b"\x86\x65")


def test_a_page_names_its_metadata_by_the_numbers_of_the_whole_index(tmp_path: Path) -> None:
    extra = '<p data-pagefind-meta="area">Plan</p>'
    site = some(tmp_path / "site")
    write(site, {"z.html": PAGE.format(MARK, "Z", extra), "0a.html": PAGE.format(MARK, "A", extra)})
    ours = made(site, tmp_path / "ours/index")
    assert content(ours) == content(of_all(site, tmp_path / "theirs"))
    merged = MergedIndex("no")
    for page in pages_of(ours).values():
        merged.add(page)
    assert [*merged.fields] == ["page", "summary", "title", "area"]
    shutil.rmtree(tmp_path / "ours")
