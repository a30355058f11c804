"""Addresses at Lovdata and the other sources of data/laws.yaml → the law and the section that they lead to."""

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
    """Return the law of the site that an address leads to, and the section or ""; None for any other address."""
    written = unquote(address.strip())
    match = _ADDRESS.fullmatch(written)
    law = patterns.by_address.get(match[1].lower()) if match else None
    return (law, (match[2] or "").lower()) if law and match else _elsewhere(written, patterns)


def _elsewhere(address: str, patterns: LawPatterns) -> tuple[Law, str] | None:
    """Return the law of another source, whose address begins this one or whose sections have such addresses."""
    plain = address.partition("#")[0]
    for law in patterns.by_id.values():
        if not law.address:
            continue
        before, given, after = law.section_address.partition("{section}")
        pattern = rf"{re.escape(before)}([0-9]{{1,4}}[A-Za-z]{{0,2}}){re.escape(after)}(?:[/?#].*)?"
        if given and (match := re.fullmatch(pattern, address)):
            return law, match[1]
        if plain.rstrip("/") == law.address.partition("#")[0].rstrip("/"):
            return law, ""
    return None
