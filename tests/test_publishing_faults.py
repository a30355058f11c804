"""A build whose search index cannot be made, and one whose disk is full: a clear word, and no trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kbsite.search import pagefind
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, TODAY, build, files, write_site

PROGRAMS = {
    "crashes": "kill -SEGV $$",
    "refuses": "echo 'out of memory' >&2; exit 3",
    "makes nothing": "exit 0",
    "hangs": "sleep 1000 & wait",
}


@pytest.mark.parametrize("how", PROGRAMS)
def test_a_pagefind_that_fails_leaves_the_site_as_it_was_and_nothing_behind(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, output = write_site(tmp_path / "site", {"forfattere/kari.md": plain_text("Kari")}), tmp_path / "public"
    assert build(root, output, "--search") == 0
    before = files(output)
    beside = {path.name for path in (tmp_path / ".public.kbsite").iterdir()}
    script = PROGRAMS[how]
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    monkeypatch.setattr(pagefind, "_PATIENCE", 1)
    monkeypatch.setattr(pagefind, "_PATIENCE_FOR_A_PAGE", 0)
    (root / "content/artikler").mkdir()
    (root / "content/artikler/ny.md").write_text(text("Ny", "Tekst."), encoding="utf-8")
    assert build(root, output, "--search") == 2
    assert files(output) == before
    assert {path.name for path in (tmp_path / ".public.kbsite").iterdir()} == beside
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.strip()
    group = int((tmp_path / "pid").read_text(encoding="utf-8"))
    assert alive(group) == []


def alive(group: int) -> list[str]:
    """Return the processes of a group that still run; one that has ended and was not asked about does not."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue
        state, _, of_group, *_ = rest.split()
        if int(of_group) == group and state != "Z":
            found.append(name)
    return found


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """Return a disk of two megabytes, where this user may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not shutil.which("unshare") or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    return folder


@pytest.mark.parametrize("releases", [(), ("--releases", "2")])
def test_a_disk_that_is_full_leaves_the_site_as_it_was(
    releases: tuple[str, ...], tmp_path: Path, small_disk: Path
) -> None:
    root = write_site(tmp_path / "site", {"forfattere/kari.md": plain_text("Kari")})
    output = small_disk / "public"
    command = [sys.executable, "-m", "kbsite", "build", "--root", str(root), "--output", str(output)]
    command += ["--layouts", str(LAYOUTS), "--today", TODAY, "--lang", "en", "--no-search", *releases]
    script = f"""
mount -t tmpfs -o size=2m kbsite {small_disk} || exit 77
"$@" || exit 78
cp -rL {output} {tmp_path}/before
head -c 1700000 /dev/zero > {small_disk}/filler
head -c 3000000 /dev/zero >> {small_disk}/filler
touch {root}/content/forfattere/ola.md
printf -- '---\\ntitle: Ola\\n---\\n' > {root}/content/forfattere/ola.md
"$@" ; status=$?
cp -rL {output} {tmp_path}/after
rm {small_disk}/filler
"$@" || exit 79
cp -rL {output} {tmp_path}/healed
exit $status
"""
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", *command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CI": "1"},
    )
    if done.returncode in {1, 77} and not (tmp_path / "before").exists():
        pytest.skip("no disk may be mounted here")
    assert done.returncode == 2, done.stderr
    assert "No space left on device" in done.stderr
    assert files(tmp_path / "after") == files(tmp_path / "before")
    assert "forfattere/ola/index.html" in files(tmp_path / "healed")
