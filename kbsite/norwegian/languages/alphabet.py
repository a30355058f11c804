"""The alphabetical order of a language: the letters that have a place of their own, ordered as in CLDR."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from kbsite.norwegian.languages.parts import primary

if TYPE_CHECKING:
    from collections.abc import Mapping

_AFTER: dict[str, str] = {
    "cs": "cč rř sš zž",
    "da": "zæøå",
    "es": "nñ",
    "et": "sšzž wõäöü",
    "fi": "zåäö",
    "fo": "aá dð ií oó uú yý zæø",
    "hr": "cčć dđ sš zž",
    "hu": "oö uü",
    "is": "aá dð eé ií oó uú yý zþæöå",
    "kl": "zæøå",
    "lt": "cč iy sš zž",
    "lv": "cč gģ iy kķ lļ nņ rŗ sš zž",
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "ru": "её ий",
    "se": "aá cč dđ nŋ sš tŧ zžæøåäö",
    "sk": "aä cč oô sš zž",
    "sl": "cč sš zž",
    "sv": "zåäö",
    "tr": "cç gğ hı oö sş uü",
    "uk": "гґ еє иіїй",
}
"""By language: groups of letters, of which the later ones come directly after the first, in this order.

Letters that are in no group are sorted as the letter that they are made of: é as e, and in German ä as a.
"""

_SAME: dict[str, str] = {"da": "äæ öø üy", "sv": "æä øö", "fi": "æä øö wv", "fo": "äæ öø", "kl": "äæ öø"}
"""Letters of other languages and the letter that they are sorted as."""

_WITHOUT_MARKS = dict(zip("æøđŧŋłðþßœ", ("ae", "o", "d", "t", "n", "l", "d", "th", "ss", "oe"), strict=True))


def sort_key(text: str, tag: str) -> str:
    """Return the key that texts of a language are sorted by; case and other marks make no difference."""
    places, same = _places(primary(tag))
    key: list[str] = []
    for letter in unicodedata.normalize("NFC", text).lower():
        own = same.get(letter, letter)
        if own in places:
            key.append(places[own])
            continue
        plain = unicodedata.normalize("NFKD", _WITHOUT_MARKS.get(own, own))
        key.extend(f"{c}\u0000" for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(key)


def initial(text: str, tag: str) -> str:
    """Return the letter that a text is listed under in an index, in upper case; "" for an empty text."""
    letter = next(iter(unicodedata.normalize("NFC", text.strip()).lower()), "")
    places, same = _places(primary(tag))
    own = same.get(letter, letter)
    if own in places:
        return own.upper()
    plain = unicodedata.normalize("NFKD", _WITHOUT_MARKS.get(own, own))
    return next((c.upper() for c in plain if not unicodedata.combining(c)), "")


@cache
def _places(language: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the keys of the letters with a place of their own, and the letters that others are sorted as."""
    places: dict[str, str] = {}
    for group in _AFTER.get(language, "").split():
        base = group[0]
        for number, letter in enumerate(group[1:], start=1):
            places[letter] = f"{base}{chr(number)}"
    return places, {pair[0]: pair[1] for pair in _SAME.get(language, "").split()}
