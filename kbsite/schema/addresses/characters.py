"""Invisible characters in an address, percent-encoded or not: it leads elsewhere than it seems to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from kbsite.schema.addresses.fault import mistyped

if TYPE_CHECKING:
    from kbsite.schema.addresses.fault import AddressFault

HIDDEN = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
"""Zero-width characters, as the inside of a regex class; without joiners, which some scripts need."""

_SINGLE = (
    0xAD,
    0x34F,
    0x61C,
    0x180E,
    0x200B,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2060, 0x206A),
    0xFEFF,
)
_CONTROLS = r"%(?:[01][0-9A-F]|7F)"
_ENCODED = "|".join(quote(chr(code)) for code in _SINGLE)

_INSIDE = re.compile(f"[{HIDDEN}\x00-\x1f\x7f]|{_ENCODED}|{_CONTROLS}", re.IGNORECASE)
_BLANK = r"(?:\s|%20|%C2%A0|%E2%80%(?:8[0-9A]|AF)|%E3%80%80|%E2%80%8[CD])"
_BEFORE = re.compile(rf"{_BLANK}++", re.IGNORECASE)
_AFTER_SCHEME = re.compile(rf"(?<=://){_BLANK}++|(?<=mailto:){_BLANK}++", re.IGNORECASE)
_LAST_CHARACTERS = 60
_AT_END = re.compile(rf"{_BLANK}++\Z", re.IGNORECASE)


def hidden_characters(address: str) -> AddressFault | None:
    """Return a fault where an address has zero-width characters, or begins or ends with a blank."""
    right = _INSIDE.sub("", address)
    right = right[begin.end() :] if (begin := _BEFORE.match(right)) else right
    right = _AFTER_SCHEME.sub("", right, count=1)
    start = max(len(right) - _LAST_CHARACTERS, 0)
    right = right[:start] + _AT_END.sub("", right[start:])
    return mistyped(right, "@address_hidden") if right != address else None
