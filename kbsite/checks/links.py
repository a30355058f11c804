"""Every link reaches what the editor meant it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model import Target, ToPage, Unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Location
    from kbsite.model import Site

EXPIRED = "link-to-expired"


def links(site: Site) -> Iterator[Diagnostic]:
    """Links in the text and in fields reach a page that is shown, or a file in content/."""
    published = {document.path for document in site.pages}
    for document in site.documents:
        for link, target in zip(document.body.links, site.targets[document.path], strict=True):
            yield from _problems(target, link.at, link.href, shown=document.path in published)
        for index, (ref, target) in enumerate(
            zip(document.meta.related, site.explicit[document.path], strict=True)
        ):
            yield from _problems(target, document.at("related", index), ref, shown=document.path in published)
        for (path, page), target in zip(document.meta.named_pages(), site.named[document.path], strict=True):
            yield from _problems(target, document.at(*path), page, shown=document.path in published)


def _problems(target: Target, at: Location, href: str, *, shown: bool) -> Iterator[Diagnostic]:
    if isinstance(target, Unreached):
        yield problem(at, target.code, **dict(target.values))
    elif isinstance(target, ToPage) and not target.shown and shown:
        yield problem(at, EXPIRED, target=href)
