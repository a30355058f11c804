"""Views of pages that have a file of content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.render.views.calendar import CalendarView
    from kbsite.render.views.models import ModelPlace, ModelView
    from kbsite.render.views.parts import (
        BylineView,
        CiteView,
        DateView,
        FieldValue,
        FieldView,
        FileView,
        ItemView,
        LawChangeView,
        LinkView,
        ResourceView,
        SectionView,
        ShareView,
        TocEntry,
    )
    from kbsite.render.views.site import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPage:
    """A page of content, shown by the layout of its kind (qa.html, article.html …).

    `short_answer` is what the page answers in one to three sentences, on a question and its answer alone.
    `fields` holds the kind's own fields by name, such as asked_by; `own` those of them that have a value, each with
    its label, for the layout of kinds without one (general.html). `lead_paragraph` tells that the first
    paragraph is set larger than the rest. `chapters` are all chapters of the article that
    the page belongs to, `whole` leads to all of it on one page. `search_title` and `search_laws` are for the
    search, `also_asked` is how readers ask for the page in other words; `overdue` is whether the review is overdue,
    `stale` the day of the last publication, change or review where that is longer ago than the site
    allows, and `law_changes` the sections of law that were changed since the page was last looked at; a chapter is
    reviewed with its article. `minutes` is how long the page takes to read, `minutes_left` the chapters after it.
    `report` is the mailto link for telling the editors of a fault. `changed` is whether `updated` is the day that
    git knows, which small changes move too. `model` and `calendar` are what a page of those kinds shows, and
    `models` are the places in models where the page belongs.
    `example` is whether the page is invented, `archived` whether it is kept for the record alone.
    `pdf` is the file of an article with chapters, on a site that has such files. `on_paper` are the addresses of
    links to other sites: paper shows them as notes, by the number in their `data-note`.
    """

    head: Head
    kind: str
    lead_paragraph: bool
    label: str
    title: str
    search_title: str
    search_laws: str
    summary: str
    short_answer: str
    also_asked: tuple[str, ...]
    sections: tuple[SectionView, ...]
    byline: tuple[BylineView, ...]
    published: DateView | None
    updated: DateView | None
    changed: bool
    reviewed: DateView | None
    review_by: DateView | None
    overdue: bool
    themes: tuple[LinkView, ...]
    toc: tuple[TocEntry, ...]
    parent: LinkView | None
    chapters: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None
    whole: str
    resources: tuple[ResourceView, ...]
    related: tuple[ItemView, ...]
    backlinks: tuple[LinkView, ...]
    translations: tuple[LinkView, ...]
    fields: Mapping[str, FieldValue]
    own: tuple[FieldView, ...]
    share: ShareView
    ask: str
    stale: DateView | None
    law_changes: tuple[LawChangeView, ...]
    minutes: int
    minutes_left: int
    cite: CiteView
    report: str
    model: ModelView | None
    calendar: CalendarView | None
    models: tuple[ModelPlace, ...]
    example: bool = False
    archived: bool = False
    pdf: FileView | None = None
    on_paper: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WholePart:
    """A chapter inside the whole article; `id` is where it begins on the page.

    `notes` is the footnotes of the chapter, shown at the end of the page. `lang` and `language`, its name,
    are those of a chapter that is not in the article's language.
    """

    id: str
    title: str
    html: str
    lang: str
    notes: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePage:
    """A whole article with its chapters on one page (whole.html); `article` is the article's own page.

    `notes` is the footnotes of the article's own text, shown at the end of the page; `minutes` is how long
    all of it takes to read; `on_paper` are the addresses that paper shows, as on a page of content.
    """

    head: Head
    article: ContentPage
    parts: tuple[WholePart, ...]
    toc: tuple[TocEntry, ...]
    notes: str
    minutes: int
    on_paper: tuple[str, ...] = ()
