"""The settings of a site, from the files in `data/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.diagnostics import Location
from kbsite.model.looks import Looks
from kbsite.model.routes import Routes
from kbsite.model.search import SearchWords
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.model.cms import Cms
    from kbsite.model.law_lock import LockedSection
    from kbsite.model.lexicon import Law, Term
    from kbsite.norwegian.forms import ChosenForm
    from kbsite.schema.kinds import Kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of `data/themes.yaml`; `at` is its place there, `sign` the address of its picture."""

    id: str
    title: LocalText
    at: Location
    summary: LocalText
    parent: str = ""
    featured: bool = False
    synonyms: tuple[str, ...] = ()
    sign: str = ""
    sign_at: Location = field(default_factory=lambda: Location("data/themes.yaml"))


_SITE = Location("data/site.yaml")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link in the menu or in the footer; `at` is the place of its address."""

    title: LocalText
    url: str
    at: Location = _SITE


BELOW = "/*"
"""The end of an address that stands for all below it too."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An earlier address and where it leads; `below` says that all below it goes along. Both end in "/" then."""

    old: str
    new: str
    old_at: Location = _SITE
    new_at: Location = _SITE
    below: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page that editors put on the front page, as it is written; `at` is its place."""

    page: str
    at: Location = _SITE


THEMES = "themes"
"""What the themes are called in the order of the front page."""


@dataclass(frozen=True, slots=True)
class Front:
    """What editors choose for the front page: pages that many ask for, and examples of searches."""

    questions: tuple[Chosen, ...] = ()
    searches: tuple[LocalText, ...] = ()
    heading: LocalText = field(default_factory=LocalText)
    text: LocalText = field(default_factory=LocalText)
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How large files may be: texts, pictures and attachments in bytes, and pictures in pixels too."""

    text: int = 2_000_000
    picture: int = 10_000_000
    attachment: int = 50_000_000
    pixels: int = 50_000_000


@dataclass(frozen=True, slots=True)
class License:
    """What others may do with the content: the licence's name, and its address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a site."""

    title: LocalText
    """The site's name."""
    base_url: str
    """The address of the site, with a trailing slash."""
    home_url: str = ""
    """The address that the settings say, where the site is built for another one."""
    email: str
    """Where readers send questions and report mistakes."""
    language: str
    """The language of the front page, of lists, and of pages without a field `lang`: nb or nn."""
    description: LocalText
    """A description of the site in a sentence or two; may be empty."""
    publisher: str
    """Who publishes the site; by default its title."""
    forum_url: str
    """The address of a forum; "" where there is none."""
    license: License | None = None
    """The licence of the content; None where the settings name none."""
    others: tuple[MenuItem, ...] = ()
    """Addresses of data/site.yaml that are in no menu, such as the forum's."""
    menu: tuple[MenuItem, ...]
    """The links at the top of every page; without any, the kinds that have pages."""
    footer: tuple[MenuItem, ...]
    """The texts and links at the foot of every page."""
    themes: tuple[Theme, ...]
    """The themes of data/themes.yaml, in the order shown."""
    laws: tuple[Law, ...] = ()
    """The laws of data/laws.yaml, which texts are linked to where they cite them."""
    law_lock: Mapping[tuple[str, str], LockedSection] = field(default_factory=dict)
    """What is known of each section that pages cite, by the law's id and the section; of data/laws.lock.yaml."""
    glossary: tuple[Term, ...] = ()
    """The terms of data/glossary.yaml, which are explained where texts use them."""
    review_after_months: int = 0
    """After how many months without a review a page says that it is old; 0 for never."""
    search: SearchWords = field(default_factory=SearchWords)
    """The search settings: synonyms, related words, and best bets."""
    editor: str = ""
    """The address that opens a file in an editor's own program, with {file} in it; "" for the default."""
    front: Front = Front()
    """The pages and searches that editors put on the front page."""
    ask: LocalText = field(default_factory=LocalText)
    """The introduction of the page where readers ask; empty for that of the layouts."""
    unchecked: tuple[str, ...] = ()
    """Prefixes of external addresses that `check --external` skips."""
    updated_from_git: bool = True
    """Whether pages without a field `updated` show the day on which git saw their text changed."""
    hosting: str = ""
    """The host that settings are made for, one of `model.hosting.HOSTS`; "" for none."""
    precompress: bool = False
    """Whether text files lie compressed (`.br`, `.gz`) beside those that they are of."""
    pdf: bool = False
    """Whether articles with chapters, themes and the glossary are published as PDF files too."""
    cms: Cms | None = None
    """The settings of editing in the browser at /admin/; None where it is off."""
    warnings_off: tuple[str, ...] = ()
    """Codes of warnings that are not reported on this site."""
    known_abbreviations: tuple[str, ...] = ()
    """Abbreviations of data/writing.yaml that need no explanation."""
    known_words: tuple[str, ...] = ()
    """Words of data/writing.yaml that the checks of language and spelling accept."""
    forms: tuple[ChosenForm, ...] = ()
    """The forms of words that data/writing.yaml chooses."""
    attachments: tuple[str, ...] = ()
    """Additional file extensions that the site publishes."""
    limits: Limits = Limits()
    """How large its files may be."""
    looks: Looks = field(default_factory=Looks)
    """Its colours, typefaces and mark."""
    routes: Routes = field(default_factory=Routes)
    """The addresses that it has without a file of content."""
    redirects: tuple[Redirect, ...] = ()
    """Earlier addresses of its routes, of kinds, or of other pages."""
    kinds: Kinds = BUILT_IN
    """The kinds of content: the built-in ones, and those of data/kinds.yaml."""

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with that id; raises KeyError when there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)
