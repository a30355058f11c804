"""Invisible or unprintable characters that cannot be removed without a look at the text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.parse.columns import NOTHING_TAKEN, Columns, in_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRAY = re.compile("[\u202d\u202e\u2028\u2029\u115f\u1160\u3164\uffa0\ufffc\ue000-\uf8ff\U000f0000-\U0010ffff]")

_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc")
"""Bullets in Word's symbol font; at the beginning of a line they are reported as a list."""

_IN_ADDRESS = re.compile("\\]\\(<?[^()\\s]*(?P<blank>[\u00a0\u2000-\u200a\u202f\u205f\u3000])[^()\n]*\\)")

_NAMES = {
    "\u202d": "@char_turned",
    "\u202e": "@char_turned",
    "\u2028": "@char_line",
    "\u2029": "@char_line",
    "\ufffc": "@char_object",
}


def stray_characters(text: str, file: str, known: Columns = NOTHING_TAKEN) -> Iterator[Diagnostic]:
    """Yield a problem for the first such character of each kind on each line of a file."""
    if text.isascii() or not (_STRAY.search(text) or _IN_ADDRESS.search(text)):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        seen: set[str] = set()
        for found in _STRAY.finditer(line):
            bullet = found[0] in _BULLETS and not line[: found.start()].strip(" \t>")
            if found[0] in seen or bullet:
                continue
            seen.add(found[0])
            yield _problem(in_file(Location(file, number, found.start() + 1), known), found[0])
        for found in _IN_ADDRESS.finditer(line):
            yield _problem(in_file(Location(file, number, found.start("blank") + 1), known), found["blank"])


def _problem(at: Location, character: str) -> Diagnostic:
    private = unicodedata.category(character) == "Co"
    name = _NAMES.get(character, "@char_private" if private else "@char_blank")
    code = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    return problem(at, "stray-character", name=MessageKey(name), character=code)
