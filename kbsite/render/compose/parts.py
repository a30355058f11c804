"""View parts that many pages share: list items, bylines, dates, groups, filters."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kbsite.model.lexicon import is_chapter
from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.names_and_dates import long_date
from kbsite.norwegian.sentences import sentences
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.models import sketch
from kbsite.render.views import BylineView, DateView, GroupView, ItemView, LinkView, ResourceView, ThemeView
from kbsite.site import routes
from kbsite.site.assemble import language
from kbsite.site.listings import SHOWN, by_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.schema.field_types import Resources

SHORTEST, LONGEST = 40, 110
"""How many characters of a summary a list shows, at least and at most."""

LONGEST_SUMMARY = 300
"""Characters of a summary that is the beginning of the text."""


def day(value: date | KnownDate | None, lang: str) -> DateView | None:
    """Return the view of a date on a page in `lang`, as far as it is known, or None."""
    if value is None:
        return None
    text = value.long(lang) if isinstance(value, KnownDate) else long_date(value, lang)
    return DateView(value.isoformat(), text)


def summary(document: Document) -> str:
    """Return the editor's summary, or the start of the first paragraph, truncated at a word."""
    text = document.meta.summary or next((s.lead for s in reversed(document.body.sections) if s.lead), "")
    return text if len(text) <= LONGEST_SUMMARY else _cut(text, LONGEST_SUMMARY)


def short_answer(document: Document) -> str:
    """Return the short answer of a question: its summary, else the first sentences of the answer; else ""."""
    if not any(section.name == "answer" for section in document.body.sections):
        return ""
    if document.meta.summary:
        return document.meta.summary
    lead = next((section.lead for section in document.body.sections if section.name == "answer"), "")
    ends = [end for _, end in sentences(lead)]
    return lead[: max((end for end in ends if end <= LONGEST_SUMMARY), default=ends[0] if ends else 0)]


def description(document: Document, words: Mapping[str, str]) -> str:
    """Return the summary for readers elsewhere, which says first that a page is invented or archived."""
    return " ".join((*(f"{words[mark]}." for mark in marks(document)), summary(document)))


def marks(document: Document) -> tuple[str, ...]:
    """Return what must be said of a page wherever it is shown, as names of the site's own words."""
    meta = document.meta
    return tuple(name for name, holds in (("example", meta.example), ("archived", meta.archived)) if holds)


def real_first(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents in their order, but the invented ones after all others."""
    return tuple(sorted(documents, key=lambda document: document.meta.example))


def authors(site: Site, document: Document) -> Iterator[tuple[Document, str, str]]:
    """Yield the authors of a document with role and affiliation: those of its fields, else of their profile.

    What the fields give as empty was unknown at the time, and is never filled in with what is true today.
    """
    for ref in document.meta.authors:
        profile = site.profiles.get(ref.id)
        if profile is None:
            continue
        if ref.role is not None or ref.affiliation is not None:
            yield profile, ref.role or "", ref.affiliation or ""
        else:
            yield profile, getattr(profile.meta, "role", ""), getattr(profile.meta, "affiliation", "")


def byline(site: Site, document: Document) -> tuple[BylineView, ...]:
    """Return the byline of a document."""
    return tuple(
        BylineView(profile.meta.title, href(site.config, profile.address), role, affiliation, profile.meta.example)
        for profile, role, affiliation in authors(site, document)
    )


def line(document: Document) -> str:
    """Return the first sentences of the summary that together say something, cut after a clause or a word."""
    text = summary(document)
    found = next((text[:end] for _, end in sentences(text) if end >= SHORTEST and text[end - 1] != ":"), text)
    if len(found) <= LONGEST:
        return found
    clause = max(found.rfind(mark, SHORTEST, LONGEST) for mark in (", ", "; ", ": ", " – "))
    cut = f"{found[:clause]} …" if clause > 0 else _cut(found, LONGEST)
    return cut.replace(" …", "\N{NO-BREAK SPACE}…")


def _cut(text: str, most: int) -> str:
    return text[: most - 3].rsplit(" ", 1)[0].rstrip(",;:–") + " …"


def item(site: Site, document: Document, lang: str, *, drawn: bool = False) -> ItemView:
    """Return a document as an item of a list on a page in `lang`, a model with its drawing where it is `drawn`.

    It is made once for all lists of a site.
    """
    key = ("item", document.path, lang, "drawn" if drawn else "")
    found: ItemView = site.made(key, partial(_item, site, document, lang, drawn=drawn))
    return found


def _item(site: Site, document: Document, lang: str, *, drawn: bool) -> ItemView:
    own = language(document, site.config)
    return ItemView(
        title=document.meta.title,
        href=href(site.config, document.address),
        kind=document.kind,
        label=document.meta.one.in_language(lang),
        summary=summary(document),
        date=day(document.meta.date, lang),
        byline=byline(site, document),
        lang="" if own == lang else own,
        line=line(document),
        sketch=sketch(document, own) if drawn else None,
        example=document.meta.example,
        archived=document.meta.archived,
    )


def items(site: Site, documents: Iterable[Document], lang: str, *, drawn: bool = False) -> tuple[ItemView, ...]:
    """Return documents as items of a list."""
    return tuple(item(site, document, lang, drawn=drawn) for document in documents)


def chaptered(site: Site, documents: Iterable[Document], lang: str) -> tuple[ItemView, ...]:
    """Return documents as items of a list, each with its chapters; a chapter's title names its article."""
    found = []
    for document in documents:
        chapters = site.chapters.get(document.address, ())
        found.append(
            replace(_titled(site, document, lang), chapters=tuple(_chapter(site, c, lang) for c in chapters))
        )
    return tuple(found)


def titled(site: Site, documents: Iterable[Document], lang: str) -> tuple[ItemView, ...]:
    """Return documents as items of a list; a chapter's title names its article."""
    return tuple(_titled(site, document, lang) for document in documents)


def _titled(site: Site, document: Document, lang: str) -> ItemView:
    view, article = item(site, document, lang), site.parents.get(document.address)
    return replace(view, title=f"{view.title} – {article.meta.title}") if article else view


def _chapter(site: Site, document: Document, lang: str) -> LinkView:
    own = language(document, site.config)
    link = LinkView(document.meta.title, href(site.config, document.address), "" if own == lang else own)
    return replace(link, example=document.meta.example, archived=document.meta.archived)


def theme_view(site: Site, theme_id: str, lang: str) -> ThemeView:
    """Return a theme with the number of its pages."""
    theme = site.config.theme(theme_id)
    return ThemeView(
        theme.id,
        theme.title.in_language(lang),
        href(site.config, routes.theme(site.config.kinds, theme.id)),
        theme.summary.in_language(lang),
        len(site.by_theme.get(theme.id, ())),
        href(site.config, theme.sign) if theme.sign else "",
    )


def resources(document: Document | None, lang: str) -> tuple[ResourceView, ...]:
    """Return the external resources of a document, on a page in `lang`."""
    return resource_views(document.meta.resources, lang) if document else ()


def resource_views(given: Resources, lang: str) -> tuple[ResourceView, ...]:
    """Return the views of external resources, on a page in `lang`."""
    return tuple(
        ResourceView(
            r.title, r.url, r.publisher, r.year or "", "" if r.lang in (None, lang) else r.lang, day(r.date, lang)
        )
        for r in given
    )


def search_laws(document: Document) -> str:
    """Return the sections of laws that a document refers to as single search tokens: par11x1 pblpar11x1."""
    found = set()
    for reference in document.body.references:
        if is_chapter(reference.section):
            continue
        section = f"par{reference.section.replace('-', 'x')}"
        found |= {section, reference.law.replace("-", "") + section} if reference.section else set()
    return " ".join(sorted(found))


def groups(
    site: Site, address: str, documents: Sequence[Document], lang: str, chapters: Sequence[Document] = ()
) -> tuple[GroupView, ...]:
    """Return documents grouped by kind, at most SHOWN of each, for the page at `address`.

    `chapters` come after the pages of the kind that their articles have.
    """
    mine, others = dict(by_kind(site, documents)), _by_whole(site, chapters)
    views = []
    for kind in site.config.kinds.listed:
        own, added = mine.get(kind, ()), others.get(kind.kind, ())
        if not own and not added:
            continue
        title = kind.many.in_language(lang)
        more = None
        if len(own) > SHOWN:
            more = LinkView(title, href(site.config, f"{address}{kind.folder}/"), note=str(len(own)))
        shown = chaptered(site, (*own[:SHOWN], *added), lang)
        views.append(GroupView(kind.kind, title, shown, len(own) + len(added), more))
    return tuple(views)


def _by_whole(site: Site, chapters: Sequence[Document]) -> dict[str, list[Document]]:
    """Return chapters by the kind of their article."""
    found: dict[str, list[Document]] = {}
    for chapter in chapters:
        found.setdefault(site.parents[chapter.address].kind, []).append(chapter)
    return found
