"""The package as others install it: built of this project, and installed in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from typing import TYPE_CHECKING

import pytest

from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(each) for each in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False, env=quiet
    )


def build_packages(folder: Path) -> None:
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, cwd=ROOT)
    if done.returncode:
        pytest.fail(f"python -m build fails:\n{done.stdout}{done.stderr}", pytrace=False)


def install(folder: Path, wheel: Path) -> None:
    """Install the wheel in a new environment that has what kbsite depends on, and no other kbsite."""
    venv.create(folder, symlinks=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "--python", str(folder / "bin/python")]
    done = run(sys.executable, *pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    if done.returncode:
        pytest.fail(f"the wheel cannot be installed:\n{done.stdout}{done.stderr}", pytrace=False)
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def reaches_index(folder: Path) -> bool:
    """Return whether pip gets packages from an index on this machine."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    return run(*command, "--no-cache-dir", "--dest", folder, "tzdata", cwd=folder).returncode == 0


def install_from_index(folder: Path, wheel: Path) -> Path:
    """Install the wheel as an owner does, with all that it depends on, and return the environment's programs.

    The environment is `.venv` in the folder; the versions are those that the project is tested with.
    """
    for command in (
        [sys.executable, "-m", "venv", ".venv"],
        [folder / ".venv/bin/pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel],
    ):
        done = run(*command, cwd=folder)
        if done.returncode:
            pytest.fail(f"{command[-1]}:\n{done.stdout}{done.stderr}", pytrace=False)
    return folder / ".venv/bin"
