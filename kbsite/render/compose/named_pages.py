"""The pages that the steps of a model, or the events of a calendar, name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import ToPage
from kbsite.render.compose.hrefs import href
from kbsite.render.views import LinkView
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from kbsite.model import Document, Site


def named_pages(site: Site, document: Document) -> dict[int, list[LinkView]]:
    """Return links to the pages that each item of a list names, by its index; unpublished pages are left out."""
    lang = language(document, site.config)
    found: dict[int, list[LinkView]] = {}
    for (path, _), target in zip(document.meta.named_pages(), site.named[document.path], strict=True):
        if isinstance(target, ToPage) and target.shown:
            page = target.document
            own = language(page, site.config)
            heading = next((h.text for h in page.body.headings if h.id == target.fragment), "")
            article = site.parents.get(page.address)
            title = f"{page.meta.title}: {heading}" if heading else page.meta.title
            title = f"{title} – {article.meta.title}" if article else title
            end = f"#{target.fragment}" if target.fragment else ""
            link = LinkView(
                title,
                href(site.config, page.address) + end,
                "" if own == lang else own,
                note=page.meta.one.in_language(lang),
                example=page.meta.example,
                archived=page.meta.archived,
            )
            found.setdefault(int(path[1]), []).append(link)
    return found
