"""`redirects` in `data/site.yaml` → earlier addresses, and where each leads.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.model.settings import BELOW, Redirect
from kbsite.schema.field_types import Address, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.schema.yaml_fields import Fields


class RedirectEntry(Strict):
    """An earlier address, or all below it, in `data/site.yaml`."""

    old: Address = Field(
        description="Den tidligere adressen, som begynner med `/`. Med `/*` til slutt gjelder det alt under den"
        " også."
    )
    new: Address = Field(
        description="Adressen på nettstedet som leserne kommer til, med `/*` til slutt om `old` har."
    )


def redirects(entries: tuple[RedirectEntry, ...], found: Fields) -> tuple[Redirect, ...]:
    """Return the redirects of a site, each with the places of its two addresses."""
    return tuple(
        Redirect(
            _folder(each.old),
            _folder(each.new),
            _at(found, index, "old"),
            _at(found, index, "new"),
            below=each.new.endswith(BELOW),
        )
        for index, each in enumerate(entries)
    )


def redirect_problems(entries: tuple[RedirectEntry, ...], found: Fields) -> Iterator[Diagnostic]:
    """Yield a problem for each entry with `/*` in one of its addresses alone, or a star elsewhere."""
    for index, each in enumerate(entries):
        wrong = each.old.endswith(BELOW) != each.new.endswith(BELOW)
        for name in ("old", "new"):
            value = getattr(each, name)
            if (wrong and name == "new") or "*" in value.removesuffix(BELOW) or value == BELOW:
                expected = MessageKey("@redirect_star")
                field = f"redirects.{index + 1}.{name}"
                yield problem(_at(found, index, name), "wrong-type", field=field, expected=expected, value=value)


def _folder(address: str) -> str:
    """Return an address without the star, and with the slash at its end that may have been left out."""
    plain = address.removesuffix("*")
    return plain if plain.endswith("/") or "." in plain.rpartition("/")[2] else f"{plain}/"


def _at(found: Fields, index: int, name: str) -> Location:
    places = (("redirects", index, name), ("redirects", index), ("redirects",), ())
    return next(found.marks[place] for place in places if place in found.marks)
