"""What git knows of the content: commits, and what each did to which file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kbsite.diagnostics import EnvironmentFault


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to a file: A added, D deleted, R renamed, M or another letter changed.

    Paths are counted from the site's root; `old` and `new` differ for a rename alone. `same` where the bytes are
    those that they were.
    """

    what: str
    old: str
    new: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its name, the day in Norway that its author wrote it, and what it did to the content."""

    name: str
    day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """Commits, parents before their children; `ignored` are those that changed no text, though they touched it.

    Where there are none, `fault` says why git refused to tell, and `note` what of the history has not been fetched.
    """

    commits: tuple[Commit, ...] = ()
    ignored: frozenset[str] = frozenset()
    fault: EnvironmentFault | None = None
    note: EnvironmentFault | None = None
