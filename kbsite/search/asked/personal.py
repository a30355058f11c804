"""Queries that may tell who somebody is: they are left out, whole, before anything else is done with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics.personal_numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Container

_MAIL = re.compile(r"\S@\S|\S\s?(?:\(at\)|\[at\]|krøllalfa)\s?\S", re.IGNORECASE)
_DIGITS = re.compile(r"\+?\d(?:[ .\-–/]?\d){7,}")
"""Eight digits or more, however they are parted: a telephone, an account, an identity number with a wrong digit."""

_DATES = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b|\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b")
"""Two years, and days, which are no telephone: 2019-2023, 30.09.2028."""

_ADDRESS = re.compile(
    r"\w(?:veien|vegen|vei|veg|gata|gaten|gate|allé|alléen|plassen|stien|bakken)\s\d+\s?[a-z]?\b", re.IGNORECASE
)
"""A street with the number of a house."""

_BIRTH = re.compile(r"\b(?:født|fødd|f\.)\s*\d|\bpersonn(?:umme)?r\b|\bfødselsn(?:umme)?r\.?\s*\d", re.IGNORECASE)

_CAPITALS = re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøåéöäü]+(?:[ -][A-ZÆØÅ][a-zæøåéöäü]+)+(?![\w-])")
"""Two words with capital letters after one another: a name, if the site does not have them."""


def is_personal(query: str, known: Container[str]) -> bool:
    """Return whether a query may tell who somebody is; `known` are the words of the site, in lower case.

    A name counts where it is written with capital letters and the site has not all of its words. One in small
    letters nobody can tell from other words: that rare queries are never shown is what holds it back.
    """
    if _MAIL.search(query) or _ADDRESS.search(query) or _BIRTH.search(query) or any(find_numbers(query)):
        return True
    if _DIGITS.search(_DATES.sub(" ", query)):
        return True
    names = (match[0] for match in _CAPITALS.finditer(query))
    return any(word.lower() not in known for name in names for word in re.findall(r"\w+", name))
