"""What the files in `data/` say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.diagnostics import Location
from kbsite.model.search import SearchWords
from kbsite.norwegian.local_text import LocalText

if TYPE_CHECKING:
    from kbsite.model.cms import Cms
    from kbsite.model.lexicon import Law, Term


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as `data/themes.yaml` lists it; `at` is where it stands there."""

    id: str
    title: LocalText
    at: Location
    summary: LocalText
    parent: str = ""
    featured: bool = False
    synonyms: tuple[str, ...] = ()


_SITE = Location("data/site.yaml")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link in the menu or at the foot of every page; `at` is where its address stands."""

    title: LocalText
    url: str
    at: Location = _SITE


@dataclass(frozen=True, slots=True)
class Limits:
    """How large files may be: texts, pictures and attachments in bytes, and pictures in pixels too."""

    text: int = 2_000_000
    picture: int = 10_000_000
    attachment: int = 50_000_000
    pixels: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Config:
    """What the files in `data/` say; `base_url` ends with a slash.

    `review_after_months` is 0 where pages may grow old without a word; `editor` is the address that opens a file;
    `ask` is empty where the layouts themselves say what readers can ask about; `unchecked` is what
    addresses on other hosts begin with that are not asked whether they work.
    `warnings_off` are codes of warnings that are not told, and `known_…` what the writing helps pass over.
    `attachments` are endings of files that the site publishes beside those that every site may.
    """

    title: LocalText
    base_url: str
    email: str
    language: str
    description: LocalText
    publisher: str
    forum_url: str
    menu: tuple[MenuItem, ...]
    footer: tuple[MenuItem, ...]
    themes: tuple[Theme, ...]
    laws: tuple[Law, ...] = ()
    glossary: tuple[Term, ...] = ()
    review_after_months: int = 0
    search: SearchWords = field(default_factory=SearchWords)
    editor: str = ""
    ask: LocalText = field(default_factory=LocalText)
    unchecked: tuple[str, ...] = ()
    updated_from_git: bool = True
    cms: Cms | None = None
    warnings_off: tuple[str, ...] = ()
    known_abbreviations: tuple[str, ...] = ()
    known_words: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    limits: Limits = Limits()

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with that id; KeyError when there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)
