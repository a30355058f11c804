"""Everything that a layout may see. A layout gets `page`, one of PAGES, `site`, and `ui`, and nothing else.

Every `href` is complete: it starts with the site's base path, and can be used in an attribute as it is.
Every `html` is safe HTML; all other texts are plain, and escaped by the layout. `lang` is nb or nn, and in parts
of a page empty where it is the page's own.
"""

from __future__ import annotations

from kbsite.render.views.calendar import CalendarView, EventGroup, EventView
from kbsite.render.views.content import ContentPage, WholePage, WholePart
from kbsite.render.views.drawing import ArrowView, BoxView, DrawingView, SketchView, TextLine
from kbsite.render.views.lexicon import (
    CitingPage,
    GlossaryPage,
    LawEntry,
    LawIndex,
    LawPage,
    LawSection,
    WordEntry,
    WordGroup,
)
from kbsite.render.views.lists import (
    AskPage,
    AuthorEntry,
    AuthorIndex,
    AuthorPage,
    FrontPage,
    LetterView,
    ListingPage,
    NotFoundPage,
    RedirectPage,
    SearchPage,
    ThemeIndex,
    ThemePage,
)
from kbsite.render.views.models import ModelPlace, ModelView, StepView
from kbsite.render.views.parts import (
    BylineView,
    CiteView,
    DateView,
    FieldView,
    FileView,
    GroupView,
    ItemView,
    LawChangeView,
    LinkView,
    MarkdownView,
    ResourceView,
    SectionView,
    ShareView,
    ShelfView,
    ThemeGroup,
    ThemeView,
    TocEntry,
)
from kbsite.render.views.site import CardView, Head, SiteView, Ui

__all__ = [
    "ArrowView",
    "AskPage",
    "AuthorEntry",
    "AuthorIndex",
    "AuthorPage",
    "BoxView",
    "BylineView",
    "CalendarView",
    "CardView",
    "CiteView",
    "CitingPage",
    "ContentPage",
    "DateView",
    "DrawingView",
    "EventGroup",
    "EventView",
    "FieldView",
    "FileView",
    "FrontPage",
    "GlossaryPage",
    "GroupView",
    "Head",
    "ItemView",
    "LawChangeView",
    "LawEntry",
    "LawIndex",
    "LawPage",
    "LawSection",
    "LetterView",
    "LinkView",
    "ListingPage",
    "MarkdownView",
    "ModelPlace",
    "ModelView",
    "NotFoundPage",
    "Page",
    "RedirectPage",
    "ResourceView",
    "SearchPage",
    "SectionView",
    "ShareView",
    "ShelfView",
    "SiteView",
    "SketchView",
    "StepView",
    "TextLine",
    "ThemeGroup",
    "ThemeIndex",
    "ThemePage",
    "ThemeView",
    "TocEntry",
    "Ui",
    "WholePage",
    "WholePart",
    "WordEntry",
    "WordGroup",
]

Page = (
    FrontPage
    | ContentPage
    | WholePage
    | ThemePage
    | ThemeIndex
    | AuthorPage
    | AuthorIndex
    | ListingPage
    | SearchPage
    | AskPage
    | NotFoundPage
    | RedirectPage
    | LawIndex
    | LawPage
    | GlossaryPage
)
