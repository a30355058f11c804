"""The kinds of content: a file for each, which declares all that is particular to it, and the list of them all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.schema.kinds.article import Article
from kbsite.schema.kinds.author import Author
from kbsite.schema.kinds.calendar import Calendar
from kbsite.schema.kinds.chapter import Chapter
from kbsite.schema.kinds.front_matter import (
    FrontMatter,
    FrontShelf,
    NotBefore,
    Published,
    SectionCodes,
    SectionSpec,
)
from kbsite.schema.kinds.model import Model
from kbsite.schema.kinds.news import News
from kbsite.schema.kinds.opinion import Opinion
from kbsite.schema.kinds.page import Page
from kbsite.schema.kinds.practice import Practice
from kbsite.schema.kinds.qa import QuestionAndAnswer
from kbsite.schema.kinds.theme import ThemeIntroduction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "BUILT_IN",
    "FrontMatter",
    "FrontShelf",
    "KindChange",
    "Kinds",
    "NotBefore",
    "Published",
    "SectionCodes",
    "SectionSpec",
]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of content of a site, in display order."""

    every: tuple[type[FrontMatter], ...]
    off: tuple[type[FrontMatter], ...] = ()
    """Built-in kinds that the site has switched off."""
    language: str = "nb"
    """The language of the site, and so of a page that does not say another."""

    def __iter__(self) -> Iterator[type[FrontMatter]]:
        return iter(self.every)

    @property
    def listed(self) -> tuple[type[FrontMatter], ...]:
        """Return the kinds that are listed in indexes, feeds, theme pages and author pages."""
        return tuple(kind for kind in self.every if kind.listed)

    @property
    def folders(self) -> dict[str, type[FrontMatter]]:
        """Return the kinds by their folders below content/; a kind without a folder is left out."""
        return {kind.folder: kind for kind in self.every if kind.folder}

    @property
    def chapter(self) -> type[FrontMatter]:
        """Return the kind that is a chapter of pages of other kinds."""
        return next(kind for kind in self.every if kind.is_chapter)

    def introducing(self, what: str) -> type[FrontMatter]:
        """Return the kind that introduces an author or a theme."""
        return next(kind for kind in self.every if kind.introduces == what)

    def named(self, kind_id: str) -> type[FrontMatter]:
        """Return the kind with that id; KeyError when there is none."""
        return {kind.kind: kind for kind in self.every}[kind_id]

    def in_language(self, language: str) -> Kinds:
        """Return these kinds as they are on a site in a language."""
        if language == self.language:
            return self
        every = self.every if language in LANGUAGES else tuple(map(_english, self.every))
        return replace(self, every=every, language=language)

    def with_own(self, own: tuple[type[FrontMatter], ...]) -> Kinds:
        """Return these kinds and those that a site declares, which come after the last listed kind."""
        last = max(place for place, kind in enumerate(self.every) if kind.listed) + 1
        return replace(self, every=(*self.every[:last], *own, *self.every[last:]))

    def changed(self, changes: Iterable[KindChange]) -> Kinds:
        """Return these kinds with a site's names and folders for them, without those that it switches off."""
        by_id = {each.kind: each for each in changes}
        off = tuple(kind for kind in self.every if kind.kind in by_id and by_id[kind.kind].off)
        shown = (kind for kind in self.every if kind not in off)
        every = tuple(_changed(kind, by_id[kind.kind]) if kind.kind in by_id else kind for kind in shown)
        return replace(self, every=every, off=off)


@dataclass(frozen=True, slots=True)
class KindChange:
    """What a site says of the built-in kind with an id: "" and an empty name for what stays as it is."""

    kind: str
    folder: str = ""
    one: LocalText = field(default_factory=LocalText)
    many: LocalText = field(default_factory=LocalText)
    off: bool = False


@cache
def _changed(kind: type[FrontMatter], change: KindChange) -> type[FrontMatter]:
    create: Any = type(kind)
    made: type[FrontMatter] = create(kind.__name__, (kind,), {"__module__": kind.__module__})
    made.folder = change.folder or kind.folder
    if change.many:
        made.one, made.many = change.one, change.many
        made.front = replace(kind.front, heading=change.many) if kind.front else None
    return made


@cache
def _english(kind: type[FrontMatter]) -> type[FrontMatter]:
    """Return a kind as it is on a site in English: in a folder, and at an address, with an English name."""
    if not kind.english_folder:
        return kind
    create: Any = type(kind)
    made: type[FrontMatter] = create(kind.__name__, (kind,), {"__module__": kind.__module__})
    made.folder = kind.english_folder
    return made


BUILT_IN = Kinds(
    (
        QuestionAndAnswer,
        Article,
        Chapter,
        Practice,
        Opinion,
        News,
        Model,
        Calendar,
        Author,
        ThemeIntroduction,
        Page,
    )
)
"""Every built-in kind; a new one is a file in this folder and a line here."""
