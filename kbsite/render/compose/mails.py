"""What readers send from a page with their own mail program: a tip to a friend, a fault that they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.render.compose.hrefs import absolute, mailto
from kbsite.render.views import ShareView
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.model import Document, Site

LONGEST_LINK = 1999
"""Mail programs on Windows cut longer mailto addresses off."""


def share(site: Site, document: Document, words: Mapping[str, str]) -> ShareView:
    """Return what a tip to a friend is made of."""
    link, subject = _mail(site, document, "", words["share_subject"], words["share_body"])
    return ShareView(link, subject, document.meta.title, absolute(site.config, document.address))


def report(site: Site, document: Document, words: Mapping[str, str]) -> str:
    """Return the mailto link that tells the editors of a fault on a page."""
    return _mail(site, document, site.config.email, words["fault_subject"], words["fault_body"])[0]


def _mail(site: Site, document: Document, to: str, subject: str, body: str) -> tuple[str, str]:
    """Return a link and its subject, with a title that is cut where the link would be too long."""
    title, url = document.meta.title, absolute(site.config, document.address)
    name = site.config.title.in_language(language(document, site.config))
    text = body.replace("{url}", url)
    heading = subject.replace("{site}", name)
    shown = title
    while True:
        filled = heading.replace("{title}", shown)
        link = mailto(to, filled, text.replace("{title}", shown))
        if len(link) <= LONGEST_LINK or not title:
            return link, filled
        title = title[: len(title) * 9 // 10].rstrip()
        shown = f"{title} …"
