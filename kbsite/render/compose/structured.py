"""Structured data of a page (schema.org): https://schema.org/docs/full.html."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import authors, summary
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from kbsite.model import Document, Site


def website(site: Site) -> dict[str, Any]:
    """Return the structured data of the site, with its search."""
    config = site.config
    return {
        "@type": "WebSite",
        "name": config.title.in_language(config.language),
        "url": config.base_url,
        "inLanguage": ["nb", "nn"],
        "publisher": _publisher(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(config, '/sok/')}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def content(site: Site, document: Document) -> dict[str, Any]:
    """Return the structured data of a page of content, of its kind's type."""
    meta = document.meta
    data = _work(site, document, meta.structured)
    if meta.sections:
        question, answer = (section.text for section in document.body.sections)
        data["mainEntity"] = {
            "@type": "Question",
            "name": meta.title,
            "text": question,
            "answerCount": 1,
            **({"datePublished": meta.date.isoformat()} if meta.date else {}),
            "acceptedAnswer": {
                "@type": "Answer",
                "text": answer,
                "url": absolute(site.config, document.address),
                "author": _authors(site, document),
                **({"datePublished": meta.date.isoformat()} if meta.date else {}),
            },
        }
    return data


def person(site: Site, document: Document) -> dict[str, Any]:
    """Return the structured data of a profile: the person or the desk, with role and organization."""
    meta = document.meta
    who: dict[str, Any] = {
        "@type": "Person",
        "name": meta.title,
        "url": absolute(site.config, document.address),
        "jobTitle": getattr(meta, "role", ""),
        "email": getattr(meta, "email", None) or "",
    }
    affiliation = getattr(meta, "affiliation", "")
    if affiliation:
        who["affiliation"] = {"@type": "Organization", "name": affiliation}
    return {
        "@type": meta.structured,
        "url": absolute(site.config, document.address),
        "inLanguage": language(document, site.config),
        "mainEntity": {name: value for name, value in who.items() if value},
    }


def _work(site: Site, document: Document, kind: str) -> dict[str, Any]:
    meta = document.meta
    changed = max(filter(None, (site.updated(document), meta.date)), default=None)
    parent = site.parents.get(document.address)
    data: dict[str, Any] = {
        "@type": kind,
        "headline" if kind.endswith("Article") else "name": meta.title,
        "description": summary(document),
        "url": absolute(site.config, document.address),
        "inLanguage": language(document, site.config),
        "datePublished": meta.date.isoformat() if meta.date else "",
        "dateModified": changed.isoformat() if changed else "",
        "lastReviewed": meta.reviewed.isoformat() if meta.reviewed and kind.endswith("Page") else "",
        "author": _authors(site, document),
        "about": [site.config.theme(t).title.in_language(site.config.language) for t in meta.themes],
        "isPartOf": {"@id": absolute(site.config, parent.address)} if parent else "",
        "publisher": _publisher(site),
    }
    return {name: value for name, value in data.items() if value}


def _authors(site: Site, document: Document) -> list[dict[str, Any]]:
    found = []
    for profile, role, affiliation in authors(site, document):
        url = absolute(site.config, profile.address)
        who: dict[str, Any] = {"@type": "Person", "name": profile.meta.title, "url": url}
        if role:
            who["jobTitle"] = role
        if affiliation:
            who["affiliation"] = {"@type": "Organization", "name": affiliation}
        found.append(who)
    return found


def _publisher(site: Site) -> dict[str, Any]:
    return {"@type": "Organization", "name": site.config.publisher, "url": site.config.base_url}
