"""A kind of content that a site declares in `data/kinds.yaml` → a class like those of the built-in kinds.

Descriptions are shown to editors, so they are in Norwegian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, TypeAdapter, ValidationError, create_model

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import AsJson, Boolean, Id, Local, OrJson, SomeTexts, Strict, Text, expected
from kbsite.schema.kinds.front_matter import STAND_IN, FrontMatter, FrontShelf, NotBefore, Published, SectionSpec
from kbsite.schema.shown_fields import TYPES

if TYPE_CHECKING:
    from kbsite.diagnostics import Location

_FIELD = r"[a-zæøå][a-z0-9æøå_]*"
_LAYOUT = r"[a-z0-9_-]+(\.html)?"
_SCHEMA_ORG = r"[A-Z][A-Za-z]+"

PLACES = ("above", "below")
"""The places on the front page for a kind's newest pages: above the themes, or below them."""

_PROMPT = LocalText("Skriv teksten her.", en="Write the text here.")
"""The placeholder of a section whose declaration has none."""

_LAST = 100
"""The sort key on the front page of a kind that a site declares: after the built-in ones."""


def _field_name(value: str) -> str:
    if not re.fullmatch(_FIELD, value):
        raise expected("@field_name")
    return value


def _layout(value: str) -> str:
    if not re.fullmatch(_LAYOUT, value):
        raise expected("@layout_name")
    return value if value.endswith(".html") else f"{value}.html"


def _schema_org(value: Any) -> Any:
    return {"type": value} if isinstance(value, str) else value


def _schema_type(value: str) -> str:
    if not re.fullmatch(_SCHEMA_ORG, value):
        raise expected("@schema_org")
    return value


def _pairs(value: Any) -> Any:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise expected("@mapping")
    return tuple(value.items())


def _listed(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


def _example(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if not isinstance(value, str | tuple):
        raise expected("@text")
    return value


FieldName = Annotated[Text, AfterValidator(_field_name)]
LayoutName = Annotated[Text, AfterValidator(_layout)]
SchemaType = Annotated[Text, AfterValidator(_schema_type)]
Properties = Annotated[
    tuple[tuple[str, str], ...],
    BeforeValidator(_pairs),
    AsJson({"type": "object", "additionalProperties": {"type": "string"}}),
]
Example = Annotated[Any, BeforeValidator(_example)]


class NameEntry(Strict):
    """The names of a kind."""

    one: Local = declared(LocalText("Én", en="One"), "Hva én side kalles: «Kurs».")
    many: Local = declared(
        LocalText("Flere", "Fleire", "Several"), "Hva flere kalles: «Kurs». Overskriften på listen."
    )


class FieldEntry(Strict):
    """A field that a kind adds to those of every kind."""

    name: FieldName = declared(
        LocalText("Navn", "Namn", "Name"), "Navnet på feltet, slik det skrives i filene: `start`."
    )
    type: Text = declared(
        LocalText("Type", en="Type"),
        "Hva slags verdi feltet har: `text`, `markdown`, `date`, `url`, `email`, `number`, `boolean` eller `list`.",
    )
    label: Local = declared(
        LocalText("Ledetekst", "Leietekst", "Label"),
        "Det leserne ser foran verdien. Uten dette brukes navnet.",
        LocalText(),
    )
    required: Boolean = declared(
        LocalText("Må være med", "Må vere med", "Required"), "`true` når feltet må være med.", False
    )
    help: Local = declared(
        LocalText("Forklaring", en="Explanation"),
        "Forklaringen redaktørene får i nye filer og i skjemaer.",
        LocalText(),
    )
    example: Example = declared(
        LocalText("Eksempel", "Døme", "Example"), "Verdien en ny fil begynner med, når feltet må være med.", None
    )
    not_before: Text = declared(
        LocalText("Ikke før", "Ikkje før", "Not before"),
        "For en dato: et annet datofelt som denne ikke kan ligge før.",
        "",
    )


Fields = Annotated[tuple[FieldEntry, ...], BeforeValidator(_listed)]


class SectionEntry(Strict):
    """A part of the text of a kind's own."""

    name: Id = declared(LocalText("Navn", "Namn", "Name"), "Navnet på delen i maler: `method`.")
    heading: Local = declared(
        LocalText("Overskrift", en="Heading"), "Overskriften som delen begynner med, uten `##`."
    )
    required: Boolean = declared(
        LocalText("Må være med", "Må vere med", "Required"),
        "`false` når delen kan mangle. Uten feltet: `true`.",
        True,
    )
    help: Local = declared(
        LocalText("Forklaring", en="Explanation"),
        "Det en ny fil sier under overskriften, til noen har skrevet teksten.",
        LocalText(),
    )


Sections = Annotated[tuple[SectionEntry, ...], BeforeValidator(_listed)]


class SchemaOrgEntry(Strict):
    """The schema.org type and properties of a kind's pages."""

    type: SchemaType = declared(LocalText("Type", en="Type"), "Typen hos schema.org: `Event`.")
    properties: Properties = declared(
        LocalText("Egenskaper", "Eigenskapar", "Properties"),
        "Egenskaper hos schema.org, hver med feltet som har verdien.",
        (),
    )


SchemaOrg = Annotated[SchemaOrgEntry, BeforeValidator(_schema_org), OrJson(({"type": "string"},))]


class KindEntry(Strict):
    """A kind of content in `data/kinds.yaml`."""

    id: Id = declared(LocalText("Id", en="Id"), "Innholdstypens navn i maler og kommandoer: `course`.")
    folder: Id = declared(
        LocalText("Mappe", en="Folder"), "Mappen i `content/`, som også er begynnelsen på adressene."
    )
    name: NameEntry = declared(LocalText("Navn", "Namn", "Name"), "Hva innholdstypen kalles, med `one` og `many`.")
    fields: Fields = declared(
        LocalText("Felter", "Felt", "Fields"), "Feltene sidene har i tillegg til de felles.", ()
    )
    sections: Sections = declared(
        LocalText("Deler", "Delar", "Parts"),
        "Delene av teksten, hver med sin overskrift, i rekkefølge. Uten feltet er teksten fri.",
        (),
    )
    layout: LayoutName | None = declared(
        LocalText("Mal", en="Layout"),
        "Malen i `layouts/`. Uten feltet brukes `ID.html`, eller den generelle malen.",
        None,
    )
    listed: Boolean = declared(
        LocalText("I lister", en="In lists"),
        "Om sidene står i lister, nyhetsstrøm og på sider for tema og forfattere. Da må `date`, `themes` og "
        "`authors` være med. Uten feltet: `true`.",
        True,
    )
    chapters: Boolean = declared(
        LocalText("Kapitler", "Kapittel", "Chapters"), "`true` når sidene kan ha kapitler.", False
    )
    lead_paragraph: Boolean = declared(
        LocalText("Stort første avsnitt", en="Large first paragraph"),
        "`true` når første avsnitt skal ha større skrift enn resten.",
        False,
    )
    ages: Boolean = declared(
        LocalText("Eldes", "Eldest", "Grows old"),
        "`false` for det som er knyttet til en dag, og ikke skal gjennomgås igjen. Uten feltet: `true`.",
        True,
    )
    front_page: Text = declared(
        LocalText("På forsiden", "På framsida", "On the front page"),
        "Hvor på forsiden de nyeste står: `above` eller `below` temaene.",
        "",
    )
    schema_org: SchemaOrg | None = declared(
        LocalText("Schema.org", en="Schema.org"),
        "Typen hos schema.org, eller `type` og `properties`. Uten feltet: `Article`.",
        None,
    )


class BuiltInEntry(Strict):
    """What `data/kinds.yaml` says of a built-in kind."""

    id: Id = declared(LocalText("Id", en="Id"), "Id-en til en innholdstype som kbsite har: `practice`.")
    folder: Id | None = declared(
        LocalText("Mappe", en="Folder"),
        "Mappen i `content/`, som også er begynnelsen på adressene. Uten feltet: som før.",
        None,
    )
    name: NameEntry | None = declared(
        LocalText("Navn", "Namn", "Name"),
        "Hva innholdstypen kalles, med `one` og `many`. Uten feltet: som før.",
        None,
    )
    off: Boolean = declared(
        LocalText("Slått av", "Slått av", "Turned off"), "`true` når nettstedet ikke skal ha slike sider.", False
    )


@dataclass(frozen=True, slots=True)
class _Type:
    """The annotation of a field type, its value when empty or invalid, and its example."""

    annotation: Any
    empty: Any
    stand_in: Any
    example: Any


_ANNOTATIONS = dict(reversed(TYPES))

_TYPES = {
    "text": _Type(_ANNOTATIONS["text"], "", STAND_IN, "Skriv her."),
    "markdown": _Type(_ANNOTATIONS["markdown"], "", STAND_IN, "Skriv teksten her."),
    "date": _Type(_ANNOTATIONS["date"], None, date(1970, 1, 1), None),
    "url": _Type(_ANNOTATIONS["url"], None, "https://example.org/", "https://example.org/"),
    "email": _Type(_ANNOTATIONS["email"], None, "post@example.org", "post@example.org"),
    "number": _Type(_ANNOTATIONS["number"], None, 0.0, "1"),
    "boolean": _Type(_ANNOTATIONS["boolean"], None, False, "false"),
    "list": _Type(_ANNOTATIONS["list"], (), (STAND_IN,), ("Skriv her.",)),
}

FIELD_TYPES = tuple(_TYPES)
"""The field types that a declaration can use."""


class _Unsure(Published):
    """A stand-in for a listed kind whose declaration is invalid: its fields are unknown."""

    model_config = ConfigDict(extra="ignore")


class _UnsureUnlisted(FrontMatter):
    """A stand-in for an unlisted kind whose declaration is invalid."""

    model_config = ConfigDict(extra="ignore")


def is_example(field: FieldEntry) -> bool:
    """Return whether the example of a field is a valid value of it."""
    try:
        TypeAdapter(_annotation(field)).validate_python(field.example)
    except ValidationError:
        return False
    return True


@cache
def own_kind(entry: KindEntry, at: Location) -> type[FrontMatter]:
    """Return the class of a validly declared kind; `at` is the location of its layout's name."""
    fields: dict[str, Any] = {field.name: _field(field) for field in entry.fields}
    return _declare(_named(entry, Published if entry.listed else FrontMatter, fields), entry, at)


@cache
def unsure_kind(entry: KindEntry) -> type[FrontMatter]:
    """Return a stand-in class for an invalid declaration, so that the kind's files can be checked otherwise."""
    return _named(entry, _Unsure if entry.listed else _UnsureUnlisted, {})


def _named(entry: KindEntry, base: type[FrontMatter], fields: dict[str, Any]) -> type[FrontMatter]:
    """Return a new subclass of `base` with the attributes that every kind must have."""
    create: Any = create_model
    made: type[FrontMatter] = create(f"Own_{entry.id}", __base__=base, __module__=__name__, **fields)
    made.kind, made.folder, made.one, made.many = entry.id, entry.folder, entry.name.one, entry.name.many
    made.chaptered, made.lead_paragraph = entry.chapters, entry.lead_paragraph
    return made


def _declare(made: type[FrontMatter], entry: KindEntry, at: Location) -> type[FrontMatter]:
    made.ages, made.empty_index = entry.ages, True
    made.own_layout, made.layout_at, made.layout_optional = entry.layout or "", at, entry.layout is None
    made.rules = (*made.rules, *(NotBefore(each.name, each.not_before) for each in entry.fields if each.not_before))
    made.stand_ins = {**made.stand_ins, **{each.name: _TYPES[each.type].stand_in for each in entry.fields}}
    made.sections = tuple(
        SectionSpec(each.name, each.heading, each.help or _PROMPT, each.required) for each in entry.sections
    )
    if entry.schema_org:
        made.structured, made.properties = entry.schema_org.type, entry.schema_org.properties
    if entry.front_page:
        made.front = FrontShelf(entry.name.many, _LAST, above_themes=entry.front_page == PLACES[0], most=3)
    return made


def _field(field: FieldEntry) -> tuple[Any, Any]:
    """Return the annotation and the pydantic field of a declared field."""
    known, annotation = _TYPES[field.type], _annotation(field)
    label = field.label or LocalText(field.name)
    example = field.example if field.example is not None else known.example
    examples = [example] if example is not None else None
    description = field.help.in_language("nb") or label.in_language("nb")
    if field.required:
        return annotation, declared(label, description, item=label, examples=examples, help_text=field.help)
    optional = annotation | None if known.empty is None else annotation
    return optional, declared(label, description, known.empty, item=label, help_text=field.help)


def _annotation(field: FieldEntry) -> Any:
    return SomeTexts if field.type == "list" and field.required else _TYPES[field.type].annotation
