"""Files that readers can download can be opened, and do no harm."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.model import ToAsset
from kbsite.norwegian.names_and_dates import file_size
from kbsite.schema.file_types import FORMS, MARKDOWN, ending, may_be_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Asset, Link, Site

REFUSED = "refused-attachment"
ACTIVE = "active-content"
BROKEN = "broken-file"
LARGE = "too-large"
ENDING = "wrong-ending"


def attachments(site: Site) -> Iterator[Diagnostic]:
    """A link to a file leads to an allowed file type, whose content matches its extension."""
    for document in site.documents:
        for link, target in zip(document.body.links, site.targets[document.path], strict=True):
            if isinstance(target, ToAsset):
                yield from _attachment(site, link, target.asset)
    yield from _active(site)
    for _, asset in sorted(site.assets.items()):
        yield from asset.facts.written if asset.facts else ()


def _attachment(site: Site, link: Link, asset: Asset) -> Iterator[Diagnostic]:
    name, facts = posixpath.basename(asset.path), asset.facts
    last = ending(name)
    if last in MARKDOWN:
        return  # meant to be a page, and reported as that
    if not may_be_published(name, site.config.attachments):
        yield problem(link.at, REFUSED, target=link.href, ending=f".{last}" if last else name)
    elif facts and facts.fault:
        yield problem(link.at, BROKEN, target=link.href, reason=facts.fault)
    elif facts and facts.form == "html" and last in FORMS:
        yield problem(link.at, BROKEN, target=link.href, reason=MessageKey("@file_web_page"))
    elif asset.size > site.config.limits.attachment:
        size, limit = file_size(asset.size), file_size(site.config.limits.attachment)
        yield problem(link.at, LARGE, target=link.href, size=size, limit=limit)
    elif facts and facts.form and facts.form not in FORMS.get(last, (facts.form,)):
        yield problem(link.at, ENDING, target=link.href, form=facts.form.upper())


def _active(site: Site) -> Iterator[Diagnostic]:
    """Yield active content (scripts, external resources) of each file that a page shows or links to, once."""
    targets = [target for each in (site.targets, site.pictures) for found in each.values() for target in found]
    used = {target.asset.path: target.asset for target in targets if isinstance(target, ToAsset)}
    for path, asset in sorted(used.items()):
        for found in asset.facts.active if asset.facts else ():
            at = Location(path, found.line, found.column)
            yield problem(at, ACTIVE, what=found.what, name=found.name)
