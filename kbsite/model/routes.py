"""The addresses that a site has without a file of content, as its language or `data/site.yaml` names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteNames:
    """The parts of addresses that have a name in each language; those of `CHOSEN` can be set by a site."""

    search: str = "search"
    ask: str = "ask-us"
    glossary: str = "glossary"
    laws: str = "laws"
    whole: str = "whole"
    content_list: str = "content"
    calendar: str = "calendar"
    citation: str = "cite"
    index: str = "index"
    suggestions: str = "suggestions"
    sharing: str = "sharing"
    version: str = "version"
    theme: str = "topic"
    question: str = "question"
    literal: str = "exact"
    main: str = "main_content"
    words: str = "words"
    pages: str = "pages"
    frequent: str = "frequent"
    answers: str = "answers"
    editions: str = "editions"
    part: str = "part"
    pictures: str = "images"
    section: str = "section"
    chapter: str = "chapter"
    others: str = "other-pages"


_NORWEGIAN = RouteNames(
    search="sok",
    ask="spor-oss",
    glossary="ordliste",
    laws="lover",
    whole="hele",
    content_list="innhold",
    calendar="kalender",
    citation="siter",
    index="indeks",
    suggestions="forslag",
    sharing="deling",
    version="versjon",
    theme="tema",
    question="sporsmal",
    literal="ordrett",
    main="innhold",
    words="ord",
    pages="sider",
    frequent="vanlige",
    answers="oppslag",
    editions="utgaver",
    part="del",
    pictures="bilder",
    section="paragraf",
    chapter="kapittel",
    others="andre-sider",
)

_BY_LANGUAGE = {"nb": _NORWEGIAN, "nn": _NORWEGIAN}

CHOSEN = ("search", "ask", "glossary", "laws", "whole", "content_list", "calendar", "citation")
"""The names that a site can choose in `routes` of `data/site.yaml`."""

AT_THE_TOP = ("search", "ask", "glossary", "laws")
"""Those of them that are folders at the site's root, as the folders of kinds are."""


def names_in(language: str) -> RouteNames:
    """Return the names on a site in a language; English ones where it has none of its own."""
    return _BY_LANGUAGE.get(language, RouteNames())


@dataclass(frozen=True, slots=True)
class Routes:
    """The addresses that follow from the names."""

    names: RouteNames = _NORWEGIAN

    @property
    def search(self) -> str:
        """The address of the search page."""
        return f"/{self.names.search}/"

    @property
    def suggestions(self) -> str:
        """The address of what the search field suggests."""
        return f"{self.search}{self.names.suggestions}.json"

    @property
    def index(self) -> str:
        """Where the search index lies: each edition in a folder of its own, named by its content."""
        return f"{self.search}{self.names.index}/"

    @property
    def search_words(self) -> str:
        """The file of an edition that tells the search page of words."""
        return f"{self.names.words}.json"

    @property
    def search_pages(self) -> str:
        """The file of an edition that tells the search page of pages."""
        return f"{self.names.pages}.json"

    @property
    def search_frequent(self) -> str:
        """The file of an edition with words that are common in the language."""
        return f"{self.names.frequent}.json"

    @property
    def search_answers(self) -> str:
        """The file of an edition with what the search says of laws and terms."""
        return f"{self.names.answers}.json"

    @property
    def editions(self) -> str:
        """The file beside the editions that names them, the newest first."""
        return f"{self.names.editions}.txt"

    @property
    def ask(self) -> str:
        """The address of the page where readers ask."""
        return f"/{self.names.ask}/"

    @property
    def laws(self) -> str:
        """The address of the register of laws."""
        return f"/{self.names.laws}/"

    @property
    def glossary(self) -> str:
        """The address of the glossary."""
        return f"/{self.names.glossary}/"

    @property
    def whole(self) -> str:
        """The suffix to a page's address of the page with all its chapters."""
        return f"{self.names.whole}/"

    @property
    def calendar(self) -> str:
        """The file of events to subscribe to, next to each calendar."""
        return f"{self.names.calendar}.ics"

    @property
    def bibtex(self) -> str:
        """The file with the reference as BibTeX, next to each page of content."""
        return f"{self.names.citation}.bib"

    @property
    def ris(self) -> str:
        """The file with the reference as RIS, next to each page of content."""
        return f"{self.names.citation}.ris"

    @property
    def content_list(self) -> str:
        """The address of the list of all pages for other programs."""
        return f"/{self.names.content_list}.json"

    @property
    def content_schema(self) -> str:
        """The address of the description of that list's form."""
        return f"/{self.names.content_list}.schema.json"

    @property
    def sharing(self) -> str:
        """The folder of the pictures for sharing."""
        return f"assets/{self.names.sharing}/"

    @property
    def top(self) -> frozenset[str]:
        """The folders at the site's root, which no kind can have."""
        return frozenset(getattr(self.names, name) for name in AT_THE_TOP)
