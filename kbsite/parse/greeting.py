"""Greetings and signatures in answers: courtesy to whoever asked, noise in search results."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"\s*(?=hei\b|hallo\b|takk\b|tusen takk\b|mange takk\b)"
    r"(?:(?:hei|hallo)\b(?:\s+(?:på deg|der|du))?\s*[,!.]?\s*)?"
    r"(?:(?:og\s+)?(?:tusen\s+|mange\s+)?takk\s+for\b[^.!?]{0,80}[.!?])?\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s*+(?:lykke til|god arbeidslyst"
    r"|(?:med\s++)?(?:vennlig|vennleg|beste|venleg)?\s*+(?:hilsen|hilsing|helsing))\b"
    r"[^.!?]{0,60}[.!]?\s*",
    re.IGNORECASE,
)


def greeting_length(text: str) -> int:
    """Return the length of the greeting that `text` begins with, in bokmål or nynorsk; 0 for none."""
    match = _OPENING.match(text)
    return match.end() if match else 0


def is_signature(text: str) -> bool:
    """Return whether a whole paragraph is only good wishes or a signature."""
    return _CLOSING.fullmatch(text) is not None
