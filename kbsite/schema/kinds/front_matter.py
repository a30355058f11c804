"""The base class of the kinds: what every kind declares, and the fields that all kinds have.

Descriptions are shown to editors, so they are in Norwegian.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the test of shown fields reads the annotations
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from kbsite.diagnostics import Location
from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import (
    Addresses,
    Authors,
    Boolean,
    Day,
    Known,
    Language,
    Resources,
    SomeAuthors,
    SomeTexts,
    Status,
    Strict,
    Text,
    Texts,
    Warnings,
)

if TYPE_CHECKING:
    from kbsite.schema.calendar_fields import Schedule
    from kbsite.schema.model_fields import Process

STAND_IN = "?"
"""The stand-in for an invalid text field, in a document that is not sound."""


@dataclass(frozen=True, slots=True)
class SectionCodes:
    """The codes of a section's problems; `text_before` is "" where such text introduces the page."""

    missing: str = "missing-section"
    empty: str = "empty-section"
    double: str = "double-section"
    misplaced: str = "misplaced-section"
    text_before: str = ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of a text: its name, and the heading that begins it, in either written standard.

    `prompt` is the placeholder in a new page's section. `keeps_heading` is false where the layout prints a heading
    of its own instead of the one in the file.
    """

    name: str
    heading: LocalText
    prompt: LocalText
    required: bool = True
    keeps_heading: bool = True
    codes: SectionCodes = SectionCodes()

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings that begin it: one, or one in each written standard."""
        return self.heading.forms


@dataclass(frozen=True, slots=True)
class FrontShelf:
    """How the newest pages of a kind are shown on the front page: above or below the themes, by `place`.

    `most` is how many are shown, `cards` whether they are cards in a row with their summaries only.
    """

    heading: LocalText
    place: int
    above_themes: bool = False
    most: int = 5
    cards: bool = False


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A rule between two dates of a page: the field `later` is not before the field `earlier`."""

    later: str
    earlier: str


class FrontMatter(Strict):
    """The fields that every kind has; a kind adds its own, and declares what else is particular to it."""

    kind: ClassVar[str]
    """Its id, as in the pages' data-kind, and the name of its layout."""
    folder: ClassVar[str]
    """Its folder below content/, also the prefix of its addresses; "" where it has none."""
    english_folder: ClassVar[str] = ""
    """The same on a site in English."""
    one: ClassVar[LocalText]
    """The name of one of its pages for readers, in both written standards."""
    many: ClassVar[LocalText]
    """The name of its pages together: the title of their index."""
    structured: ClassVar[str] = "Article"
    """The schema.org type of the page or of its subject."""
    properties: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Properties of schema.org, each with the name of the field that gives its value."""
    listed: ClassVar[bool] = False
    """Whether it is listed in indexes, feeds, theme pages and author pages."""
    chaptered: ClassVar[bool] = False
    """Whether it may have chapters."""
    is_chapter: ClassVar[bool] = False
    """Whether it is a chapter of another kind's page, in the folder of that page."""
    introduces: ClassVar[str] = ""
    """What it introduces: author or theme, whose page lists others; "" for other kinds."""
    needs_text: ClassVar[bool] = True
    """Whether a page without text is an error."""
    lead_paragraph: ClassVar[bool] = False
    """Whether the first paragraph of its text is set larger than the rest."""
    ages: ClassVar[bool] = True
    """Whether its text can go stale, so that the site's limit for reviews applies."""
    on_every_theme: ClassVar[bool] = False
    """Whether the report on themes lists themes without a page of the kind."""
    suggested_first: ClassVar[bool] = False
    """Whether the search field suggests its pages before those of other kinds."""
    empty_index: ClassVar[bool] = False
    """Whether a site without pages of the kind has its index all the same."""
    front: ClassVar[FrontShelf | None] = None
    """How its newest pages are shown on the front page; None where they are not."""
    sections: ClassVar[tuple[SectionSpec, ...]] = ()
    """The sections of its text, in order; empty where the text is free."""
    rules: ClassVar[tuple[NotBefore, ...]] = (NotBefore("updated", "date"), NotBefore("reviewed", "date"))
    """The required order of a page's dates."""
    own_after: ClassVar[str] = "authors"
    """The field after which its own fields come in a file."""
    layout_optional: ClassVar[bool] = False
    """Whether the general layout shows it where the site has no layout for the kind."""
    own_layout: ClassVar[str] = ""
    """The layout that a declaration names; "" for the one named as the kind is."""
    layout_at: ClassVar[Location] = Location("")
    """The location of that name in the declaration."""
    stand_ins: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {"title": STAND_IN, "date": KnownDate(1970, 1, 1), "themes": (STAND_IN,), "authors": (STAND_IN,)}
    )
    """Values for invalid required fields, so that the rest of the file can be checked."""

    unknown: ClassVar[Mapping[str, Any]] = MappingProxyType({"date": None, "themes": (), "authors": ()})
    """Values for required fields that nobody knows, in a page that is not kept up: a draft, or an archived one."""

    @classmethod
    def may_lack(cls, data: object) -> Mapping[str, Any]:
        """Return the fields that a file may lack, and their values then; `data` are its fields as written."""
        if not isinstance(data, dict):
            return {}
        kept_up = data.get("status") != "archived" and str(data.get("draft", "")).lower() != "true"
        return {} if kept_up else cls.unknown

    @classmethod
    def base(cls) -> str:
        """Return the prefix of its pages' addresses."""
        return f"/{cls.folder}/"

    @classmethod
    def index(cls) -> str:
        """Return the address of the index of all its pages, or "" where there is none."""
        return cls.base() if cls.folder and (cls.listed or cls.introduces) else ""

    @classmethod
    def layout(cls) -> str:
        """Return the name of its layout; an author's or theme's introduction uses it for translations only."""
        return cls.own_layout or ("page.html" if cls.introduces else f"{cls.kind}.html")

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that only this kind has."""
        return tuple(name for name in cls.model_fields if name not in FrontMatter.model_fields)

    @classmethod
    def order(cls) -> tuple[str, ...]:
        """Return the names of the fields in the order that files have them."""
        common = list(FrontMatter.model_fields)
        after = common.index(cls.own_after) + 1
        return (*common[:after], *cls.own_fields(), *common[after:])

    def named_pages(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the references to pages in the kind's own fields: the path of each value, and the value."""
        return ()

    @property
    def archived(self) -> bool:
        """Whether the page is kept for the record alone."""
        return self.status == "archived"

    def process(self) -> Process | None:
        """Return the lanes and steps that the page draws; None for a kind that draws none."""
        return None

    def schedule(self) -> Schedule | None:
        """Return the events that the page lists; None for a kind that is no calendar."""
        return None

    title: Text = declared(
        LocalText("Tittel", en="Title"), "Tittelen, som også er sidens overskrift. For en forfatter: navnet."
    )
    date: Known | None = declared(
        LocalText("Dato", en="Date"),
        "Når siden ble publisert første gang. Er datoen i framtiden, vises siden først da.",
        None,
    )
    updated: Known | None = declared(
        LocalText("Sist endret", "Sist endra", "Updated"),
        "Siste gang innholdet ble endret slik at leseren bør vite om det. Uten feltet brukes"
        " datoen for siste endring i git.",
        None,
    )
    reviewed: Day | None = declared(
        LocalText("Sist gjennomgått", en="Reviewed"), "Siste gang en fagperson gikk gjennom siden.", None
    )
    review_by: Day | None = declared(
        LocalText("Skal gjennomgås igjen innen", "Skal gåast gjennom igjen innan", "Next review by"),
        "Når siden bør gjennomgås neste gang. Går datoen ut, sier siden fra om det.",
        None,
    )
    expires: Day | None = declared(
        LocalText("Vises ikke etter", "Blir ikkje vist etter", "Not shown from"),
        "Fra denne datoen vises siden ikke lenger.",
        None,
    )
    lang: Language | None = declared(
        LocalText("Målform", en="Language"),
        "Språket siden er skrevet på. Uten feltet gjelder språket i `data/site.yaml`.",
        None,
    )
    summary: Text = declared(
        LocalText("Sammendrag", "Samandrag", "Summary"),
        "Én til tre setninger til lister, nyhetsstrøm og søk. I et spørsmål er de det korte svaret, som vises"
        " øverst på siden. Uten feltet brukes første avsnitt.",
        "",
    )
    also_asked: Texts = declared(
        LocalText("Andre spør også", "Andre spør òg", "Others also ask"),
        "Andre måter leserne spør om dette på, med de ordene de selv bruker. Søket finner siden på dem like godt"
        " som på tittelen.",
        (),
        item=LocalText("Spørsmål", en="Question"),
    )
    themes: Texts = declared(
        LocalText("Temaer", "Tema", "Topics"),
        "Temaene siden hører til, som id-er fra `data/themes.yaml`.",
        (),
        item=LocalText("Tema", en="Topic"),
    )
    law: Text = declared(
        LocalText("Lov", en="Law"),
        "Loven som et paragraftegn uten lov hører til på siden, som id fra `data/laws.yaml`. Gjelder også"
        " kapitlene i en artikkel.",
        "",
    )
    authors: Authors = declared(
        LocalText("Forfattere", "Forfattarar", "Authors"),
        "Forfatterne, som filnavn fra `content/forfattere/` uten `.md`, eller med `id`, `role` og "
        "`affiliation` slik de var da siden ble skrevet.",
        (),
        item=LocalText("Forfatter", "Forfattar", "Author"),
    )
    resources: Resources = declared(
        LocalText("Kilder og lesestoff", "Kjelder og lesestoff", "Sources and further reading"),
        "Kilder og lesestoff andre steder: `title`, `url`, og gjerne `publisher` og `year`.",
        (),
        item=LocalText("Kilde", "Kjelde", "Source"),
    )
    aliases: Addresses = declared(
        LocalText("Tidligere adresser", "Tidlegare adresser", "Earlier addresses"),
        "Tidligere adresser, som begynner med `/`. De sender leseren videre hit.",
        (),
        item=LocalText("Adresse", en="Address"),
    )
    related: Texts = declared(
        LocalText("Les også", "Les òg", "Read also"),
        "Sider som skal stå først under «Les også»: stier til `.md`-filer, eller adresser.",
        (),
        item=LocalText("Side", en="Page"),
    )
    draft: Boolean = declared(
        LocalText("Kladd", en="Draft"), "`true` for en kladd, som ikke blir publisert.", False
    )
    status: Status | None = declared(
        LocalText("Status", en="Status"),
        "`archived` for en side som er tatt vare på, men ikke holdes ved like. Den er merket øverst, står under"
        " «Arkiv» i listene og langt nede i søket.",
        None,
    )
    example: Boolean = declared(
        LocalText("Oppdiktet eksempel", "Oppdikta eksempel", "Invented example"),
        "`true` for noe som er funnet på: en kommune, en hendelse, en forfatter. Siden blir merket overalt der den"
        " vises.",
        False,
    )
    warnings_off: Warnings = declared(
        LocalText("Advarsler som ikke skal gis", "Åtvaringar som ikkje skal visast", "Warnings that are not given"),
        "Koder for advarsler som ikke skal gis for denne filen.",
        (),
    )


class Published(FrontMatter):
    """The fields that listed kinds have in common: a date, themes and authors, all required."""

    listed: ClassVar[bool] = True

    date: Known = declared(
        LocalText("Dato", en="Date"),
        "Når siden ble publisert første gang. Er datoen i framtiden, vises siden først da.",
    )
    themes: SomeTexts = declared(
        LocalText("Temaer", "Tema", "Topics"),
        "Temaene siden hører til, som id-er fra `data/themes.yaml`.",
        item=LocalText("Tema", en="Topic"),
    )
    authors: SomeAuthors = declared(
        LocalText("Forfattere", "Forfattarar", "Authors"),
        "Forfatterne, som filnavn fra `content/forfattere/` uten `.md`, eller med `id`, `role` og "
        "`affiliation` slik de var da siden ble skrevet.",
        item=LocalText("Forfatter", "Forfattar", "Author"),
    )
