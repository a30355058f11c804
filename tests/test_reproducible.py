"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sites import LAYOUTS, ROOT, TODAY, files

if TYPE_CHECKING:
    from pathlib import Path

SITE = ROOT / "tests" / "golden" / "site"


def build(site: Path, layouts: Path, output: Path, cwd: Path, **variables: str) -> dict[str, bytes]:
    """Build in a process of its own, search index included, and return every file."""
    command = [sys.executable, "-m", "kbsite", "build", "--root", str(site), "--layouts", str(layouts), "-q"]
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
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the layouts, so that the builds that are compared have the very same ones."""
    return shutil.copytree(LAYOUTS, tmp_path_factory.mktemp("layouts") / "layouts")


@pytest.fixture(scope="module")
def first(layouts: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(SITE, layouts, tmp_path_factory.mktemp("first") / "public", ROOT)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize(
    "variables",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Los_Angeles"},
        {"LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242"},
        {"LC_ALL": "POSIX"},
    ],
    ids=lambda variables: ",".join(f"{name}={value}" for name, value in variables.items()),
)
def test_another_environment_gives_the_same_bytes(
    first: dict[str, bytes], layouts: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    assert differences(first, build(SITE, layouts, tmp_path / "public", ROOT, **variables)) == []


def test_another_folder_and_another_current_directory_give_the_same_bytes(
    first: dict[str, bytes], layouts: Path, tmp_path: Path
) -> None:
    site = tmp_path / "et annet stød"
    for name, data in reversed(files(SITE).items()):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    assert differences(first, build(site, layouts, tmp_path / "ut" / "på nett", tmp_path)) == []


def test_building_over_an_older_site_gives_the_same_bytes(
    first: dict[str, bytes], layouts: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    (site / "content/praksis/proveby.md").unlink()
    (site / "content/aktuelt/kladd.md").rename(site / "content/aktuelt/flyttet.md")
    build(site, layouts, tmp_path / "public", ROOT)
    assert differences(first, build(SITE, layouts, tmp_path / "public", ROOT)) == []


def test_the_pages_alone_are_the_same_too(layouts: Path, first: dict[str, bytes], tmp_path: Path) -> None:
    again = build(SITE, layouts, tmp_path / "public", ROOT)
    pages = [name for name in first if not name.startswith("pagefind/") and name != ".kbsite"]
    assert len(pages) > 30
    assert [name for name in pages if first[name] != again.get(name)] == []
