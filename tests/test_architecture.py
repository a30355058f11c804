"""The maps in README.md and docs/developer/architecture.md name the folders that are there, and no other."""

from __future__ import annotations

import re

from tests.sites import ROOT

ROOMS = {path.parent.name for path in (ROOT / "kbsite").glob("*/__init__.py")}
SUBFOLDERS = {path.parent.name for path in (ROOT / "kbsite").glob("*/*/__init__.py")}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


ROOM_TABLE = text("docs/developer/architecture.md").partition("## Rules")[0]


def test_the_readme_maps_every_folder_of_kbsite() -> None:
    tree = text("README.md").partition("## Map")[2].split("```")[1]
    assert set(re.findall(r"^  ([a-z_]+)/", tree, re.MULTILINE)) == ROOMS


def test_the_readme_maps_only_what_is_there() -> None:
    tree = text("README.md").partition("## Map")[2].split("```")[1]
    for name in re.findall(r"^([a-z.]+)/? ", tree, re.MULTILINE):
        assert (ROOT / name).exists(), name


def test_the_architecture_has_a_row_for_each_room_in_the_order_of_imports() -> None:
    from tests.test_imports import ROOMS as ORDER  # noqa: PLC0415 - the table that this one must agree with

    rows = re.findall(r"^\| `([a-z_]+)/` \|", ROOM_TABLE, re.MULTILINE)
    assert rows == [name for name in ORDER if name in ROOMS]


def test_the_architecture_names_every_folder_inside_the_rooms() -> None:
    named = set(re.findall(r"`([a-z_]+)/`", ROOM_TABLE)) - ROOMS - {"kbsite", "data", "messages"}
    assert named == SUBFOLDERS


def test_files_that_developer_documents_name_are_there() -> None:
    for path in (ROOT / "docs" / "developer").glob("*.md"):
        for name in re.findall(r"`(kbsite/[\w/.*-]+)`", path.read_text(encoding="utf-8")):
            assert list(ROOT.glob(name.rstrip("/"))), f"{path.name} names {name}"
