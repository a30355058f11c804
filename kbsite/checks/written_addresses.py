"""Links lead to hosts that readers reach, and addresses on the site itself in fields to what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.model import Unreached
from kbsite.schema.addresses import address_fault
from kbsite.site.assemble import web_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

LOCAL = "local-address"


def written_addresses(site: Site) -> Iterator[Diagnostic]:
    """No link leads to the writer's own network; what is an error of a link is found where it is resolved."""
    for document in site.documents:
        for path, url in web_addresses(document):
            target = site.linked.get(url)
            if isinstance(target, Unreached):
                yield problem(document.at(*path), target.code, **dict(target.values))
        for link in document.body.links:
            fault = address_fault(link.href)
            if fault and fault.code == LOCAL:
                yield problem(link.at, LOCAL, **dict(fault.values(link.href)))
