"""Git's log of the content: commits, and their changes of files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kbsite.diagnostics import EnvironmentFault


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a file in a commit: A added, D deleted, R renamed, M or another letter changed.

    Paths are relative to the site's root; `old` and `new` differ only for a rename. `same` where the bytes are
    unchanged.
    """

    what: str
    old: str
    new: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its hash, the day in Norway that its author wrote it, and its changes of the content."""

    name: str
    day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """Commits, parents before their children; `ignored` are those that changed no text, though they touched it.

    Where there are none, `fault` is why git refused, and `note` which part of the history is not fetched.
    """

    commits: tuple[Commit, ...] = ()
    ignored: frozenset[str] = frozenset()
    fault: EnvironmentFault | None = None
    note: EnvironmentFault | None = None
