"""Evaluation of the search: queries with the pages that they should find, and a built site → MRR and shares.

file ─read→ Queries ─ask the page in a browser→ Results ─score→ MRR@10 and shares
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Source
from kbsite.publish.local_host import served
from kbsite.read.data_files import fields_of
from kbsite.search.evaluation.browser import search_page
from kbsite.search.evaluation.built_site import built_site
from kbsite.search.evaluation.queries import queries
from kbsite.search.evaluation.score import DEPTH, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of each query in the order of the file; or the problems of the file, and then no results."""

    results: tuple[Result, ...]
    problems: tuple[Diagnostic, ...] = ()


def search_test(file: Path, folder: Path, progress: Callable[[str, int, int], None]) -> Evaluation:
    """Return the results of the queries in `file` on the site built in `folder`."""
    site = built_site(folder)
    try:
        source = Source(file.as_posix(), file.read_bytes())
    except OSError as error:
        raise EnvironmentFault("not-readable", file=str(file), reason=error.strerror or "?") from error
    listed, problems = queries(fields_of(source), source.path, site.has_page)
    if problems:
        return Evaluation((), problems)
    results = []
    with served(folder, site.base) as address, search_page(f"{address}{site.search}/") as ask:
        for done, query in enumerate(listed, start=1):
            results.append(Result(query, tuple(map(site.address, ask(query.text)[:DEPTH]))))
            progress("searching", done, len(listed))
    return Evaluation(tuple(results))
