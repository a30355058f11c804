"""The kinds of content, one class each: the only place that knows a kind's fields, folder and names.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.field_types import (
    Addresses,
    Authors,
    Boolean,
    Day,
    Email,
    Language,
    Resources,
    SomeAuthors,
    SomeTexts,
    Strict,
    Text,
    Texts,
    Warnings,
)
from kbsite.schema.model_fields import Lanes, Steps


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A part that a text must have: its name in the pages' data-part, and the heading that begins it."""

    name: str
    heading: str


class FrontMatter(Strict):
    """The fields that every kind has; a kind adds its own, and says what else is particular to it."""

    kind: ClassVar[str]
    """The name of the kind in data-kind, in layouts and on the command line."""
    folder: ClassVar[str]
    """The folder below content/ and the first part of its addresses; "" where pages lie in other pages' folders."""
    one: ClassVar[LocalText]
    """What readers call one of its pages, in both written standards."""
    many: ClassVar[LocalText]
    """What readers call its pages together: the title of their index."""
    structured: ClassVar[str] = "Article"
    """The schema.org type of the page."""
    listed: ClassVar[bool] = False
    """Whether it stands in indexes, feeds, theme pages and author pages."""
    chaptered: ClassVar[bool] = False
    """Whether it may have chapters."""
    is_index: ClassVar[bool] = False
    """Whether it introduces a page that gathers others: an author's or a theme's."""
    needs_text: ClassVar[bool] = True
    """Whether a page without text is an error."""
    ages: ClassVar[bool] = True
    """Whether what it says is taken to hold until it is changed, so that the site's limit for review applies."""
    empty_index: ClassVar[bool] = True
    """Whether its index is there on a site that has no page of the kind."""
    sections: ClassVar[tuple[SectionSpec, ...]] = ()
    """The parts that its text must have, in their order; none where the text is free."""
    own_after: ClassVar[str] = "authors"
    """The field that those of its own follow in a file."""
    shown: ClassVar[tuple[str, ...]] = ()
    """Fields of its own that its layout shows, as page.fields.NAME."""

    @classmethod
    def base(cls) -> str:
        """Return what the addresses of its pages begin with."""
        return f"/{cls.folder}/"

    @classmethod
    def index(cls) -> str:
        """Return the address of the index of all its pages, or "" where there is none."""
        return cls.base() if cls.folder else ""

    @classmethod
    def layout(cls) -> str:
        """Return the name of the layout that shows it; what gathers others has this one for translations alone."""
        return "page.html" if cls.is_index else f"{cls.kind}.html"

    @classmethod
    def order(cls) -> tuple[str, ...]:
        """Return the names of the fields in the order that a file has them."""
        common = list(FrontMatter.model_fields)
        after = common.index(cls.own_after) + 1
        own = [name for name in cls.model_fields if name not in common]
        return (*common[:after], *own, *common[after:])

    def named_pages(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the pages that fields of the kind's own name: the path of each value, and the value."""
        return ()

    title: Text = Field(description="Tittelen, som også er sidens overskrift. For en forfatter: navnet.")
    date: Day | None = Field(
        None, description="Når siden ble publisert første gang. Er datoen i framtiden, vises siden først da."
    )
    updated: Day | None = Field(
        None,
        description="Siste gang innholdet ble endret slik at leseren bør vite om det. Uten feltet brukes"
        " datoen for siste endring i git.",
    )
    reviewed: Day | None = Field(None, description="Siste gang en fagperson gikk gjennom siden.")
    review_by: Day | None = Field(
        None, description="Når siden bør gjennomgås neste gang. Går datoen ut, sier siden fra om det."
    )
    expires: Day | None = Field(None, description="Fra denne datoen vises siden ikke lenger.")
    lang: Language | None = Field(
        None, description="Språket siden er skrevet på. Uten feltet gjelder språket i `data/site.yaml`."
    )
    summary: Text = Field(
        "",
        description="En eller to setninger til lister, nyhetsstrøm og søk. Uten feltet brukes første avsnitt.",
    )
    themes: Texts = Field((), description="Temaene siden hører til, som id-er fra `data/themes.yaml`.")
    authors: Authors = Field(
        (),
        description="Forfatterne, som filnavn fra `content/forfattere/` uten `.md`, eller med `id`, `role` og "
        "`affiliation` slik de var da siden ble skrevet.",
    )
    resources: Resources = Field(
        (), description="Kilder og lesestoff andre steder: `title`, `url`, og gjerne `publisher` og `year`."
    )
    aliases: Addresses = Field(
        (), description="Tidligere adresser, som begynner med `/`. De sender leseren videre hit."
    )
    related: Texts = Field(
        (), description="Sider som skal stå først under «Les også»: stier til `.md`-filer, eller adresser."
    )
    draft: Boolean = Field(False, description="`true` for en kladd, som ikke blir publisert.")
    warnings_off: Warnings = Field((), description="Koder for advarsler som ikke skal gis for denne filen.")


class Published(FrontMatter):
    """What the kinds that are listed have in common: a date, themes and authors, all required."""

    listed: ClassVar[bool] = True

    date: Day = Field(
        description="Når siden ble publisert første gang. Er datoen i framtiden, vises siden først da."
    )
    themes: SomeTexts = Field(description="Temaene siden hører til, som id-er fra `data/themes.yaml`.")
    authors: SomeAuthors = Field(
        description="Forfatterne, som filnavn fra `content/forfattere/` uten `.md`, eller med `id`, `role` og "
        "`affiliation` slik de var da siden ble skrevet."
    )


class QuestionAndAnswer(Published):
    """A question from a municipality and the answer to it."""

    kind: ClassVar[str] = "qa"
    folder: ClassVar[str] = "sporsmal-og-svar"
    one: ClassVar[LocalText] = LocalText("Spørsmål og svar", "Spørsmål og svar")
    many: ClassVar[LocalText] = LocalText("Spørsmål og svar", "Spørsmål og svar")
    structured: ClassVar[str] = "QAPage"
    sections: ClassVar[tuple[SectionSpec, ...]] = (
        SectionSpec("question", "Spørsmål"),
        SectionSpec("answer", "Svar"),
    )
    shown: ClassVar[tuple[str, ...]] = ("asked_by",)

    asked_by: Text = Field(
        "", description="Rollen til den som spurte, aldri et navn: «planlegger i en liten kommune»."
    )
    question_lang: Language | None = Field(
        None, description="Språket spørsmålet er skrevet på, når det er et annet enn svarets."
    )


class Article(Published):
    """An article, which may have chapters."""

    kind: ClassVar[str] = "article"
    folder: ClassVar[str] = "artikler"
    one: ClassVar[LocalText] = LocalText("Artikkel", "Artikkel")
    many: ClassVar[LocalText] = LocalText("Artikler", "Artiklar")
    chaptered: ClassVar[bool] = True


class Practice(Published):
    """An example of practice from a municipality."""

    kind: ClassVar[str] = "practice"
    folder: ClassVar[str] = "praksis"
    one: ClassVar[LocalText] = LocalText("Praksiseksempel", "Praksisdøme")
    many: ClassVar[LocalText] = LocalText("Praksiseksempler", "Praksisdøme")
    chaptered: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("municipality",)

    municipality: Text = Field("", description="Kommunen der arbeidet ble gjort.")


class Opinion(Published):
    """An op-ed: the opinion of the one who signs it."""

    kind: ClassVar[str] = "opinion"
    folder: ClassVar[str] = "kronikker"
    one: ClassVar[LocalText] = LocalText("Kronikk", "Kronikk")
    many: ClassVar[LocalText] = LocalText("Kronikker", "Kronikkar")
    structured: ClassVar[str] = "OpinionNewsArticle"
    chaptered: ClassVar[bool] = True
    ages: ClassVar[bool] = False


class News(Published):
    """A news item."""

    kind: ClassVar[str] = "news"
    folder: ClassVar[str] = "aktuelt"
    one: ClassVar[LocalText] = LocalText("Aktuelt", "Aktuelt")
    many: ClassVar[LocalText] = LocalText("Aktuelt", "Aktuelt")
    structured: ClassVar[str] = "NewsArticle"
    ages: ClassVar[bool] = False


class Model(Published):
    """A clickable model: steps in lanes that run side by side, each with the pages on it."""

    kind: ClassVar[str] = "model"
    folder: ClassVar[str] = "modeller"
    one: ClassVar[LocalText] = LocalText("Modell", "Modell")
    many: ClassVar[LocalText] = LocalText("Modeller", "Modellar")
    empty_index: ClassVar[bool] = False

    lanes: Lanes = Field(
        description="Løpene, i den rekkefølgen de står ved siden av hverandre. To eller tre.",
        examples=[[{"id": "arbeidet", "title": "Arbeidet"}]],
    )
    steps: Steps = Field(
        description="Stegene, i den rekkefølgen de skal leses.",
        examples=[
            [
                {
                    "id": "start",
                    "lane": "arbeidet",
                    "title": "Start",
                    "text": "Det første steget.",
                    "next": ["slutt"],
                },
                {"id": "slutt", "lane": "arbeidet", "title": "Slutt", "text": "Det siste steget."},
            ]
        ],
    )

    def named_pages(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the pages of the steps."""
        return tuple(
            (("steps", i, "pages", j), page)
            for i, step in enumerate(self.steps)
            for j, page in enumerate(step.pages)
        )


class Chapter(FrontMatter):
    """A chapter of an article, a practice example or an op-ed; it has the themes and authors of that."""

    kind: ClassVar[str] = "chapter"
    folder: ClassVar[str] = ""
    one: ClassVar[LocalText] = LocalText("Kapittel", "Kapittel")
    many: ClassVar[LocalText] = LocalText("Kapitler", "Kapittel")


class Author(FrontMatter):
    """An author: a person or an editorial desk."""

    kind: ClassVar[str] = "author"
    folder: ClassVar[str] = "forfattere"
    one: ClassVar[LocalText] = LocalText("Forfatter", "Forfattar")
    many: ClassVar[LocalText] = LocalText("Forfattere", "Forfattarar")
    structured: ClassVar[str] = "ProfilePage"
    is_index: ClassVar[bool] = True
    needs_text: ClassVar[bool] = False
    own_after: ClassVar[str] = "lang"

    role: Text = Field("", description="Rollen forfatteren har i dag.")
    affiliation: Text = Field("", description="Arbeidsstedet forfatteren har i dag.")
    email: Email | None = Field(None, description="E-postadressen som vises på forfatterens side.")


class ThemeIntroduction(FrontMatter):
    """The introduction of a theme, in the file that is named for the theme's id."""

    kind: ClassVar[str] = "theme"
    folder: ClassVar[str] = "tema"
    one: ClassVar[LocalText] = LocalText("Tema", "Tema")
    many: ClassVar[LocalText] = LocalText("Temaer", "Tema")
    structured: ClassVar[str] = "CollectionPage"
    is_index: ClassVar[bool] = True


class Page(FrontMatter):
    """A plain page, such as the one on privacy."""

    kind: ClassVar[str] = "page"
    folder: ClassVar[str] = "sider"
    one: ClassVar[LocalText] = LocalText("Side", "Side")
    many: ClassVar[LocalText] = LocalText("Sider", "Sider")
    structured: ClassVar[str] = "WebPage"

    @classmethod
    def base(cls) -> str:
        """Return the site's root: /personvern/ is the address of such a page."""
        return "/"

    @classmethod
    def index(cls) -> str:
        """Return that there is no index of plain pages."""
        return ""


KINDS: tuple[type[FrontMatter], ...] = (
    QuestionAndAnswer,
    Article,
    Chapter,
    Practice,
    Opinion,
    News,
    Model,
    Author,
    ThemeIntroduction,
    Page,
)
"""Every kind of content, in the order that a site shows them."""

LISTED = tuple(kind for kind in KINDS if kind.listed)
