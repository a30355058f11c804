"""Unreadable files stop the run: a page that is skipped would be removed from the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.content import read_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/praksis").mkdir(parents=True)
    (tmp_path / "content/praksis/en.md").write_text("En.", encoding="utf-8")
    return tmp_path


def _failing(scandir: Callable[..., object], error: type[OSError]) -> Callable[..., object]:
    def fail(folder: str) -> object:
        if str(folder).endswith("praksis"):
            raise error(13, "Permission denied", str(folder))
        return scandir(folder)

    return fail


def test_a_folder_that_cannot_be_looked_into_is_reported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.scandir", _failing(os.scandir, PermissionError))
    with pytest.raises(EnvironmentFault) as caught:
        read_content(root)
    assert caught.value.code == "not-readable"
    assert caught.value.values["file"] == "content/praksis"


def test_a_folder_that_has_just_gone_is_gone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.scandir", _failing(os.scandir, FileNotFoundError))
    assert read_content(root).sources == ()


def test_what_is_no_file_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "content/praksis/to.md")
    os.mkfifo(root / "content/praksis/to.png")
    found = read_content(root)
    assert [(each.location.file, each.code) for each in found.problems] == [
        ("content/praksis/to.md", "not-a-file"),
        ("content/praksis/to.png", "not-a-file"),
    ]
    assert not found.assets
