"""The bar on a terminal: where there is one, what it says, and where there is none."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from kbsite.cli.bar import Bar
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.importing.forms.read import read
from kbsite.importing.map_file import MapFile
from tests.samples import text
from tests.sites import LAYOUTS, ROOT, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {f"artikler/{n}.md": text(f"Side {n}") for n in range(6)} | {"forfattere/kari.md": text("Kari", fields="")}

ENDINGS = {"nb": ", igjen: ", "nn": ", att: ", "en": " left"}


def on_a_terminal(command: list[str], cwd: Path, **environment: str) -> tuple[int, str, str]:
    """Run kbsite with a terminal as its stderr; return the exit status, stdout and what the terminal got."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 90))
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "TERM")}
    given = {**kept, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(
        [sys.executable, "-m", "kbsite", *command], cwd=cwd, env=given, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # Linux says so when the other end is closed
            pass
        out = process.stdout.read() if process.stdout else b""
    os.close(ours)
    return process.returncode, out.decode(), shown.decode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", PAGES)


def build(root: Path, *options: str, **environment: str) -> tuple[int, str, str]:
    where = ["--root", str(root), "--layouts", str(LAYOUTS), "--today", TODAY]
    return on_a_terminal(["build", *where, "--no-search", *options], root, **environment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_gets_the_step_the_count_and_the_time_left(root: Path, language: str) -> None:
    status, out, shown = build(root, "--lang", language)
    assert status == 0, shown
    first = catalogue(language).line("rendering")
    assert re.search(rf"{first} .*\d+/\d+", shown)
    assert ENDINGS[language] in shown
    assert "\r" not in out
    assert "\x1b" not in shown  # no colour, and no movement but back to the beginning of the line
    assert shown.rstrip(" \r") == "" or shown.split("\r")[-1].strip() == ""


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--quiet"], {}), ([], {"CI": "true"}), ([], {"TERM": "dumb"})],
    ids=["quiet", "ci", "dumb"],
)
def test_quiet_ci_and_a_dumb_terminal_get_none(root: Path, options: list[str], environment: dict[str, str]) -> None:
    status, _, shown = build(root, *options, **environment)
    assert (status, shown) == (0, "")


def test_a_file_gets_none(root: Path) -> None:
    command = [sys.executable, "-m", "kbsite", "check", "--root", str(root), "--today", TODAY]
    done = subprocess.run(command, capture_output=True, check=False, cwd=root)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [["--version"], ["check"], ["check", "--help"]])
def test_what_shows_no_bar_does_not_load_one(command: list[str], root: Path) -> None:
    run = f"try: kbsite.cli.main({command!r})\nexcept SystemExit: pass"
    code = f"import sys, kbsite.cli\n{run}\nprint('tqdm' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root)
    assert done.stdout.decode().splitlines()[-1] == "False"


def test_a_problem_stands_on_a_line_of_its_own(root: Path) -> None:
    (root / "content/artikler/0.md").write_text("Uten felter.\n", encoding="utf-8")
    status, _, shown = build(root, "--lang", "en")
    assert status == 1
    assert re.search(r"\rcontent/artikler/0\.md:1:1: error", shown)


def test_the_bar_counts_and_is_gone_when_a_step_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar(catalogue("en"))
    bar("reading", 0, 4)
    bar("reading", 4, 4)
    bar("indexing", 0, 1)
    bar.erase()
    bar.erase()
    shown = capsys.readouterr().err
    assert "0/4" in shown
    assert "Making the search index …" in shown
    assert shown.split("\r")[-1].strip() == ""


def test_an_import_counts_the_files_that_it_has_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("En overskrift\n\nTekst.\n", encoding="utf-8")
    counted: list[tuple[str, int, int]] = []
    pages = list(read(tmp_path, MapFile(), lambda _: None, lambda *step: counted.append(step)))
    assert len(pages) == 3
    assert counted == [("importing", done, 3) for done in range(4)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_a_name(language: str) -> None:
    """What is counted anywhere in kbsite, read from the calls."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "kbsite").rglob("*.py"))]
    steps = {name for text in texts for name in re.findall(r'\b(?:progress|shown)\("([a-z_]+)", ', text)}
    assert {"reading", "rendering", "importing", "asking", "publishing", "verifying", "indexing"} <= steps
    assert {name for name in steps if name not in catalogue(language).lines} == set()
