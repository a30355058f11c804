"""Malformed headings shown with their markers: `##Frister`, more than six markers, `== Frister ==`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import WrittenParagraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_MARKS = re.compile(r"(?P<marks>#{2,})(?P<blank>\s*)(?P<text>[^\s#].*)|(?P<one>#)\s(?P<rest>\S.*)")
_ONE = re.compile(r"#(?P<text>(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]? )?[A-ZÆØÅ«][^#]*)")
_WITHIN = re.compile(r"(?<=\S)\s(?P<marks>#{2,6})\s+(?P<text>[A-ZÆØÅ].*)")
_DEEPEST = 6


def broken_headings(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each line of a paragraph that was meant as a heading."""
    for paragraph in paragraphs(reading):
        for line in paragraph.lines:
            if found := _meant(line.text, paragraph):
                marks, text = found
                right = f"{'#' * min(len(marks), _DEEPEST)} {text.strip()}"
                yield problem(reading.source.at(line.at), "broken-heading", text=line.text[:60], right=right[:60])
            elif "##" in line.text and (within := _WITHIN.search(line.text)):
                at = reading.source.at(line.at + within.start("marks"))
                right = f"{within['marks']} {within['text']}"
                yield problem(at, "broken-heading", text=right[:60], right=right[:60])


def _meant(line: str, paragraph: WrittenParagraph) -> tuple[str, str] | None:
    """Return the markers and the text of the heading that a line was meant as; a single `#word` is none."""
    if found := _MARKS.fullmatch(line):
        return (found["marks"], found["text"]) if found["marks"] else ("##", found["rest"])
    if len(paragraph.lines) == 1 and line.startswith("=") and line.endswith("=") and line.strip("= "):
        return "##", line.strip("= ")
    alone = len(paragraph.lines) == 1 and paragraph.depth == 0
    found = _ONE.fullmatch(line) if alone and line[-1:] not in ".,!?" else None
    return ("##", found["text"]) if found else None
