"""`data/writing.yaml` → exceptions from the writing helps; the file is optional.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kbsite.read.data_files import load
from kbsite.schema.field_types import Strict, Texts
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic

FILE = "data/writing.yaml"


class WritingFile(Strict):
    """The fields of `data/writing.yaml`."""

    abbreviations: Texts = Field(
        (), description="Forkortelser som alle leserne kjenner, og som sidene ikke trenger forklare."
    )
    words: Texts = Field((), description="Ord som er riktige, men som ikke står i ordbøkene til stavekontrollen.")


def writing(root: Path, problems: list[Diagnostic]) -> WritingFile:
    """Return the exceptions of ROOT, and add to `problems` those of the file."""
    found = load(root, FILE, needed=False)
    if found.data == {} and not found.problems:
        return WritingFile()
    checked = validate(WritingFile, found, {})
    problems.extend(checked.problems)
    value: WritingFile = checked.value
    return value
