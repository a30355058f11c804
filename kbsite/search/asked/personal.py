"""Queries that may tell who somebody is: they are left out, whole, before anything else is done with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics.personal_numbers import find_numbers
from kbsite.search.asked.days import days
from kbsite.search.asked.names import names_somebody

if TYPE_CHECKING:
    from collections.abc import Container

_MAIL = re.compile(
    r"\S(?:@|%40)\S|(?<!\w)@\w|\S\s?(?:\(at\)|\[at\]|\(a\)|krøllalfa|alfakrøll)\s?\S|://", re.IGNORECASE
)
"""An address of mail, a name in a social network, and any other address, for it may have a key in it."""

_HOST = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}\b", re.IGNORECASE)
"""The address of a machine."""

_NUMBER = re.compile(
    r"\b[A-ZÆØÅ]{2}\s?\d{5}\b|\b[A-Z]\d{7}\b|\b(?:postboks|passn?r?|passord|password|pin|token)\b\W*\w*\d",
    re.IGNORECASE,
)
"""The number of a car, a passport or a box, and what opens something."""

_DIGITS = re.compile(r"\+?\d(?:[ .\-–/_,()]{0,2}\d){7,}")
"""Eight digits or more, however they are parted: a telephone, an account, an identity number with a wrong digit."""

_DATES = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b|\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b")
"""Two years, and days, which are no telephone: 2019-2023, 30.09.2028."""

_ADDRESS = re.compile(
    r"\w\s?(?:veien|vegen|vei|veg|gata|gaten|gate|gt\.?|allé|alléen|plassen|stien|bakken)\s\d+\s?[a-z]?\b",
    re.IGNORECASE,
)
"""A street with the number of a house."""

_BIRTH = re.compile(
    r"\b(?:født|fødd|f\.)\s*\d|\bf\s\d{6}\b|\bpersonn(?:umme)?r\b|\bfødselsn(?:umme)?r\.?\s*\d", re.IGNORECASE
)

_CAPITALS = re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøåéöäü]+(?:[ -][A-ZÆØÅ][a-zæøåéöäü]+)+(?![\w-])")
"""Two words with capital letters after one another: a name, if the site does not have them."""

_LETTERS = re.compile(r"[^\W\d_]+")


def is_personal(query: str, known: Container[str]) -> bool:
    """Return whether a query may tell who somebody is; `known` are the words of the site, in lower case.

    A name counts where it is written with capital letters and the site has not all of its words, and where the list
    of common names has one of two words in small letters. A rare name in small letters nobody can tell from other
    words: that rare queries are never shown is what holds it back. A day counts where the site does not have it: it
    may be that of a birth. `known` has the days of the site as 2026-07-01.
    """
    if any(pattern.search(query) for pattern in (_MAIL, _HOST, _NUMBER, _ADDRESS, _BIRTH)) or any(
        find_numbers(query)
    ):
        return True
    if _DIGITS.search(_DATES.sub(" ", query)):
        return True
    if any(day not in known for day in days(query)):
        return True
    if names_somebody(_LETTERS.findall(query.lower()), known):
        return True
    names = (match[0] for match in _CAPITALS.finditer(query))
    return any(word.lower() not in known for name in names for word in re.findall(r"\w+", name))
