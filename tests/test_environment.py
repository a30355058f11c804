"""The environment may fail or hang: kbsite says so and ends with 2, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.read.process import run
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, SETTINGS, TODAY, write_site

PATIENCE = 60.0
"""How many seconds a test waits for what happens at once on a machine that is not busy."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site that has its layouts elsewhere."""
    pages = {"aktuelt/a.md": text("A"), "forfattere/kari.md": plain_text("Kari")}
    return write_site(tmp_path / "site", pages)


def command(root: Path, name: str = "check", *options: str) -> list[str]:
    given = ["--root", str(root), "--layouts", str(LAYOUTS), "--today", TODAY, "--lang", "en"]
    return [sys.executable, "-m", "kbsite", name, *given, *options]


def program(folder: Path, name: str, script: str) -> dict[str, str]:
    """Write a program to `folder`, and return the environment in which it is found before any other of its name."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def is_running(pid: int) -> bool:
    """Return whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(file: Path) -> str:
    """Return what a file says as soon as it says something."""
    end = time.monotonic() + PATIENCE
    while not (file.is_file() and file.read_text(encoding="utf-8").strip()):
        assert time.monotonic() < end, f"{file} was never written"
        time.sleep(0.02)
    return file.read_text(encoding="utf-8")


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which nohup ignores


# programs that hang


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes run")
def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    file = tmp_path / "pids"
    script = f"sleep 600 & echo $$ $! > {file}; wait"
    with pytest.raises(EnvironmentFault) as found:
        run(["sh", "-c", script], seconds=2.0)
    assert found.value.code == "program-hangs"
    pids = [int(each) for each in file.read_text(encoding="utf-8").split()]
    assert len(pids) == 2
    end = time.monotonic() + PATIENCE
    while any(map(is_running, pids)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(is_running, pids))


def test_a_program_that_ends_gives_what_it_wrote() -> None:
    done = run(["sh", "-c", "cat; echo to >&2; exit 3"], seconds=PATIENCE, given=b"en")
    assert (done.status, done.stdout, done.stderr) == (3, b"en", b"to\n")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes run")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGINT, 130)])
def test_no_program_outlives_kbsite(number: signal.Signals, status: int, root: Path, tmp_path: Path) -> None:
    (root / ".git").mkdir()
    pid = tmp_path / "pid"
    environment = program(tmp_path / "bin", "git", f"echo $$ > {pid}; exec sleep 600")
    output = tmp_path / "public"
    started = subprocess.Popen(
        command(root, "build", "--output", str(output), "--no-search"),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_interruptible,  # noqa: PLW1509 - tests that are run in the background ignore Ctrl-C
    )
    hanging = int(wait_for(pid))
    started.send_signal(number)
    _, said = started.communicate(timeout=PATIENCE)
    assert started.returncode == status
    assert b"Traceback" not in said
    assert not is_running(hanging)
    assert not output.exists()


# git


REFUSAL = """echo "fatal: detected dubious ownership in repository at '/x'" >&2; exit 128"""


@pytest.mark.parametrize("name", ["check", "build"])
def test_a_site_whose_dates_git_refuses_is_not_built(name: str, root: Path, tmp_path: Path) -> None:
    (root / ".git").mkdir()
    environment = program(tmp_path / "bin", "git", REFUSAL)
    where = ["--output", str(tmp_path / "public"), "--no-search"] if name == "build" else []
    done = subprocess.run(command(root, name, *where), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "dubious ownership" in done.stderr
    assert "safe.directory" in done.stderr
    assert not (tmp_path / "public").exists()
    (root / "data/site.yaml").write_text(f"{SETTINGS}updated_from_git: false\n", encoding="utf-8")
    done = subprocess.run(command(root, name, *where), env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# where the answer goes


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("options", [[], ["--format", "json"], ["-q", "--format", "github"]])
@pytest.mark.parametrize("buffered", ["", "1"])
def test_a_full_disk_under_the_answer_ends_with_2(options: list[str], buffered: str, root: Path) -> None:
    (root / "content/aktuelt/a.md").write_text(text("A", body="[a](b.md)"), encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(root, "check", *options),
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": buffered},
            check=False,
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"cannot write the answer" in done.stderr


def test_an_answer_that_nobody_reads_ends_with_2(root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command(root), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("closed", "status"), [(">&-", 2), ("2>&-", 0), (">&- 2>&-", 2)])
def test_closed_streams_are_no_surprise(closed: str, status: int, root: Path) -> None:
    done = subprocess.run(["sh", "-c", f'"$@" {closed}', "sh", *command(root)], capture_output=True, check=False)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


# settings and folders that cannot be


@pytest.mark.parametrize(
    "address",
    [
        "https://[",
        "https://a:port/",
        "https://a:99999/",
        "https://:80/",
        "https://ex℀mple.org/",
        "https://a.no/?q=1",
    ],
)
def test_an_address_that_no_site_can_have_ends_with_2(
    address: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command(root, "build", "--base-url", address, "--output", str(tmp_path / "public"))[3:]]) == 2
    settings = f"title: N\nbase_url: '{address}'\nemail: post@example.org\n"
    (root / "data/site.yaml").write_text(settings, encoding="utf-8")
    assert main(command(root)[3:]) == 2
    assert "data/site.yaml:2:11: error[wrong-type]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["https://a.no/kb/", "http://localhost:8000/", "https://[::1]/", "https://blåbær.no/"]
)
def test_an_address_that_a_site_can_have_is_no_fault(address: str, root: Path) -> None:
    (root / "data/site.yaml").write_text(
        f"title: N\nbase_url: '{address}'\nemail: post@example.org\n", encoding="utf-8"
    )
    assert main(command(root, "check", "-q")[3:]) == 0


@pytest.mark.parametrize("folder", ["content", "layouts"])
def test_folders_without_end_are_refused(folder: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "layouts").mkdir()
    here = os.open(root / folder, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        assert main(["check", "--root", str(root), "--lang", "en"]) == 2
    finally:  # pytest could not take these folders away
        subprocess.run(["rm", "-rf", str(root / folder / "a")], check=True)
    assert f"{folder}/a/a/a/… has more than 50 folders" in capsys.readouterr().err
