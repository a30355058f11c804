"""The addresses in the menu and in the footer reach their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model import ToPage, Unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

EXPIRED = "link-to-expired"


def settings_links(site: Site) -> Iterator[Diagnostic]:
    """Each leads to a page that is shown, to an attachment, or out with https, http, mailto or tel."""
    for item in (*site.config.menu, *site.config.footer):
        target = site.linked.get(item.url)
        if isinstance(target, Unreached):
            yield problem(item.at, target.code, **dict(target.values))
        elif isinstance(target, ToPage) and not target.shown:
            yield problem(item.at, EXPIRED, target=item.url)
