"""Repositories to test with: commits on given days, independent of git's settings on this machine."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def git(folder: Path, *arguments: str, when: str = "2026-01-01T12:00:00Z") -> str:
    """Run git in a folder and return what it said; what is committed is dated `when`."""
    who = {f"GIT_{role}_{name}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}
    days = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": "2026-11-01T00:00:00Z"}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **who, **days, **own},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def start(folder: Path) -> Path:
    """Make an empty repository with the branch main."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, when: str, files: Mapping[str, str | None] | None = None) -> str:
    """Write files, or take away those that are None, commit all that changed, and return the commit's name.

    `when` is a day, meant at noon, or a moment.
    """
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", when=when if "T" in when else f"{when}T12:00:00Z")
    return git(folder, "rev-parse", "HEAD")
