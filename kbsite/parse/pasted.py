"""Characters that come along with pasted text and mean nothing: removes them, and finds those that stay."""

from __future__ import annotations

import re
import unicodedata

_WIDTHLESS = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_NO_WIDTH = re.compile(f"[{_WIDTHLESS}]+")
"""Soft hyphens, zero-width blanks and joiners, direction marks, byte order marks."""

_TURNS = frozenset("\u202d\u202e")
"""Overrides that reverse letters: readers see another text with them than without."""

_JOINERS = frozenset("\u200c\u200d")
_DIRECTED = frozenset(("R", "AL"))

_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(f"[{_BLANK}]")
_BLANK_LINE = re.compile(f"^(?=[ \\t]*[{_BLANK}])[ \\t{_BLANK}]+$", re.MULTILINE)
_AFTER_MARK = re.compile(
    rf"^(?P<before>[ \t>{_BLANK}]*)(?P<mark>#{{1,6}}|[-*+]|\d{{1,9}}[.)])(?P<blanks>[ \t{_BLANK}]*)(?=\S)",
    re.MULTILINE,
)
_AFTER_FIELD = re.compile(
    rf"^(?P<before>[ \t{_BLANK}]*(?:-[ \t{_BLANK}]+)?)(?P<name>[\w-]+:)(?P<blanks>[ \t]*[{_BLANK}][ \t{_BLANK}]*)"
)

_NEEDS_CLEANING = re.compile(f"[{_WIDTHLESS}{_BLANK}]")


def clean(text: str) -> str:
    """Return a text in composed letters (NFC), without zero-width characters, with the same lines.

    Blanks of other widths become ordinary ones where Markdown and YAML look for one: at the beginning of a line
    that has a marker, after the marker, after the name of a field, and on lines that are otherwise empty.
    Elsewhere, as between a number and its unit, they stay. So do joiners in scripts and emoji that need them, and
    direction marks in right-to-left text; overrides that reverse letters stay too, to be reported.
    """
    if text.isascii():
        return text
    if _NEEDS_CLEANING.search(text):
        text = _NO_WIDTH.sub(_kept, text)
        text = _BLANK_LINE.sub("", text)
        text = _AFTER_MARK.sub(_plain_blanks, text)
        text = _fields_cleaned(text)
    return unicodedata.normalize("NFC", text)


def _kept(found: re.Match[str]) -> str:
    """Return those of some zero-width characters that have a meaning in their context."""
    text, begin, end = found.string, found.start(), found.end()
    around = text[max(begin - 1, 0) : begin] + text[end : end + 1]
    if any(unicodedata.bidirectional(each) in _DIRECTED for each in around):
        return found[0]
    foreign = len(around) == 2 and all(_joined(each) for each in around)
    return "".join(each for each in found[0] if each in _TURNS or (foreign and each in _JOINERS))


def _joined(character: str) -> bool:
    """Return whether a joiner next to this character may have a meaning: in Asian scripts and in emoji."""
    return ord(character) > 0x2FF and not character.isspace()


def _plain_blanks(found: re.Match[str]) -> str:
    before, mark, blanks = found["before"], found["mark"], found["blanks"]
    if not _BLANKS.search(before + blanks):
        return found[0]
    return _BLANKS.sub(" ", before) + mark + _BLANKS.sub(" ", blanks)


def _fields_cleaned(text: str) -> str:
    """Return a text with ordinary blanks after the names of its front matter's fields."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return text
    for row in range(1, len(lines)):
        if lines[row].rstrip() == "---":
            break
        lines[row] = _AFTER_FIELD.sub(_plain_name, lines[row])
    return "\n".join(lines)


def _plain_name(found: re.Match[str]) -> str:
    return _BLANKS.sub(" ", found["before"]) + found["name"] + _BLANKS.sub(" ", found["blanks"])
