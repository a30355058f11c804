"""`data/laws.lock.yaml` → what is known of the sections that pages cite; the file is optional.

`kbsite laws update` writes it, and a person may. The descriptions are shown to editors, so they are in Norwegian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model.law_lock import IN_FORCE, STATES, LawLock, LockedSection
from kbsite.read.data_files import entries, load
from kbsite.schema.field_types import Day, Id, InJson, Strict, Text, Url, expected
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "data/laws.lock.yaml"

SECTION = r"[0-9]{1,3}[a-z]?(?:-[0-9]{1,3}[a-z]?)?"


def _section(value: str) -> str:
    if value and not re.fullmatch(SECTION, value):
        raise expected("@law_section")
    return value


def _act(value: str) -> str:
    if value and not re.fullmatch(r"(?:lov|forskrift)/[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?", value):
        raise expected("@lovdata")
    return value


def _state(value: str) -> str:
    if value not in STATES:
        raise expected("@law_state")
    return value


def _digest(value: str) -> str:
    if value and not re.fullmatch("sha256:[0-9a-f]{64}", value):
        raise expected("@law_digest")
    return value


Section = Annotated[Text, AfterValidator(_section)]
Act = Annotated[Text, AfterValidator(_act)]
State = Annotated[Text, AfterValidator(_state), InJson((("enum", STATES),))]
Digest = Annotated[Text, AfterValidator(_digest)]


class LockEntry(Strict):
    """A section in `data/laws.lock.yaml`."""

    law: Id = Field(description="`id` til loven i `data/laws.yaml`.")
    section: Section = Field(description="Paragrafen, slik: `11-4` eller `7-2a`.")
    state: State = Field(
        IN_FORCE,
        description="`in_force`, `repealed` (opphevet) eller `missing` (finnes ikke). Uten feltet: `in_force`.",
    )
    changed: Day | None = Field(None, description="Dagen paragrafen sist ble endret, eller ble opphevet.")
    by: Act = Field("", description="Endringsloven, slik: `lov/2025-06-20-69`.")
    moved_to: Section = Field("", description="Paragrafen som har innholdet nå.")
    moved: Day | None = Field(None, description="Dagen innholdet ble flyttet dit.")
    digest: Digest = Field(
        "", description="Fingeravtrykket av teksten. Mangler når opplysningene er skrevet for hånd."
    )
    read: Day = Field(description="Dagen teksten første gang ble lest slik.")
    source: Url | None = Field(None, description="Hvor opplysningene er fra, når de er skrevet for hånd.")


def law_lock(root: Path, problems: list[Diagnostic]) -> LawLock:
    """Return what ROOT knows of sections, and add to `problems` those of the file."""
    found = load(root, LOCK, needed=False)
    lock: LawLock = {}
    if found.data == {} and not found.problems:
        return lock
    lines: dict[tuple[str, str], int] = {}
    for index, inner in enumerate(entries(found, LOCK, problems)):
        checked = validate(LockEntry, inner, {"law": f"nr-{index}", "section": "1", "read": "1970-01-01"})
        problems.extend(checked.problems)
        entry: LockEntry = checked.value
        key, at = (entry.law, entry.section), inner.marks[()]
        if key in lock:
            problems.append(problem(at, "double-field", field=" § ".join(key), first=lines[key]))
            continue
        lines[key] = at.line
        lock[key] = LockedSection(**{**entry.model_dump(), "source": entry.source or ""})
    return lock
