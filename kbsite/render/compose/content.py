"""Documents → views of their pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.model.nodes import Notes
from kbsite.render.compose import structured
from kbsite.render.compose.calendar import calendar_view
from kbsite.render.compose.cite import cite
from kbsite.render.compose.fields import field_values, field_views
from kbsite.render.compose.head import Trail, head
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.law_changes import law_change_views
from kbsite.render.compose.mails import report, share
from kbsite.render.compose.models import model_view, places
from kbsite.render.compose.parts import (
    byline,
    day,
    description,
    items,
    resources,
    search_laws,
    short_answer,
    summary,
)
from kbsite.render.compose.text import filled, on_paper
from kbsite.render.html import html
from kbsite.render.views import ContentPage, LinkView, SectionView, TocEntry, WholePage, WholePart
from kbsite.site import routes
from kbsite.site.assemble import in_language, language, section_language
from kbsite.site.review import is_overdue, review_due, reviewed, stale_since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kbsite.model import Document, Heading, Section, Site
    from kbsite.model.nodes import Block

FEW = 3
"""A page with this many headings gets a table of contents."""

WORDS_A_MINUTE = 200
"""How fast a text of this kind is read."""


def content_page(site: Site, document: Document, strings: dict[str, str]) -> ContentPage:
    """Return the page of a document; `strings` are the UI strings in its language."""
    config, meta = site.config, document.meta
    lang = language(document, config)
    parent = site.parents.get(document.address)
    chapters = _chapters(site, document)
    before, after = _neighbours(document, parent, chapters)
    due = review_due(site, document)
    fields = field_values(site, document, strings)
    return ContentPage(
        head=head(
            site,
            document.address,
            meta.title,
            trail(site, document),
            lang=lang,
            description=description(document, strings),
            structured=(structured.content(site, document, strings),),
            document=document,
            within=parent.meta.title if parent else "",
        ),
        kind=document.kind,
        lead_paragraph=meta.lead_paragraph,
        label=meta.one.in_language(lang),
        title=meta.title,
        search_title=f"{meta.title} – {parent.meta.title}" if parent else meta.title,
        search_laws=search_laws(document),
        summary=summary(document) if meta.summary else "",
        short_answer=short_answer(document),
        also_asked=meta.also_asked,
        sections=sections(site, document, strings),
        byline=byline(site, document),
        published=day(meta.date, lang),
        updated=day(site.updated(document), lang),
        changed=not meta.updated and document.path in site.changed,
        reviewed=day(reviewed(site, document), lang),
        review_by=day(due, lang),
        overdue=due is not None and is_overdue(due, site.today),
        themes=_themes(site, document, lang),
        toc=toc([h for h in document.body.headings if h.level <= 3]),
        parent=_link(site, parent, lang) if parent else None,
        chapters=tuple(_link(site, chapter, lang, current=chapter is document) for chapter in chapters),
        previous=_link(site, before, lang) if before else None,
        next=_link(site, after, lang) if after else None,
        whole=href(config, f"{(parent or document).address}{config.routes.whole}") if chapters else "",
        resources=resources(document, lang),
        related=items(site, site.related.get(document.address, ()), lang),
        backlinks=tuple(
            LinkView(
                d.meta.title,
                href(config, d.address),
                _other(site, d, lang),
                example=d.meta.example,
                archived=d.meta.archived,
            )
            for d in site.backlinks.get(document.address, ())
        ),
        translations=tuple(
            LinkView(d.meta.title, href(config, d.address), language(d, config))
            for d in site.translations.get(document.address, ())
        ),
        fields=fields,
        own=tuple(field_views(site, document, fields)),
        share=share(site, document, strings),
        ask=href(config, config.routes.ask)
        + (f"?{config.routes.names.theme}={meta.themes[0]}" if meta.themes else ""),
        stale=day(stale_since(site, document), lang),
        law_changes=law_change_views(site, document),
        minutes=minutes((document,)),
        minutes_left=minutes(_later(document, chapters)),
        cite=cite(site, document, strings),
        report=report(site, document, strings),
        model=model_view(site, document),
        calendar=calendar_view(site, document, strings["calendar_all_year"]),
        models=places(site, document, lang),
        example=meta.example,
        archived=meta.archived,
        on_paper=on_paper(site, document),
    )


def whole_page(site: Site, document: Document, strings: dict[str, str]) -> WholePage:
    """Return an article and its chapters as one page."""
    lang = language(document, site.config)
    parts, entries = [], []
    chapters = site.chapters[document.address]
    noted = on_paper(site, document, *chapters)
    for chapter in chapters:
        own = _other(site, chapter, lang)
        prefix = f"{chapter.place.slug}--"
        found = filled(site, chapter, strings, lang=lang if own else "", prefix=prefix, deeper=1, noted=noted)
        text, notes = _apart(block for section in chapter.body.sections for block in section.blocks)
        part_id = f"{site.config.routes.names.part}_{chapter.place.slug}"
        name = site.config.language_name(own) if own else ""
        parts.append(WholePart(part_id, chapter.meta.title, html(text, found), own, html(notes, found), name))
        entries.append(TocEntry(2, chapter.meta.title, f"#{part_id}", own))
    address = f"{document.address}{site.config.routes.whole}"
    title = f"{document.meta.title} – {strings['whole_article']}"
    path = (*trail(site, document), (strings["whole_article"], address))
    own_text = _sections(site, document, strings, lambda section: _apart(section.blocks)[0], noted)
    own_notes = _sections(site, document, strings, lambda section: _apart(section.blocks)[1], noted)
    return WholePage(
        head=head(site, address, title, path, lang=lang, description=description(document, strings), found=False),
        article=replace(content_page(site, document, strings), sections=own_text),
        parts=tuple(parts),
        toc=tuple(entries),
        notes="".join(section.html for section in own_notes),
        minutes=minutes((document, *chapters)),
        on_paper=noted,
    )


def minutes(documents: Sequence[Document]) -> int:
    """Return the reading time of documents in minutes: at least one, and 0 where there are none."""
    words = sum(len(section.text.split()) for document in documents for section in document.body.sections)
    return max(1, round(words / WORDS_A_MINUTE)) if documents else 0


def sections(site: Site, document: Document, strings: dict[str, str]) -> tuple[SectionView, ...]:
    """Return the parts of a document's text as HTML."""
    return _sections(site, document, strings, lambda section: section.blocks, on_paper(site, document))


def trail(site: Site, document: Document) -> Trail:
    """Return the breadcrumbs of a document: front page, index, article, itself."""
    lang = language(document, site.config)
    parent = site.parents.get(document.address)
    kind = type(parent.meta) if parent else type(document.meta)
    steps = [(kind.many.in_language(lang), kind.index())] if kind.index() else []
    if parent:
        steps.append((parent.meta.title, parent.address))
    return (*steps, (document.meta.title, document.address))


def toc(headings: list[Heading]) -> tuple[TocEntry, ...]:
    """Return a table of contents, empty where there are too few headings for one."""
    if len(headings) < FEW:
        return ()
    top = min(heading.level for heading in headings) - 2
    return tuple(TocEntry(h.level - top, h.text, f"#{h.id}") for h in headings)


def _themes(site: Site, document: Document, lang: str) -> tuple[LinkView, ...]:
    found = [site.config.theme(theme) for theme in dict.fromkeys(document.meta.themes)]
    return tuple(
        LinkView(t.title.in_language(lang), href(site.config, routes.theme(site.config.kinds, t.id))) for t in found
    )


def _link(site: Site, document: Document, lang: str, *, current: bool = False) -> LinkView:
    """Return a link from a page in `lang`; one to a page in the other language says so."""
    other = _other(site, document, lang)
    note = site.config.language_name(other) if other else ""
    return LinkView(document.meta.title, href(site.config, document.address), other, current, note)


def _chapters(site: Site, document: Document) -> tuple[Document, ...]:
    """Return the chapters of the article that a page is or belongs to.

    They are in the article's language; around a translated chapter of an article that is not, in its own.
    """
    article = site.parents.get(document.address, document)
    found = site.chapters.get(article.address, ())
    if document.place.original and not article.place.original:
        return in_language(found, document.place.language, site.translations)
    return found


def _other(site: Site, document: Document, lang: str) -> str:
    own = language(document, site.config)
    return "" if own == lang else own


def _sections(
    site: Site,
    document: Document,
    strings: dict[str, str],
    blocks: Callable[[Section], Sequence[Block]],
    noted: Sequence[str],
) -> tuple[SectionView, ...]:
    """Return the parts of a document's text as HTML: of each part the blocks that `blocks` gives."""
    lang, found = language(document, site.config), filled(site, document, strings, noted=noted)
    views = []
    for section in document.body.sections:
        own = section_language(document, section, site.config)
        other = own != lang
        text = html(blocks(section), replace(found, lang=lang) if other else found)
        views.append(SectionView(section.name, text, own if other else ""))
    return tuple(views)


def _apart(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks of a text, and its footnotes."""
    given = tuple(blocks)
    notes = tuple(block for block in given if isinstance(block, Notes))
    return tuple(block for block in given if not isinstance(block, Notes)), notes


def _later(document: Document, chapters: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the chapters after this page of an article."""
    here = next((i for i, each in enumerate(chapters) if each is document), -1)
    return chapters[here + 1 :]


def _neighbours(
    document: Document, parent: Document | None, chapters: tuple[Document, ...]
) -> tuple[Document | None, Document | None]:
    """Return the previous and the next page in an article; the article's own page is the first."""
    if not chapters:
        return None, None
    order = [parent or document, *chapters]
    index = next((i for i, each in enumerate(order) if each is document), 0)
    return (order[index - 1] if index else None, order[index + 1] if index + 1 < len(order) else None)
