"""The passages of a text: the words of each block, by language and by voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.model.passage import Mark, Passage, Run, Voice
from kbsite.parse.reader import PASSAGE, trace_of
from kbsite.parse.reading import plain
from kbsite.parse.source_text import joined
from kbsite.schema.field_types import is_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.parse.source_text import SourceText, Trace

_OPEN, _CLOSE = f"container_{PASSAGE}_open", f"container_{PASSAGE}_close"

_UNKNOWN = "und"
"""Stands for what is no language: an error."""

_Said = tuple[str, tuple[Run, ...], tuple[Mark, ...]]
"""A language, its text, and the location of that text."""


def passages(tokens: Sequence[Token], source: SourceText) -> tuple[Passage, ...]:
    """Return the passages of `tokens`, block by block; `:::nn` and `[…]{lang=en}` give the language."""
    found: list[Passage] = []
    around: list[str] = []
    quotations: list[bool] = []
    cell = False
    for token in tokens:
        if token.type == "inline":
            children = token.children or ()
            own = around[-1] if around else ""
            at = source.line(token.map[0] if token.map else _first_line(children, source))
            quoted = any(quotations)
            found += [
                Passage(lang, runs, at, marks, quoted, cell) for lang, runs, marks in _said(children, own, source)
            ]
        elif token.type == _OPEN:
            around.append(token.info.strip())
        elif token.type == _CLOSE:
            around.pop()
        elif token.type == "blockquote_open":
            quotations.append("callout" not in token.meta)  # a note that stands out is the writer's own
        elif token.type == "blockquote_close":
            quotations.pop()
        elif token.type in ("td_open", "td_close"):
            cell = token.nesting > 0
    return tuple(found)


def _first_line(children: Sequence[Token], source: SourceText) -> int:
    """Return the line of an inline footnote, which is no block of the source."""
    return source.line_of(children[0].meta.get("at", 0)) if children else 0


def _said(children: Sequence[Token], own: str, source: SourceText) -> Iterator[_Said]:
    """Yield each language of a block with its text; each has all the line breaks of the block."""
    reading = _Reading([own], source)
    for child in children:
        reading.take(child)
    alone = len(children) == 1 and children[0].type == "text"
    for language, said in reading.said.items():
        said.end_lines(reading.lines)
        runs = tuple(Run("".join(texts), voice) for voice, texts in said.runs)
        if alone or any(run.text.strip() for run in runs):
            yield language, runs, tuple(said.marks)


@dataclass(slots=True)
class _InLanguage:
    """The text of a block in one language: its runs, and the source positions and length of all of them."""

    runs: list[tuple[Voice, list[str]]] = field(default_factory=lambda: [(Voice.OWN, [])])
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    lines: int = 0

    def end_lines(self, lines: int) -> None:
        """Append the line breaks of the block that were read since the last text."""
        self.runs[-1][1].append("\n" * (lines - self.lines))
        self.length += lines - self.lines
        self.lines = lines

    def add(self, text: str, voice: Voice) -> None:
        """Append text to the last run, or begin a new run where the voice changes."""
        if self.runs[-1][0] is not voice and text:
            self.runs.append((voice, []))
        self.runs[-1][1].append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Reading:
    """The state of reading one block, by language; the last of `languages` is the current one."""

    languages: list[str]
    source: SourceText
    said: dict[str, _InLanguage] = field(default_factory=dict)
    link: str = ""
    italic: int = 0
    lines: int = 0

    def take(self, child: Token) -> None:
        """Read the next inline token; a line break counts in every language, so that lines can be counted."""
        match child.type:
            case "span_open":
                self._add(" ")
                language = str(child.attrs.get("lang", "")) or self.languages[-1]
                self.languages.append(
                    language if is_language(language) or language == self.languages[0] else _UNKNOWN
                )
            case "span_close":
                self.languages.pop()
            case "link_open":
                self.link = child.markup or "link"
                self._now().runs.append((Voice.LINKED, []))
            case "link_close":
                self.link = ""
            case "em_open" | "em_close":
                self.italic += child.nesting
            case "softbreak" | "hardbreak":
                self.lines += 1
            case _ if self.link != "autolink":
                self._say(child)

    def _say(self, child: Token) -> None:
        """Read a token with text: a picture gives its alternative text and caption, code gives nothing."""
        match child.type:
            case "text" | "term":
                self._add(child.content, trace_of(child))
            case "image":
                self._picture(child)
            case "code_inline":
                self._add(" ")

    def _picture(self, child: Token) -> None:
        """Read a picture's alternative text and its title."""
        shown = plain(child.children)
        alt, title = shown.strip(), str(child.attrs.get("title", ""))
        blanks = len(shown) - len(shown.lstrip())
        trace = joined([(len(plain([each])), trace_of(each)) for each in child.children or ()])
        self._add(alt, trace.part(blanks, blanks + len(alt)) if alt else None)
        self._mark(child.meta["at"])
        self._add(" ")
        self._add(title, child.meta.get("title"))
        self._add(" ")

    def _add(self, text: str, trace: Trace | None = None) -> None:
        said = self._now()
        if trace:
            begin = said.length
            for start, offset in zip(trace.starts, trace.sources, strict=True):
                at = self.source.at(offset)
                said.marks.append(Mark(begin + start, at.line, at.column))
        said.add(text, Voice.LINKED if self.link else Voice.ITALIC if self.italic else Voice.OWN)

    def _mark(self, offset: int) -> None:
        """Record the source offset of the text that comes next."""
        said, at = self._now(), self.source.at(offset)
        said.marks.append(Mark(said.length, at.line, at.column, whole=True))

    def _now(self) -> _InLanguage:
        said = self.said.setdefault(self.languages[-1], _InLanguage())
        said.end_lines(self.lines)
        return said
