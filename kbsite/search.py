"""The search index; the only user of Pagefind (https://pagefind.app/docs/)."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from kbsite.diagnostics import Fault

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
"""Where in the site the index lies."""


def index(folder: Path) -> None:
    """Make the index of all pages in `folder`, inside it: one for both standards, read as Norwegian."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - only a build with a search needs it

        program = get_executable()
    except (ImportError, FileNotFoundError) as error:
        raise Fault("no-pagefind") from error
    command = [str(program), "--site", str(folder), "--output-path", str(folder / FOLDER)]
    command += ["--force-language", "no", "--quiet"]
    try:
        done = subprocess.run(  # noqa: S603 - the program is our own dependency, the arguments are ours
            command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        raise Fault("pagefind-failed", reason=error.strerror or "?") from error
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or [f"exit {done.returncode}"]
        raise Fault("pagefind-failed", reason=lines[-1].replace(str(folder), "…"))


def files(folder: Path) -> list[str]:
    """Return the paths of the index's files in `folder`, sorted."""
    found = (path for path in (folder / FOLDER).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)
