"""What the files in `data/` say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.diagnostics import Location
from kbsite.model.search import SearchWords
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds import BUILT_IN

if TYPE_CHECKING:
    from kbsite.model.cms import Cms
    from kbsite.model.lexicon import Law, Term
    from kbsite.schema.kinds import Kinds


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the files in `data/` say."""

    title: LocalText
    """The site's name."""
    base_url: str
    """The address that the site lies at; ends with a slash."""
    email: str
    """Where readers send questions and report mistakes."""
    language: str
    """The language of the front page, of lists, and of pages without a field `lang`: nb or nn."""
    description: LocalText
    """What the site is, in a sentence or two; may be empty."""
    publisher: str
    """Who publishes the site; its name where nothing else is said."""
    forum_url: str
    """The address of a forum; "" where there is none."""
    menu: tuple[MenuItem, ...]
    """The links at the top of every page; without any, the kinds that have pages."""
    footer: tuple[MenuItem, ...]
    """The texts and links at the foot of every page."""
    themes: tuple[Theme, ...]
    """The themes of data/themes.yaml, in the order shown."""
    laws: tuple[Law, ...] = ()
    """The laws of data/laws.yaml, which texts are linked to where they cite them."""
    glossary: tuple[Term, ...] = ()
    """The terms of data/glossary.yaml, which are explained where texts use them."""
    review_after_months: int = 0
    """After how many months without a review a page says that it is old; 0 for never."""
    search: SearchWords = field(default_factory=SearchWords)
    """What data/search.yaml says: words that mean the same, words that are near, and pages shown first."""
    editor: str = ""
    """The address that opens a file in an editor's own program, with {file} in it; "" for the default."""
    ask: LocalText = field(default_factory=LocalText)
    """What stands at the top of the page where readers ask; empty where the layouts' own words are used."""
    unchecked: tuple[str, ...] = ()
    """What addresses on other hosts begin with that `check --external` does not ask."""
    updated_from_git: bool = True
    """Whether pages without a field `updated` show the day on which git saw their text changed."""
    cms: Cms | None = None
    """Where the content lies, for editing in the browser at /admin/; None where that is not wanted."""
    warnings_off: tuple[str, ...] = ()
    """Codes of warnings that are not reported on this site."""
    known_abbreviations: tuple[str, ...] = ()
    """Abbreviations of data/writing.yaml that need no explanation."""
    known_words: tuple[str, ...] = ()
    """Words of data/writing.yaml that the checks of language and spelling let pass."""
    attachments: tuple[str, ...] = ()
    """Endings of files that the site publishes beside those that every site may."""
    limits: Limits = Limits()
    """How large its files may be."""
    kinds: Kinds = BUILT_IN
    """The kinds of content: the built-in ones, and those of data/kinds.yaml."""

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with that id; KeyError when there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)
