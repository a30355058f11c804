"""The register of laws and the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.render.views.parts import LinkView
    from kbsite.render.views.site import Head


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A law that texts refer to, with its short title; `count` is how often, `sections` leads to each section."""

    title: str
    full_title: str
    href: str
    abbreviation: str
    count: int
    sections: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LawIndex:
    """The register of laws (laws.html)."""

    head: Head
    laws: tuple[LawEntry, ...]


@dataclass(frozen=True, slots=True)
class LawSection:
    """A section of a law: `number` such as 1-7 d, its address at Lovdata, and the pages that refer to it."""

    id: str
    number: str
    lovdata: str
    pages: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage:
    """A law (law.html): its sections that pages refer to, in the order of the law."""

    head: Head
    title: str
    full_title: str
    abbreviation: str
    lovdata: str
    count: int
    sections: tuple[LawSection, ...]


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
    """The glossary in Norwegian alphabetical order (glossary.html)."""

    head: Head
    letters: tuple[WordGroup, ...]
