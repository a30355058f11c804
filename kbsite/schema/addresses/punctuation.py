"""Punctuation of the surrounding sentence that became part of an address: a comma, a quotation mark, a bracket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.schema.addresses.fault import mistyped

if TYPE_CHECKING:
    from kbsite.schema.addresses.fault import AddressFault

_WEB = re.compile(r"https?://|//", re.IGNORECASE)
_END = re.compile(r"(?:[,;\"'»”…>]|%C2%BB|%E2%80%9D|%E2%80%A6|%22|%3E)++\Z", re.IGNORECASE)
_STOP = re.compile(r"(?<=/)\.\Z|(?<=\.)(html?|pdf|docx?|xlsx?|aspx?|php|md|no|com|org|eu)\.\Z", re.IGNORECASE)
_LAST_CHARACTERS = 60


def swallowed_punctuation(address: str) -> AddressFault | None:
    """Return a fault where a web address ends with punctuation that no address ends with.

    A full stop or a bracket may belong to an address, as on Wikipedia: a full stop is surplus after a slash or a
    file extension, a bracket where none was opened.
    """
    if not _WEB.match(address):
        return None
    start = max(len(address) - _LAST_CHARACTERS, 0)
    right = address[:start] + _END.sub("", address[start:])
    if right.endswith(")") and right.count(")") > right.count("("):
        right = right[:-1]
    if _STOP.search(right, max(len(right) - _LAST_CHARACTERS, 0)):
        right = right[:-1]
    return mistyped(right, "@address_punctuation") if right != address else None
