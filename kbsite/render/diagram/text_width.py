"""Estimated text width, for line breaks before a browser has measured the text."""

from __future__ import annotations

_WIDTHS = {
    0.30: "ijlI /|'",
    0.35: ".,:;-",
    0.40: "ft!()",
    0.45: "rJ",
    0.55: "cz–§",
    0.60: "aeksvxyåäéL?«»",
    0.65: "bdghnopquøöüFTZ0123456789",
    0.70: "EPSVXY",
    0.75: "ABCKRUÅ",
    0.80: "DGHNOQØ",
    0.85: "w",
    0.90: "M",
    0.95: "mæ",
    1.00: "W",
    1.05: "Æ",
}
"""Widths of bold letters in parts of the size: the mean of Liberation Sans (as wide as Arial and Helvetica) and
DejaVu Sans (one of the widest that readers have), measured in Chromium 2026-11-21."""

_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 0.75
_SPARE = 1.1
"""With this much to spare the text has room in the widest of these fonts too."""

_AFTER_JOINT = frozenset("bdfghjmnrv")
_VOWELS = frozenset("aeiouyæøåAEIOUYÆØÅ")


def width(text: str, size: int) -> float:
    """Return the estimated width of `text` in the unit of `size`."""
    return _SPARE * size * sum(_WIDTH_OF.get(letter, _OTHER) for letter in text)


def wrapped(text: str, size: int, room: int) -> tuple[str, ...]:
    """Return `text` wrapped to lines at most `room` wide; a longer word is hyphenated."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        rest = word
        while width(rest, size) > room:
            head = _head(rest, size, room)
            lines.append(head if head.endswith("-") else f"{head}-")
            rest = rest[len(head) :]
        lines.append(rest)
    return tuple(lines)


def _head(word: str, size: int, room: int) -> str:
    """Return the longest prefix of `word` that fits with a hyphen, broken where Norwegian words have a seam.

    In this order: after a hyphen; after the s that joins two words (kunnskaps-grunnlag); before a consonant and a
    vowel; anywhere.
    """
    fitting = [end for end in range(1, len(word)) if width(f"{word[:end]}-", size) <= room] or [1]
    after_hyphen = [end for end in fitting if word[end - 1] == "-"]
    joints = [end for end in fitting if end >= 4 and word[end - 1] == "s" and word[end] in _AFTER_JOINT]
    divided = [
        end
        for end in fitting
        if 3 <= end <= len(word) - 3 and word[end] not in _VOWELS and word[end + 1] in _VOWELS
    ]
    return word[: (after_hyphen or joints or divided or fitting)[-1]]
