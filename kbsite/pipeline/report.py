"""What a command asks of the pipeline, and what it is told: values alone, so that nothing else need be imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.site.shown import PUBLISHED_ONLY, Shown

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic, EnvironmentFault
    from kbsite.model import Site
    from kbsite.publish.written import Written
    from kbsite.site.shown import HeldBack

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is."""


def silent(_name: str, _done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a build: its source and output folders, and what is shown.

    `jobs` processes do the work, or those of the `executor` at an address; with 1 it is this one alone. With
    `releases` the output folder is a link to the newest of that many folders. With `portable` links work from
    files on disk, and there is no search.
    """

    root: Path
    layouts: Path
    output: Path
    today: date
    base_url: str = ""
    shown: Shown = PUBLISHED_ONLY
    searchable: bool = True
    strict: bool = False
    force: bool = False
    releases: int = 0
    portable: bool = False
    spelling: bool = False
    jobs: int = 1
    executor: str = ""

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders that the site is made of; none of them can be the output folder."""
        return (*(self.root / name for name in ("content", "data", "static")), self.layouts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a build: all problems by location, and counts of files read, pages made, outputs written.

    `site` is the site, where the configuration is valid, and `held` are its files that are not shown;
    a report that is told again has no site. `written` is None where nothing was written. `usable` is
    false when the set-up, and not the content, has errors. `fault` is an environment fault of this machine, and
    `notes` are things missing that a site can do without. `pdfs` counts the PDF files, `typeset` those of them that
    were made anew.
    """

    problems: tuple[Diagnostic, ...]
    files: int
    pages: int = 0
    pdfs: int = 0
    typeset: int = 0
    written: Written | None = None
    usable: bool = True
    site: Site | None = None
    fault: EnvironmentFault | None = None
    notes: tuple[EnvironmentFault, ...] = ()
    held: tuple[HeldBack, ...] = ()
