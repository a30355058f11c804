"""Structured data of a page (schema.org): https://schema.org/docs/full.html."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import authors, short_answer, summary
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.model import Document, Site

_WORK_ENDINGS = ("Article", "Page", "Posting")
_WORKS = frozenset(
    (
        "AnalysisReport", "ArchiveComponent", "Blog", "Book", "Chapter", "Collection", "Course",
        "CreativeWork", "DataCatalog", "Dataset", "DigitalDocument", "EducationalOccupationalCredential",
        "Game", "Guide", "HowTo", "LearningResource", "Legislation", "Manuscript", "Map", "Message",
        "Photograph", "PodcastEpisode", "Poster", "Presentation", "PresentationDigitalDocument", "Quiz",
        "Recipe", "Report", "Review", "SoftwareApplication", "SpecialAnnouncement", "TextDigitalDocument",
        "Thesis", "VideoObject", "WebContent", "WebSite",
    )
)  # fmt: skip
"""The types of schema.org that are works: https://schema.org/CreativeWork and what is below it."""


def website(site: Site) -> dict[str, Any]:
    """Return the structured data of the site, with its search."""
    config = site.config
    return {
        "@type": "WebSite",
        "name": config.title.in_language(config.language),
        "url": config.base_url,
        "inLanguage": ["nb", "nn"] if config.language in LANGUAGES else [config.language],
        "publisher": _publisher(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(config, config.routes.search)}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def content(site: Site, document: Document, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the structured data of a page of content, of its kind's type."""
    meta = document.meta
    if not _is_work(meta.structured):
        data = _work(site, document, words, "WebPage")
        data["mainEntity"] = {**_thing(site, document), **_invented(document, words)}
        return data
    data = {**_work(site, document, words, meta.structured), **_properties(document)}
    texts = {section.name: section.text for section in document.body.sections}
    if {"question", "answer"} <= set(texts):
        data["mainEntity"] = {
            "@type": "Question",
            "name": meta.title,
            "text": texts["question"],
            "answerCount": 1,
            **({"datePublished": meta.date.isoformat()} if meta.date else {}),
            "acceptedAnswer": {
                "@type": "Answer",
                "text": short_answer(document) or texts["answer"],
                "url": absolute(site.config, document.address),
                "author": _authors(site, document, words),
                **({"datePublished": meta.date.isoformat()} if meta.date else {}),
            },
        }
    return data


def person(site: Site, document: Document, words: Mapping[str, str]) -> dict[str, Any]:
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
        "mainEntity": {**{name: value for name, value in who.items() if value}, **_invented(document, words)},
    }


def _is_work(schema_type: str) -> bool:
    """Return whether a type of schema.org is something written, which the page itself can be."""
    return schema_type.endswith(_WORK_ENDINGS) or schema_type in _WORKS


def _thing(site: Site, document: Document) -> dict[str, Any]:
    """Return the subject of a page that is no work, such as an event, with the properties that its kind names."""
    return {
        "@type": document.meta.structured,
        "name": document.meta.title,
        "description": summary(document),
        "url": absolute(site.config, document.address),
        **_properties(document),
    }


def _properties(document: Document) -> dict[str, Any]:
    """Return the properties that the kind takes from fields, those without a value left out."""
    found = {name: getattr(document.meta, field) for name, field in document.meta.properties}
    return {
        name: value.isoformat() if isinstance(value, date | KnownDate) else value
        for name, value in found.items()
        if value not in (None, "", ())
    }


def _work(site: Site, document: Document, words: Mapping[str, str], kind: str) -> dict[str, Any]:
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
        "author": _authors(site, document, words),
        **_invented(document, words),
        "creativeWorkStatus": "Archived" if meta.archived else "",
        "about": [site.config.theme(t).title.in_language(site.config.language) for t in meta.themes],
        "isPartOf": {"@id": absolute(site.config, parent.address)} if parent else "",
        "publisher": _publisher(site),
    }
    return {name: value for name, value in data.items() if value}


def _authors(site: Site, document: Document, words: Mapping[str, str]) -> list[dict[str, Any]]:
    found = []
    for profile, role, affiliation in authors(site, document):
        url = absolute(site.config, profile.address)
        who: dict[str, Any] = {"@type": "Person", "name": profile.meta.title, "url": url}
        if role:
            who["jobTitle"] = role
        if affiliation:
            who["affiliation"] = {"@type": "Organization", "name": affiliation}
        found.append({**who, **_invented(profile, words)})
    return found


def _invented(document: Document, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the property that tells an invented page or person from real ones; nothing for a real one."""
    return {"disambiguatingDescription": words["example"]} if document.meta.example else {}


def _publisher(site: Site) -> dict[str, Any]:
    return {"@type": "Organization", "name": site.config.publisher, "url": site.config.base_url}
