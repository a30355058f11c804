"""The register of laws and the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.parts import DateView, FileView, LinkView
    from kbsite.render.views.site import Head


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A law that pages name or refer to, with its short title; `count` pages do, `sections` are those they cite."""

    title: str
    full_title: str
    href: str
    abbreviation: str
    count: int
    sections: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LawIndex:
    """The register of laws (laws.html): those that a page names or refers to."""

    head: Head
    laws: tuple[LawEntry, ...]


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page or a word of the glossary that refers to a law; `reviewed` is the day of a page's last review.

    `lang` is its language where that differs. `example` is whether the page is invented, `archived` whether it is
    kept for the record alone.
    """

    title: str
    href: str
    kind: str
    lang: str
    reviewed: DateView | None
    example: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class LawSection:
    """A section or a whole chapter of a law: `number` such as 1-7 d, its address at Lovdata, the pages on it.

    `changed` is the day of its last change, where that is known; `mark` stands before the number.
    """

    id: str
    number: str
    lovdata: str
    pages: tuple[CitingPage, ...]
    is_chapter: bool
    changed: DateView | None
    mark: str = "§"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage:
    """A law (law.html): its sections that pages refer to, in the order of the law.

    `others` are the pages that name the law and refer to no section of it. `count` pages name the law or
    refer to it, and `words` of the glossary.
    """

    head: Head
    title: str
    full_title: str
    abbreviation: str
    lovdata: str
    count: int
    sections: tuple[LawSection, ...]
    others: tuple[CitingPage, ...]
    words: int = 0
    source: str = "Lovdata"


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word of the glossary; `id` is its anchor, `synonyms` are other words for the same."""

    id: str
    term: str
    abbreviation: str
    definition: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words under one letter."""

    letter: str
    words: tuple[WordEntry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The glossary in Norwegian alphabetical order (glossary.html), and perhaps a PDF of it."""

    head: Head
    letters: tuple[WordGroup, ...]
    pdf: FileView | None = None
