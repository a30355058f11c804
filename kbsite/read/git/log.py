"""ROOT/content → git's log of it, read once; the only module that runs `git log`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.history import Change, Commit, Log
from kbsite.read.git import PATIENCE, top_of
from kbsite.read.git.state import IGNORED, environment
from kbsite.read.process import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

_COMMAND = (
    *("git", "--no-pager", "--no-replace-objects", "log", "-z", "--raw", "--no-abbrev"),
    # Parents before children, paths relative to the folder, with renames.
    *("--topo-order", "--reverse", "--relative", "-M", "-l1000"),
    # Overrides for everything that a user's settings could turn on.
    *("--no-show-signature", "--no-follow", "--no-diff-merges", "--no-ext-diff", "--no-notes", "--no-color"),
    *("-O/dev/null", "--decorate=full", "--format=%H %at %D", "--", "."),
)

_COMMIT = re.compile(rb"([0-9a-f]{40,64}) (-?[0-9]+) ?(.*)", re.DOTALL)
_CHANGE = re.compile(rb"\n?:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]*")
_NOTHING = (b"does not have any commits yet", b"not a git repository")
_NORWAY = ZoneInfo("Europe/Oslo")


def read_log(root: Path) -> Log:
    """Return the commits that touched ROOT/content, the oldest first; empty without git or its history.

    `fault` is why git refused; `note` that the clone is shallow. Neither environment variables nor settings of the
    user change the result.
    """
    folder = root / "content"
    top = top_of(folder)
    if top is None or not folder.is_dir():
        return Log()
    try:
        done = run(_COMMAND, seconds=PATIENCE, cwd=folder, env=environment())
    except EnvironmentFault as fault:
        return Log(fault=fault)
    except OSError:  # there is no git on this machine
        return Log()
    if done.status:
        said = done.stderr.decode("utf-8", "replace").strip()
        if any(words in done.stderr for words in _NOTHING):
            return Log()
        return Log(
            fault=EnvironmentFault("history-unreadable", reason=said.partition("\n")[0] or f"exit {done.status}")
        )
    return replace(parse_log(done.stdout), ignored=_ignored(top))


def parse_log(data: bytes) -> Log:
    """Return the log from git's output; where the history is shallow, only a note of that."""
    commits: list[tuple[str, date | None, list[Change]]] = []
    tokens = iter(data.split(b"\0"))
    for token in tokens:
        if begun := _COMMIT.fullmatch(token):
            if b"grafted" in begun[3].split(b", "):
                return Log(note=EnvironmentFault("shallow-history"))
            commits.append((begun[1].decode(), _day(int(begun[2])), []))
        elif change := _CHANGE.fullmatch(token):
            commits[-1][2].append(_change(change, tokens))
    return Log(tuple(Commit(name, day, tuple(changes)) for name, day, changes in commits if day))


def _change(found: re.Match[bytes], tokens: Iterator[bytes]) -> Change:
    """Return a change, taking its one or two names from `tokens`."""
    what = found[3].decode()
    old = _name(next(tokens))
    new = _name(next(tokens)) if what in "RC" else old
    return Change(what, old, new, same=found[1] == found[2])


def _name(path: bytes) -> str:
    return "content/" + path.decode("utf-8", "surrogateescape")


def _day(seconds: int) -> date | None:
    """Return the day in Norway; None for a moment that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, _NORWAY).date()
    except (OverflowError, ValueError, OSError):
        return None


def _ignored(top: Path) -> frozenset[str]:
    try:
        lines = (top / IGNORED).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(line.partition("#")[0].strip().lower() for line in lines)
