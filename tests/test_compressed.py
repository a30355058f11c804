"""`precompress`: compressed files beside every text, the same everywhere, and none where none are of use."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

import brotli
import pytest

from kbsite.model.hosting import COMPRESS_THEMSELVES, HOSTS, TEXTS
from kbsite.pipeline import compressed
from kbsite.pipeline.compressed import COMPRESS, with_compressed
from kbsite.pipeline.report import silent
from kbsite.publish.staged import Staged
from tests.samples import plain_text, text
from tests.sites import SETTINGS, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

LONG = b"Det same om att og om att. " * 40


def site(root: Path, more: str) -> Path:
    return write_site(
        root,
        {
            "data/site.yaml": SETTINGS + more,
            "artikler/ny/index.md": text("Ny", "Tekst. [Skjema](skjema.pdf)"),
            "artikler/ny/skjema.pdf": b"%PDF-1.4" + LONG,
            "forfattere/kari.md": plain_text("Kari"),
        },
    )


def packed(found: dict[str, bytes]) -> set[str]:
    return {path for path in found if path.endswith((".br", ".gz"))}


def test_every_text_has_both_and_nothing_else_has_one(tmp_path: Path) -> None:
    assert build(site(tmp_path / "site", "precompress: true\n"), tmp_path / "public", "--search") == 0
    found = files(tmp_path / "public")
    texts = {path for path in found if path.rpartition(".")[2] in TEXTS and len(found[path]) > 200}
    assert {path.rpartition(".")[2] for path in texts} >= {"html", "css", "js", "json", "xml"}
    assert packed(found) >= {f"{path}{ending}" for path in texts for ending in COMPRESS}
    for path in packed(found):
        whole = found[path[:-3]]
        assert (brotli.decompress if path.endswith(".br") else gzip.decompress)(found[path]) == whole
        assert len(found[path]) < len(whole)
    assert not {path for path in packed(found) if path[:-3].rpartition(".")[2] not in TEXTS}


def test_the_bytes_are_the_same_everywhere() -> None:
    """Digests of the versions in constraints.txt; a newer library may give others, and then this says so."""
    found = {ending: hashlib.sha256(make(LONG)).hexdigest()[:12] for ending, make in COMPRESS.items()}
    assert found == {".br": "33d1baddce5c", ".gz": "9a5ed2475a8c"}
    assert COMPRESS[".gz"](LONG)[4:8] == bytes(4), "no time stamp"


def test_a_second_build_compresses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path / "site", "precompress: true\n")
    assert build(root, tmp_path / "public") == 0
    before = files(tmp_path / "public")

    def fail(_: bytes) -> bytes:
        raise AssertionError

    for ending in COMPRESS:
        monkeypatch.setitem(compressed.COMPRESS, ending, fail)
    assert build(root, tmp_path / "public") == 0
    assert files(tmp_path / "public") == before


@pytest.mark.parametrize(
    "more",
    [
        "",
        "precompress: false\n",
        *(f"precompress: true\nhosting: {host}\n" for host in sorted(COMPRESS_THEMSELVES)),
    ],
)
def test_none_are_made_where_they_are_not_asked_for_or_of_no_use(tmp_path: Path, more: str) -> None:
    assert set(HOSTS) > COMPRESS_THEMSELVES
    assert build(site(tmp_path / "site", more), tmp_path / "public") == 0
    assert not packed(files(tmp_path / "public"))


def test_they_go_when_they_are_turned_off(tmp_path: Path) -> None:
    assert build(site(tmp_path / "site", "precompress: true\n"), tmp_path / "public") == 0
    assert packed(files(tmp_path / "public"))
    assert build(site(tmp_path / "site", ""), tmp_path / "public") == 0
    assert not packed(files(tmp_path / "public"))


def test_without_the_libraries_the_site_is_built_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed, "LIBRARIES", {".br": "brotli_that_is_not_there"})
    assert build(site(tmp_path / "site", "precompress: true\n"), tmp_path / "public") == 0
    assert "kbsite[compress]" in capsys.readouterr().err
    assert not packed(files(tmp_path / "public"))


def test_a_file_of_the_sites_own_is_not_replaced_and_its_own_come_right_before_each(tmp_path: Path) -> None:
    for name, data in {"a.html": LONG, "b.csv": LONG, "b.csv.gz": b"theirs", "c.txt": b"x", "d.png": LONG}.items():
        (tmp_path / name).write_bytes(data)
    paths = with_compressed(
        Staged(tmp_path), ["a.html", "b.csv", "b.csv.gz", "c.txt", "d.png"], tmp_path / "root", silent
    )
    assert paths == ["a.html.br", "a.html.gz", "a.html", "b.csv.br", "b.csv", "b.csv.gz", "c.txt", "d.png"]
    assert (tmp_path / "b.csv.gz").read_bytes() == b"theirs"
