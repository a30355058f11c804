"""A value that somebody wrote → the same value as it can be shown: on one line, in one order, without secrets."""

from __future__ import annotations

import json
import re

from kbsite.diagnostics.personal_numbers import masked

_BREAKS_OUT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control characters, line breaks, marks that turn letters round, what has no width, and bytes that are no text."""

_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def printable(text: str, *, breaks: bool = False) -> str:
    """Return a value with each character escaped that ends a line, moves a cursor, or turns or hides what follows.

    With `breaks`, line feeds are left to the format that escapes them itself. Identity numbers show no more than
    their first digits: what is printed may be read by everyone.
    """
    return _BREAKS_OUT.sub(lambda found: found[0] if breaks and found[0] == "\n" else _escaped(found), masked(text))


def printable_json(text: str) -> str:
    """Return JSON that says the same, with each such character as an escape of JSON's own."""
    return _BREAKS_OUT.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in _NAMED:
        return _NAMED[found[0]]
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file's name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
