"""The source text of paragraphs, with the position of each line; and the text that readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.parse.reader import trace_of
from kbsite.parse.source_text import trace_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kbsite.diagnostics import Location
    from kbsite.parse.reading import Reading
    from kbsite.parse.source_text import Trace


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph, without its indentation and container markers, and its offset in the source."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """The lines of a paragraph; `depth` is 0 outside lists and quotations, `index` that of its first token."""

    lines: tuple[Line, ...]
    depth: int
    index: int


def paragraphs(reading: Reading) -> Iterator[WrittenParagraph]:
    """Yield the paragraphs of a text, including those of list items and quotations."""
    for index, (opening, inline) in enumerate(zip(reading.tokens, reading.tokens[1:], strict=False)):
        if opening.type != "paragraph_open" or inline.type != "inline" or not inline.map:
            continue
        trace = trace_of_lines(reading.source, inline.map[0], inline.content)
        lines, start = [], 0
        for text in inline.content.split("\n"):
            blanks = len(text) - len(text.lstrip(" \t"))
            lines.append(Line(text[blanks:], trace.source(start + blanks)))
            start += len(text) + 1
        yield WrittenParagraph(tuple(lines), opening.level, index)


def shown_texts(reading: Reading) -> Iterator[tuple[Token, str, Trace]]:
    """Yield the block, the text and its trace of each run of text that readers see; not of code and pictures."""
    for block in reading.tokens:
        for child in (block.children or ()) if block.type == "inline" else ():
            if child.type == "text":
                yield block, child.content, trace_of(child)


def begins(reading: Reading, row: int) -> Location:
    """Return where the text of a line begins, after its indentation and the markers of quotations."""
    line = reading.source.lines[row]
    return reading.source.at(reading.source.starts[row] + len(line) - len(line.lstrip(" \t>")))


def as_written(reading: Reading, text: str, trace: Trace, start: int) -> int:
    """Return the source offset of a character that is shown as written; -1 where it is escaped."""
    at = trace.source(start)
    source = reading.source.text
    written = source[at : at + 1] == text[start] and source[max(at - 1, 0) : at] != "\\"
    return at if written else -1
