"""Addresses at Lovdata → the law and the section that they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from kbsite.model.lexicon import Law
    from kbsite.parse.laws.patterns import LawPatterns

_ADDRESS = re.compile(
    r"https?://(?:www\.)?lovdata\.no/(?:dokument/[A-Z]+/)?((?:lov|forskrift)/[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?)"
    r"(?:/(?:§\s*([0-9]{1,3}[a-z]?(?:-[0-9]{1,3}[a-z]?)?))?[^/]*)?(?:[?#].*)?",
    re.IGNORECASE,
)


def law_at(address: str, patterns: LawPatterns) -> tuple[Law, str] | None:
    """Return the law of the site that an address at Lovdata leads to, and the section or ""; None for any other."""
    match = _ADDRESS.fullmatch(unquote(address.strip()))
    law = patterns.by_address.get(match[1].lower()) if match else None
    return (law, (match[2] or "").lower()) if law and match else None
