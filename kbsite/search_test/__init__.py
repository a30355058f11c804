"""Queries with the pages that they should find, and a built site → how well its search finds them.

file ─read→ Queries ─ask the page in a browser→ Results ─score→ MRR@10 and shares
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.data_files import fields_of
from kbsite.diagnostics import Fault
from kbsite.made import SEARCH
from kbsite.model import Source
from kbsite.search_test.browser import asked
from kbsite.search_test.built import built
from kbsite.search_test.queries import queries
from kbsite.search_test.score import DEPTH, Result
from kbsite.serving import served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Tested:
    """The result of each query in the order of the file; or the problems of the file, and then no results."""

    results: tuple[Result, ...]
    problems: tuple[Diagnostic, ...] = ()


def search_test(file: Path, folder: Path, progress: Callable[[str, int, int], None]) -> Tested:
    """Return what the queries in `file` find in the site that was built in `folder`."""
    site = built(folder)
    try:
        source = Source(file.as_posix(), file.read_bytes())
    except OSError as error:
        raise Fault("not-readable", file=str(file), reason=error.strerror or "?") from error
    listed, problems = queries(fields_of(source), source.path, site.has_page)
    if problems:
        return Tested((), problems)
    results = []
    with served(folder, site.base) as address, asked(f"{address}{SEARCH.strip('/')}/") as ask:
        for done, query in enumerate(listed, start=1):
            results.append(Result(query, tuple(map(site.address, ask(query.text)[:DEPTH]))))
            progress("searching", done, len(listed))
    return Tested(tuple(results))
