"""What decides git's log of a folder, asked of git in one short question."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.git import PATIENCE, top_of
from kbsite.read.process import run

if TYPE_CHECKING:
    from pathlib import Path

IGNORED = ".git-blame-ignore-revs"
"""The file next to `.git` that lists commits to ignore, under the name that `git blame` made a convention."""

_COMMAND = ("git", "rev-parse", "--is-shallow-repository", "--git-common-dir", "HEAD")


def environment() -> dict[str, str]:
    """Return the environment without git's own variables; git's error messages are in English."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**found, "LC_ALL": "C", "LANGUAGE": "", "GIT_TERMINAL_PROMPT": "0"}


def state_of_history(folder: Path) -> tuple[bytes, ...] | None:
    """Return what decides git's log of `folder`: the newest commit, what is cut off or grafted, what is ignored.

    It is empty where there is no repository or no git, and None where git does not answer.
    """
    top = top_of(folder)
    if top is None or not folder.is_dir():
        return ()
    try:
        done = run(_COMMAND, seconds=PATIENCE, cwd=folder, env=environment())
    except EnvironmentFault:
        return None
    except OSError:  # there is no git on this machine
        return ()
    shared = folder / os.fsdecode(b"".join(done.stdout.split(b"\n")[1:2]))
    files = (shared / "shallow", shared / "info" / "grafts", top / IGNORED)
    return (b"%d" % done.status, done.stdout, done.stderr, *map(_data, files))


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
