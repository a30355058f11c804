"""`data/writing.yaml` → exceptions from the writing helps, and the forms that the site uses; the file is optional.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from kbsite.read.data_files import load
from kbsite.schema.field_types import Language, SomeTexts, Strict, Text, Texts, expected
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic

FILE = "data/writing.yaml"


class FormEntry(Strict):
    """A form of a word that the site uses, in `data/writing.yaml`."""

    lang: Language = Field(description="Målformen valget gjelder.")
    use: Text = Field(description="Formen dere har valgt.")
    avoid: SomeTexts = Field(description="Formene dere ikke bruker. De er riktige, men ikke valgt.")


def _listed(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


Forms = Annotated[tuple[FormEntry, ...], BeforeValidator(_listed)]


class WritingFile(Strict):
    """The fields of `data/writing.yaml`."""

    abbreviations: Texts = Field(
        (), description="Forkortelser som alle leserne kjenner, og som sidene ikke trenger forklare."
    )
    words: Texts = Field((), description="Ord som er riktige, men som ikke står i ordbøkene til stavekontrollen.")
    forms: Forms = Field(
        (), description="Formene dere har valgt der ordboka gir flere, hver med `lang`, `use` og `avoid`."
    )


def writing(root: Path, problems: list[Diagnostic]) -> WritingFile:
    """Return the exceptions of ROOT, and add to `problems` those of the file."""
    found = load(root, FILE, needed=False)
    if found.data == {} and not found.problems:
        return WritingFile()
    checked = validate(WritingFile, found, {})
    problems.extend(checked.problems)
    value: WritingFile = checked.value
    return value
