"""The addresses of resources are well formed, and links lead to hosts that readers can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.schema.addresses import address_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

LOCAL = "local-address"


def written_addresses(site: Site) -> Iterator[Diagnostic]:
    """No address is malformed; errors of links are reported where they are resolved."""
    for document in site.documents:
        for index, resource in enumerate(document.meta.resources):
            fault = address_fault(resource.url)
            if fault:
                yield problem(
                    document.at("resources", index, "url"), fault.code, **dict(fault.values(resource.url))
                )
        for link in document.body.links:
            fault = address_fault(link.href)
            if fault and fault.code == LOCAL:
                yield problem(link.at, LOCAL, **dict(fault.values(link.href)))
