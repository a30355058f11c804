"""Malformed lists whose markers are shown: `-punkt`, `1.Første`, pasted bullets, numbers within a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.norwegian.names_and_dates import MONTHS
from kbsite.parse.lost.written import Line, WrittenParagraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_BULLETS = "•▪▫◦●○■□◆◇►▶‣⁃∙➢➤✓✔❖☐☑☒✗✘★☆\uf0b7\uf0a7\uf0d8\uf0fc"
"""Bullet characters, which no sentence begins with."""

_GLUED = re.compile(r"([-+]|\*(?!\*)(?!.*\*))(?=[^\W\d_]|[«\[(])")
_TASK = re.compile(r"([-+*])(?=\[[ xX]?\])")
_NUMBER_GLUED = re.compile(r"(\d{1,2})[.)](?=[^\W\d_]|[«*\[])")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_LABEL = re.compile(
    r"(?P<open>[(\[]?)(?P<label>\d{1,2}|[ivxIVX]{1,5}|[A-Za-zæøåÆØÅ])"
    r"(?:(?P<close>\.?\)|\])\s*|(?P<mark>[.:/])\s+|\s(?P<dash>[-–—])\s)(?=[^\W\d_]|[«\"*_\[(])"
)
"""A label that Markdown does not know: `a)`, `iv.`, `(2)`, `[3]`, `1:`, `2 –`."""

_LISTS_OF_THEIR_OWN = (".", ")", "1", "9.)")
"""Marks whose paragraphs would be items; those with other labels are paragraphs, as in the text of a law."""

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_SURE = re.compile(rf"([{_BULLETS}]|&bull;|&#8226;|&middot;)\s*(?=\S)")
_MAYBE = re.compile(r"(--|[·–—−‐‑→➔⇒])(?:\s+(?=\S)|(?=[^\W\d_]))|(o)\s+(?=\S)|(§)\s+(?=[^\W\d])")
_IN_TEXT = re.compile(r"([-+*]|1[.)])\s+(?=\S)")

_ENDS = re.compile(r"[.!?…»”\"]\s*$")
"""The end of a sentence: a paragraph that begins with a dash and ends so may be direct speech."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A line that begins as a list item would, with its marker; `sure` where nothing else can be meant."""

    line: Line
    paragraph: WrittenParagraph
    row: int
    mark: str
    right: str
    number: int = 0
    roman: int = 0
    sure: bool = False


def broken_lists(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for the first line of each list that is shown as text.

    A marker that can begin a sentence too, such as the dash of direct speech, counts only on two consecutive lines,
    or where the line above ends with a colon.
    """
    all_paragraphs = tuple(paragraphs(reading))
    begun: list[_Begun | None] = []
    for paragraph in all_paragraphs:
        begun += (_begun(paragraph, row) for row in range(len(paragraph.lines)))
    lines = [line for paragraph in all_paragraphs for line in paragraph.lines]
    after_list = _after_lists(reading)
    for index, each in enumerate(begun):
        above = begun[index - 1] if index else None
        if each is None or (above and _is_next(above, each)):
            continue
        following = begun[index + 1] if index + 1 < len(begun) else None
        several = following is not None and _is_next(each, following)
        intro = index > 0 and lines[index - 1].text.rstrip().endswith(":") and each.mark not in "–—o§A.a."
        beside = each.mark in "-+*" and each.row == 0 and each.paragraph.index in after_list
        if each.sure or several or intro or beside or _goes_on(each, reading):
            at = reading.source.at(each.line.at)
            yield problem(at, "broken-list", mark=each.line.text[:30], right=each.right)


def _begun(paragraph: WrittenParagraph, row: int) -> _Begun | None:
    """Return how a line begins that looks like a list item, else None."""
    line = paragraph.lines[row]
    text = line.text
    if found := _SURE.match(text):
        return _Begun(line, paragraph, row, "•", _right("-", text, found), sure=True)
    if found := _TASK.match(text):
        return _Begun(line, paragraph, row, found[1], _right("-", text, found), sure=True)
    if row and (found := _IN_TEXT.match(text)):
        return _Begun(line, paragraph, row, found[1], _right(found[1], text, found), sure=True)
    if (found := _NUMBER_GLUED.match(text)) and not text[found.end() :].startswith(MONTHS):
        mark = text[: found.end()]
        return _Begun(line, paragraph, row, mark[-1], _right(mark, text, found), int(found[1]))
    if row and (found := _NUMBER.match(text)) and not text[found.end() :].lower().startswith(MONTHS):
        return _Begun(line, paragraph, row, "1", _right(found[0].strip(), text, found), int(found[1]))
    if found := _LABEL.match(text):
        return _labelled(line, paragraph, row, found)
    if found := _GLUED.match(text) or _MAYBE.match(text):
        return _Begun(line, paragraph, row, found[found.lastindex or 1], _right("-", text, found))
    return None


def _labelled(line: Line, paragraph: WrittenParagraph, row: int, found: re.Match[str]) -> _Begun | None:
    """Return how a line begins that has a label; a number that Markdown knows is no such label."""
    label = found["label"]
    if label.isdigit():
        if not found["open"] and found["mark"] == ".":
            return None
        right, number, roman = _right(f"{label}.", line.text, found), int(label), 0
    else:
        known = label.lower() in _ROMAN and label in (label.lower(), label.upper())
        if not known and len(label) > 1:
            return None
        number = ord(label) if len(label) == 1 else 0
        right, roman = _right("-", line.text, found), _ROMAN.index(label.lower()) if known else 0
    kind = "9" if label.isdigit() else "A" if label.isupper() else "a"
    mark = f"{found['open']}{kind}{found['close'] or found['mark'] or found['dash']}"
    return _Begun(line, paragraph, row, mark, right, number=number, roman=roman)


def _goes_on(begun: _Begun, reading: Reading) -> bool:
    """Return whether a line was meant as the next item of the list whose item it is in: `- a`, `-b`."""
    item = reading.tokens[begun.paragraph.index - 1] if begun.row and begun.paragraph.index else None
    if item is None or item.type != "list_item_open":
        return False
    return begun.number == int(item.info) + 1 if item.info and begun.number else begun.mark == item.markup


def _right(mark: str, text: str, found: re.Match[str]) -> str:
    return f"{mark} {text[found.end() :]}"[:40]


def _is_next(one: _Begun, other: _Begun) -> bool:
    """Return whether two lines are items of the same list."""
    if one.mark != other.mark or one.paragraph.depth != other.paragraph.depth:
        return False
    if one.number or one.roman:
        alike = _follows(one.number, other.number) or _follows(one.roman, other.roman)
        together = one.paragraph is other.paragraph and not one.line.text.endswith(("  ", "\\"))
        return alike and (together or one.mark in _LISTS_OF_THEIR_OWN)
    if one.paragraph is other.paragraph:
        return other.row == one.row + 1
    last, first = one.row == len(one.paragraph.lines) - 1, other.row == 0
    speech = one.mark in "–—−" and bool(_ENDS.search(one.line.text) or _ENDS.search(other.line.text))
    return last and first and not speech and not _prose(one)


def _follows(number: int, following: int) -> bool:
    return number > 0 and following == number + 1


def _prose(begun: _Begun) -> bool:
    """Return whether a paragraph begins with a marker but is a text of several lines."""
    return begun.mark in "§o" and len(begun.paragraph.lines) > 1


def _after_lists(reading: Reading) -> set[int]:
    """Return the indexes of paragraphs directly before or after a list."""
    found = set()
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if token.type == "bullet_list_close" and index + 1 < len(tokens):
            found.add(index + 1)
        if token.type == "bullet_list_open" and index >= 3:
            found.add(index - 3)
    return found
