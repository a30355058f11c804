"""`data/laws.yaml` and `data/glossary.yaml` → the laws and the words that the site knows; both files are optional.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, Field

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.model.lexicon import Law, Term
from kbsite.norwegian.local_text import LocalText
from kbsite.read.data_files import entries, load
from kbsite.schema.field_types import Id, Local, SomeTexts, Strict, Text, Texts, Url, expected, pattern
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kbsite.schema.yaml_fields import Fields

LAWS, GLOSSARY = "data/laws.yaml", "data/glossary.yaml"

_LOVDATA = r"(?:lov|forskrift)/[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?"
_SECTION_URL = r"https?://[^\s{}]+\{section\}[^\s{}]*"

Entry = TypeVar("Entry", bound=Strict)


def _lovdata(value: str) -> str:
    if not re.fullmatch(_LOVDATA, value):
        raise expected("@lovdata")
    return value


Lovdata = Annotated[Text, AfterValidator(_lovdata), pattern(_LOVDATA)]


def _section_url(value: str) -> str:
    if not re.fullmatch(_SECTION_URL, value):
        raise expected("@section_url")
    return value


SectionUrl = Annotated[Text, AfterValidator(_section_url), pattern(_SECTION_URL)]

_ELSEWHERE = ("url", "section_url", "sections", "publisher")


class LawEntry(Strict):
    """A law or a regulation in `data/laws.yaml`."""

    id: Id = Field(description="Lovens navn i adressen, som i `/lover/ID/`.")
    title: Local = Field(description="Lovens fulle tittel.")
    names: SomeTexts = Field(
        description="Navnene som brukes i løpende tekst, på begge målformer: `plan- og bygningsloven`, "
        "`plan- og bygningslova`."
    )
    abbreviations: Texts = Field((), description="Forkortelsene som brukes i løpende tekst: `pbl.`, `pbl`.")
    lovdata: Lovdata | None = Field(
        None,
        description="Det som står etter `lovdata.no/` i adressen til loven hos Lovdata. Må være med når loven"
        " ikke har `url`.",
    )
    url: Url | None = Field(None, description="Adressen til loven, når den er fra en annen kilde enn Lovdata.")
    section_url: SectionUrl | None = Field(
        None, description="Adressen til én paragraf i den, med `{section}` der nummeret står."
    )
    sections: Texts = Field(
        (), description="Det som står foran nummeret i teksten: `[s., section, sections]`. Uten feltet: `§`."
    )
    publisher: Text = Field(
        "", description="Den som legger ut loven, slik leserne ser det. Uten feltet: verten i `url`."
    )


class TermEntry(Strict):
    """A word in `data/glossary.yaml`."""

    id: Id = Field(description="Ordets navn i adressen, som i `/ordliste/#ID`.")
    term: Local = Field(description="Ordet i grunnform, skrevet helt ut.")
    abbreviation: Text = Field("", description="Forkortelsen, om ordet har en. Store og små bokstaver er ulike.")
    definition: Local = Field(description="Hva ordet betyr, i en eller to setninger.")
    synonyms: Texts = Field((), description="Andre ord for det samme. De vises i ordlisten.")
    variants: Texts = Field(
        (), description="Bøyninger og skrivemåter som også skal forklares i teksten, på begge målformer."
    )


def laws(root: Path, problems: list[Diagnostic]) -> tuple[Law, ...]:
    """Return the laws of ROOT, and add to `problems` those of the file."""
    stand_ins = {"title": LocalText("?"), "names": ("?",)}
    return tuple(
        Law(
            id=each.id,
            title=each.title,
            names=each.names,
            abbreviations=each.abbreviations,
            lovdata=each.lovdata or "",
            at=at,
            address=each.url or "",
            section_address=each.section_url or "",
            marks=() if each.sections == ("§",) else each.sections,
            publisher=each.publisher,
        )
        for each, at in _listed(root, LAWS, LawEntry, stand_ins, problems, _source_faults)
    )


def _source_faults(entry: LawEntry, found: Fields) -> Iterator[Diagnostic]:
    """Yield a problem where a law has no source, and for each field of another source in one of Lovdata."""
    if not isinstance(found.data, dict):
        return
    if not found.data.get("lovdata") and not found.data.get("url"):
        yield problem(
            found.marks.get(("lovdata",), found.marks[()]), "missing-field", field="lovdata", name="lovdata"
        )
    known = ", ".join(name for name in LawEntry.model_fields if name not in _ELSEWHERE)
    for name in _ELSEWHERE:
        if entry.lovdata and name in found.data:
            yield problem(
                found.keys.get((name,), found.marks[()]), "unknown-field", field=name, near="", known=known
            )


def glossary(root: Path, problems: list[Diagnostic]) -> tuple[Term, ...]:
    """Return the terms of ROOT, and add to `problems` those of the file."""
    stand_ins = {"term": LocalText("?"), "definition": LocalText("?")}
    return tuple(
        Term(
            id=each.id,
            term=each.term,
            abbreviation=each.abbreviation,
            definition=each.definition,
            synonyms=each.synonyms,
            variants=each.variants,
            at=at,
        )
        for each, at in _listed(root, GLOSSARY, TermEntry, stand_ins, problems)
    )


def _listed(
    root: Path,
    name: str,
    model: type[Entry],
    stand_ins: dict[str, Any],
    problems: list[Diagnostic],
    faults: Callable[[Any, Fields], Iterator[Diagnostic]] | None = None,
) -> Iterator[tuple[Any, Location]]:
    """Yield the entries of a file with the place of each; of two with one id only the first."""
    found = load(root, name, needed=False)
    if found.data == {} and not found.problems:
        return
    first: dict[str, int] = {}
    for index, inner in enumerate(entries(found, name, problems)):
        checked = validate(model, inner, {"id": f"nr-{index}", **stand_ins})
        problems.extend(checked.problems)
        problems.extend(faults(checked.value, inner) if faults else ())
        at = inner.marks.get(("id",), inner.marks[()])
        if checked.value.id in first:
            field, line = f"id: {checked.value.id}", first[checked.value.id]
            problems.append(problem(at, "double-field", field=field, first=line))
            continue
        first[checked.value.id] = at.line
        yield checked.value, at
