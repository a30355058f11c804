"""The same content gives the same bytes, wherever and however it is built.

All that could make a difference is varied at once, in two builds besides the one that other tests share. Where they
differ, vary one thing at a time by hand to see which it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sites import GOLDEN, LAYOUTS, ROOT, TODAY, edition, files
from tests.sites import build as build_here

if TYPE_CHECKING:
    from pathlib import Path

EAST = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
WEST = {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"}


def build(site: Path, output: Path, cwd: Path, variables: dict[str, str]) -> dict[str, bytes]:
    """Build in a process of its own, search index included, and return every file."""
    command = [sys.executable, "-m", "kbsite", "build", "--root", str(site), "--layouts", str(LAYOUTS), "-q"]
    done = subprocess.run(
        [*command, "--output", str(output), "--today", TODAY],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return files(output)


@pytest.fixture(scope="module")
def first(built_golden: Path) -> dict[str, bytes]:
    """Return what this process builds, in the environment that it happens to have."""
    return files(built_golden)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_another_environment_gives_the_same_bytes(first: dict[str, bytes], tmp_path: Path) -> None:
    """In the easternmost time zone, a plain locale, a fixed order of sets, and a process of its own."""
    assert len([name for name in first if name.endswith(".html")]) > 30
    assert differences(first, build(GOLDEN, tmp_path / "public", ROOT, EAST)) == []


def test_another_folder_over_an_older_site_in_yet_another_environment_too(
    first: dict[str, bytes], tmp_path: Path
) -> None:
    """The files come in another order, from and to folders with odd names, where there already is another site."""
    older, site, output = tmp_path / "older", tmp_path / "et annet stød", tmp_path / "ut" / "på nett"
    shutil.copytree(GOLDEN, older)
    (older / "content/praksis/proveby.md").unlink()
    (older / "content/aktuelt/kladd.md").rename(older / "content/aktuelt/flyttet.md")
    output.parent.mkdir()
    assert build_here(older, output, "--search", "--drafts") == 0
    before = edition(output).name
    assert differences(first, files(output)) != []
    for name, data in reversed(files(GOLDEN).items()):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    second = build(site, output, tmp_path, WEST)
    beside = ("sok/indeks/utgaver.txt",)
    assert all(before in name or name in beside for name in differences(first, second))
    assert set(first) <= set(second)
