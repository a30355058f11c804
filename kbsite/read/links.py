"""`data/links.yaml` → the addresses that `kbsite check --external` leaves alone; the file is optional.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from kbsite.read.data_files import load
from kbsite.schema.field_types import Strict, Text, UrlPrefix, expected
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic

LINKS = "data/links.yaml"


class IgnoredEntry(Strict):
    """An address that is not checked, in `data/links.yaml`."""

    url: UrlPrefix = Field(
        description="Adressen, eller begynnelsen på den: alle lenker som begynner slik, blir hoppet over."
    )
    reason: Text = Field(description="Hvorfor den ikke skal sjekkes, for dem som kommer etter deg.")


def _listed(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


Ignored = Annotated[tuple[IgnoredEntry, ...], BeforeValidator(_listed)]


class LinksFile(Strict):
    """The fields of `data/links.yaml`."""

    ignore: Ignored = Field((), description="Adressene som ikke skal sjekkes, med `url` og `reason`.")


def unchecked_links(root: Path, problems: list[Diagnostic]) -> tuple[str, ...]:
    """Return the prefixes of addresses that are not to be checked, and add to `problems` those of the file."""
    found = load(root, LINKS, needed=False)
    if found.data == {} and not found.problems:
        return ()
    checked = validate(LinksFile, found, {})
    problems.extend(checked.problems)
    return tuple(each.url for each in checked.value.ignore)
