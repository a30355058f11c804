"""How reports format dates, numbers and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics.printable import printable_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.norwegian.known_date import KnownDate


def day(of: date, words: Catalogue) -> str:
    """Return a date as running text has it: 1. juli 2022, or 1 July 2022 in English."""
    return words.day(of.isoformat())


def number(of: int, words: Catalogue) -> str:
    """Return a number with its thousands separated."""
    return f"{of:,}" if words.language == "en" else f"{of:,}".replace(",", " ")


def iso(of: date | KnownDate | None) -> str | None:
    """Return a date in ISO 8601, None where there is none."""
    return of.isoformat() if of else None


def as_object(data: Mapping[str, Any]) -> str:
    """Return an object as indented JSON, printable on a terminal."""
    return printable_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
