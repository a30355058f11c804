"""Every page that editors put on the front page is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model import ToPage, Unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

HIDDEN = "hidden-page"


def front_questions(site: Site) -> Iterator[Diagnostic]:
    """Every page of `front.questions` in data/site.yaml is there, and is shown."""
    for chosen, target in zip(site.config.front.questions, site.front, strict=True):
        if isinstance(target, Unreached):
            yield problem(chosen.at, target.code, **dict(target.values))
        elif isinstance(target, ToPage) and not target.shown:
            yield problem(chosen.at, HIDDEN, page=chosen.page)
