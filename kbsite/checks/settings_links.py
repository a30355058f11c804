"""The addresses in data/site.yaml reach their targets: those of the menu and the footer, and the forum's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import CODES, Diagnostic, Severity, problem
from kbsite.model import ToPage, Unreached
from kbsite.schema.addresses import address_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

EXPIRED = "link-to-expired"


def settings_links(site: Site) -> Iterator[Diagnostic]:
    """Each leads to a page that is shown, to an attachment, or out with https, http, mailto or tel."""
    config = site.config
    for item in (*config.menu, *config.footer, *config.others):
        target = site.linked.get(item.url)
        if isinstance(target, Unreached):
            yield problem(item.at, target.code, **dict(target.values))
        elif isinstance(target, ToPage) and not target.shown:
            yield problem(item.at, EXPIRED, target=item.url)
        elif item not in config.others:
            fault = address_fault(item.url)
            if fault and CODES[fault.code] is Severity.WARNING:
                yield problem(item.at, fault.code, **dict(fault.values(item.url)))
