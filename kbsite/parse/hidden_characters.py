"""Zero-width characters in addresses: invisible, and the address leads elsewhere."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.schema.addresses.characters import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = re.compile(f"[{HIDDEN}]")
_ADDRESS = re.compile(r"(?:[a-z]{2,6}://?|mailto:|www\.|\]\(<?|\]: ?<?)[^\s<>()\[\]\"']*", re.IGNORECASE)
"""A possible address in Markdown or YAML: it begins as one, or is in the position of one."""


def hidden_in_addresses(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield a problem for the first zero-width character of each address in a file."""
    if text.isascii() or not _HIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for address in _ADDRESS.finditer(line) if _HIDDEN.search(line) else ():
            found = _HIDDEN.search(address[0])
            if found:
                yield _problem(Location(file, number, address.start() + found.start() + 1), address[0], found[0])


def without_hidden(text: str) -> str:
    """Return a text without zero-width characters."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def _problem(at: Location, written: str, character: str) -> Diagnostic:
    right = without_hidden(re.sub(r"^\](?:\(|: ?)<?", "", written))
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    reason = MessageKey("@address_hidden")
    return problem(at, "mistyped-address", target=right, near=right, reason=reason, character=name)
