"""The list of what a build made has one line for each file, whatever is in its name."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.publish.path_lines import as_lines, from_lines
from tests.sites import build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("a\nb.txt", "c\x0bd.txt", "e\u2028f.txt", "g\rh.txt", "back\\u000aslash.txt", "æ.txt")


@given(st.lists(st.text(st.characters(), min_size=1)))
def test_what_is_written_is_what_is_read(paths: list[str]) -> None:
    assert from_lines(as_lines(paths)) == paths


def test_a_list_without_such_names_is_as_it_was() -> None:
    assert as_lines(["a/b.html", "å.txt"]) == "a/b.html\nå.txt\n".encode()
    assert from_lines("a\r\nå\n".encode()) == ["a", "å"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_file_with_a_line_break_in_its_name_goes_when_it_is_gone(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {})
    (root / "static").mkdir()
    for name in NAMES:
        (root / "static" / name).write_text("x", encoding="utf-8")
    raw = root / "static" / os.fsdecode(b"g\xff.txt")
    raw.write_bytes(b"x")
    assert build(root, tmp_path / "public") == 0
    made = files(tmp_path / "public")
    assert set(NAMES) <= set(made)
    assert build(root, tmp_path / "public") == 0
    for name in NAMES:
        (root / "static" / name).unlink()
    raw.unlink()
    assert build(root, tmp_path / "public") == 0
    assert not any(name in files(tmp_path / "public") for name in (*NAMES, "g\udcff.txt"))
