"""`kbsite build` that gets a real signal while it publishes: what it says, and what readers have then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kbsite.publish.beside import beside
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, TODAY, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 60

SLOWLY = """
import os, signal, sys
from kbsite.cli import main
from kbsite.publish import journal
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that are run in the background ignore Ctrl-C
move, moves = journal._move, 0
def moved(source, target, **named):
    global moves
    moves += 1
    if moves == 20:
        os.kill(os.getpid(), int(sys.argv[1]))
    move(source, target, **named)
journal._move = moved
raise SystemExit(main(sys.argv[2:]))
"""
"""kbsite, which sends itself a signal when it has moved nineteen files."""


def site(root: Path, word: str) -> Path:
    pages = {f"artikler/side-{n}.md": text(f"Tittel {n}", word) for n in range(PAGES)}
    return write_site(root, {**pages, "forfattere/kari.md": plain_text("Kari")})


def interrupted(root: Path, output: Path, number: int, *options: str) -> subprocess.CompletedProcess[str]:
    arguments = ["build", "--root", str(root), "--output", str(output), "--layouts", str(LAYOUTS)]
    arguments += ["--today", TODAY, "--lang", "en", "--no-search", *options]
    command = [sys.executable, "-c", SLOWLY, str(number), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "CI": "1"})


def versions(output: Path) -> set[bytes]:
    """Return which of the two texts the articles have now."""
    pages = [data for path, data in files(output).items() if path.startswith("artikler/") and "index.html" in path]
    return {word for word in (b"Gammelt", b"Nytt") if any(word in page for page in pages)}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_publishing_waits_until_all_is_published_and_that_is_said(
    tmp_path: Path, number: int, status: int
) -> None:
    output = tmp_path / "public"
    assert build(site(tmp_path / "site", "Gammelt."), output) == 0
    done = interrupted(site(tmp_path / "site", "Nytt."), output, number)
    assert done.returncode == status
    assert "All was published by then" in done.stderr
    assert "stands as it stood" not in done.stderr
    assert versions(output) == {b"Nytt"}
    assert sorted(path.name for path in beside(output).iterdir()) == [".gitignore", "made"]


def test_a_killed_publishing_is_half_and_the_next_build_says_that_it_finished_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "public"
    assert build(site(tmp_path / "site", "Gammelt."), output) == 0
    assert interrupted(site(tmp_path / "site", "Nytt."), output, signal.SIGKILL).returncode == -signal.SIGKILL
    assert versions(output) == {b"Gammelt", b"Nytt"}
    capsys.readouterr()
    assert build(tmp_path / "site", output) == 0
    assert "had been cut short" in capsys.readouterr().err
    assert versions(output) == {b"Nytt"}
    assert build(tmp_path / "site", output) == 0
    assert "had been cut short" not in capsys.readouterr().err


def test_a_signal_before_publishing_changes_nothing(tmp_path: Path) -> None:
    """Twin: too early, it is not held back, and that nothing changed is true."""
    output = tmp_path / "public"
    assert build(site(tmp_path / "site", "Gammelt."), output) == 0
    before = files(output)
    early = SLOWLY.replace(
        "journal._move = moved", "import kbsite.publish.staged as s; s.put = lambda *_: moved(*_)"
    )
    early = early.replace("moves == 20", "moves == 3").replace("move(source, target, **named)", "pass")
    arguments = ["build", "--root", str(site(tmp_path / "site", "Nytt.")), "--output", str(output)]
    arguments += ["--layouts", str(LAYOUTS), "--today", TODAY, "--lang", "en", "--no-search"]
    command = [sys.executable, "-c", early, str(int(signal.SIGINT)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "What was published stands as it stood" in done.stderr
    assert files(output) == before


def test_recover_and_releases_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kbsite.cli import main  # noqa: PLC0415

    output = tmp_path / "public"
    assert main(["recover", "--output", str(output), "--lang", "en"]) == 0
    assert "No publishing" in capsys.readouterr().out
    for word in ("Gammelt.", "Nytt."):
        assert build(site(tmp_path / "site", word), output, "--releases", "2") == 0
    assert versions(output) == {b"Nytt"}
    capsys.readouterr()
    assert main(["releases", "--output", str(output), "--lang", "en"]) == 0
    newest, before = capsys.readouterr().out.splitlines()
    assert newest.endswith("  (readers see this one)")
    assert main(["rollback", "--output", str(output), "--lang", "en"]) == 0
    assert before in capsys.readouterr().out
    assert versions(output) == {b"Gammelt"}
    assert main(["rollback", "--output", str(output), "--lang", "en"]) == 2
    assert main(["rollback", "--output", str(output), "--to", newest.split()[0]]) == 0
    assert versions(output) == {b"Nytt"}
