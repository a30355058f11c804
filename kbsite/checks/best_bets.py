"""Every page that editors pin to a query is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model import ToPage, Unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

HIDDEN = "hidden-page"


def best_bets(site: Site) -> Iterator[Diagnostic]:
    """Every best bet in data/search.yaml names a page that is there, and that is shown."""
    for bet, target in zip(site.config.search.bets, site.pinned, strict=True):
        if isinstance(target, Unreached):
            yield problem(bet.at, target.code, **dict(target.values))
        elif isinstance(target, ToPage) and not target.shown:
            yield problem(bet.at, HIDDEN, page=bet.page)
