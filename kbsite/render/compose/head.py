"""The head of every page, with breadcrumbs and structured data (JSON-LD)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.norwegian.languages.parts import is_rtl
from kbsite.norwegian.names_and_dates import with_territory
from kbsite.render.compact_json import compact_json
from kbsite.render.compose.hrefs import absolute, href
from kbsite.render.views import Head, LinkView
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.model import Document, Site

Trail = tuple[tuple[str, str], ...]
"""Titles and addresses from the first level below the front page down to the page."""


def head(
    site: Site,
    address: str,
    title: str,
    trail: Trail,
    *,
    lang: str = "",
    description: str = "",
    structured: Sequence[dict[str, Any]] = (),
    feed: str = "",
    found: bool = True,
    document: Document | None = None,
    within: str = "",
) -> Head:
    """Return the head of the page at `address`; `found` is false for pages that search engines should not index.

    `within` is the title of the article that a chapter belongs to.
    """
    config = site.config
    lang = lang or config.language
    name = config.title.in_language(lang)
    meta = document.meta if document else None
    updated = site.updated(document) if document else None
    data = list(structured)
    if trail:
        data.append(_breadcrumbs(site, trail, name))
    return Head(
        title=title,
        full_title=" – ".join(filter(None, (title, within, name))) if trail or not found else title,
        description=description or config.description.in_language(lang),
        lang=lang,
        href=href(config, address),
        canonical=absolute(config, address) if found else "",
        trail=tuple(LinkView(text, href(config, link), current=link == trail[-1][1]) for text, link in trail),
        alternates=_alternates(site, document),
        structured=_script_safe(data) if found and data else "",
        markdown=href(config, f"{address}{routes.MARKDOWN}") if document else "",
        feed=href(config, feed) if feed else "",
        og_type="article" if meta and meta.date else "website",
        published=meta.date.isoformat() if meta and meta.date else "",
        updated=updated.isoformat() if updated else "",
        direction="rtl" if is_rtl(lang) else "",
        locale=with_territory(lang),
    )


def _alternates(site: Site, document: Document | None) -> tuple[LinkView, ...]:
    """Return the full addresses of the page's translations; hreflang is for true translations only."""
    others = site.translations.get(document.address, ()) if document else ()
    return tuple(LinkView(d.meta.title, absolute(site.config, d.address), language(d, site.config)) for d in others)


def _script_safe(data: Sequence[dict[str, Any]]) -> str:
    """Return JSON-LD escaped so that it cannot close its script element."""
    graph = {"@context": "https://schema.org", "@graph": list(data)}
    return compact_json(graph).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _breadcrumbs(site: Site, trail: Trail, name: str) -> dict[str, Any]:
    steps = [(name, "/"), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": text, "item": absolute(site.config, link)}
            for n, (text, link) in enumerate(steps, start=1)
        ],
    }
