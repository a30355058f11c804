"""The mailto links of a page: share it with a friend, report an error in it."""

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
    """Return the link and the parts of a message that shares a page."""
    note = _note(document, words)
    body = f"{words['share_body']}\n{note}\n" if note else words["share_body"]
    link, subject = _mail(site, document, "", words["share_subject"], body)
    return ShareView(link, subject, document.meta.title, absolute(site.config, document.address), note)


def report(site: Site, document: Document, words: Mapping[str, str]) -> str:
    """Return the mailto link that reports an error in a page to the editors."""
    return _mail(site, document, site.config.email, words["fault_subject"], words["fault_body"])[0]


def _note(document: Document, words: Mapping[str, str]) -> str:
    """Return what the one who gets the message must know of the page before it is read, or ""."""
    if document.meta.example:
        return words["share_example"]
    return words["share_archived"] if document.meta.archived else ""


def _mail(site: Site, document: Document, to: str, subject: str, body: str) -> tuple[str, str]:
    """Return a mailto link and its subject; a title is truncated where the link would be too long."""
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
