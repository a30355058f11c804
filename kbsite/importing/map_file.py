"""The map of an import: what only a person knows about the old pages. The descriptions are for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from kbsite.diagnostics import Location, nearest, problem
from kbsite.importing.forms.html import Selectors, is_selector
from kbsite.model import Source
from kbsite.norwegian.names_and_dates import slug
from kbsite.read.data_files import fields_of
from kbsite.schema.field_types import Addresses, Boolean, Language, SomeTexts, Strict, Text, Texts, expected
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config

IMPORTED = ("archived", "draft")
"""What an imported page can be: kept for the record, or a draft."""


def _status(value: str) -> str:
    if value not in IMPORTED:
        raise expected("@import_status")
    return value


def _selectors(value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(is_selector, value)):
        raise expected("@css_selector")
    return value


def _listed(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


def _mapping(value: object) -> object:
    if not isinstance(value, dict):
        raise expected("@mapping")
    return value


ImportStatus = Annotated[Text, AfterValidator(_status)]
CssSelectors = Annotated[Texts, AfterValidator(_selectors)]
TextMap = Annotated[dict[str, Text], BeforeValidator(_mapping)]
ListMap = Annotated[dict[str, SomeTexts], BeforeValidator(_mapping)]
AddressMap = Annotated[dict[str, Addresses], BeforeValidator(_mapping)]


class Defaults(Strict):
    """What a page is where no rule says it."""

    kind: Text = Field("article", description="Innholdstypen der verken regler eller tekst sier den.")
    themes: Texts = Field((), description="Temaene der ingen regel sier dem.")
    authors: Texts = Field((), description="Forfatterne der siden selv ikke sier hvem. Utelatt: ingen.")
    lang: Language | None = Field(None, description="Målformen der teksten er for kort til å vise den.")


class Rule(Strict):
    """What holds for pages by their address or file; the first rule that gives a value counts."""

    address: Texts = Field((), description="Adresser: begynnelsen, eller med `*` for hva som helst.")
    file: Texts = Field((), description="Filer i kilden: begynnelsen, eller med `*` for hva som helst.")
    kind: Text = Field("", description="Innholdstypen.")
    themes: Texts = Field((), description="Temaene.")
    authors: Texts = Field((), description="Forfatterne der siden selv ikke sier hvem.")
    municipality: Text = Field("", description="Kommunen i praksiseksempler.")
    status: ImportStatus = Field("", description="`archived` eller `draft`.")
    skip: Boolean = Field(False, description="`true` for sider som ikke skal hentes, som oversikter og søk.")
    chapters: Boolean = Field(True, description="`false` når sidene under ikke er kapitler.")


Rules = Annotated[tuple[Rule, ...], BeforeValidator(_listed)]


class Marks(Strict):
    """CSS selectors of the parts of saved web pages."""

    body: CssSelectors = Field((), description="Der selve teksten står.")
    title: CssSelectors = Field((), description="Tittelen.")
    byline: CssSelectors = Field((), description="Hvem som har skrevet.")
    date: CssSelectors = Field((), description="Datoen.")
    cut: CssSelectors = Field((), description="Det som skal bort.")


class MapFile(Strict):
    """The fields of the map."""

    hosts: Texts = Field((), description="Vertsnavn som er samme nettsted. Det første er hovednavnet.")
    status: ImportStatus = Field("draft", description="`archived` eller `draft` for alle sidene.")
    otherwise: Defaults = Field(Defaults(), description="Det som gjelder der ingenting annet er sagt.")
    rules: Rules = Field((), description="Regler etter adresse eller fil. Den første som passer, gjelder.")
    marks: Marks = Field(Marks(), description="CSS-velgere for delene av lagrede nettsider.")
    debris: Texts = Field((), description="Linjer som ikke er innhold. `*` står for hva som helst.")
    names: ListMap = Field({}, description="Navn, og andre skrivemåter av det samme navnet.")
    columns: TextMap = Field({}, description="Felt, og hva kolonnen heter i tabellen.")
    addresses: AddressMap = Field({}, description="Filer i kilden, og adressene de hadde.")
    alt: TextMap = Field({}, description="Bildefiler i kilden, og alternativ tekst til dem.")

    def selectors(self) -> Selectors:
        """Return the CSS selectors."""
        return Selectors(**{name: getattr(self.marks, name) for name in Marks.model_fields})


def read_map(name: str, data: bytes, config: Config) -> tuple[MapFile, tuple[Diagnostic, ...]]:
    """Return a map, and its problems: those of its fields, and names that the site does not know."""
    checked = validate(MapFile, fields_of(Source(name, data)), {})
    found: MapFile = checked.value
    return found, (*checked.problems, *_unknown(found, name, config))


def _unknown(found: MapFile, name: str, config: Config) -> list[Diagnostic]:
    """Return a problem for each theme and kind that the site does not have."""
    themes = {theme.id for theme in config.themes}
    kinds = {kind.kind for kind in config.kinds.listed} | {"page"}
    at, wrong = Location(name), []
    rules: tuple[Defaults | Rule, ...] = (found.otherwise, *found.rules)
    for rule in rules:
        for theme in rule.themes:
            if theme not in themes:
                near = nearest(theme, themes)
                wrong.append(problem(at, "unknown-theme", theme=theme, id=slug(theme) or "id", near=near))
        if rule.kind and rule.kind not in kinds:
            known = ", ".join(sorted(kinds))
            near = nearest(rule.kind, kinds)
            wrong.append(problem(at, "unknown-choice", field="kind", value=rule.kind, near=near, known=known))
    return wrong
