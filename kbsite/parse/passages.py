"""What the blocks of a text say, in which language and in whose words: a passage for each block and language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from kbsite.norwegian import blanked, without_quotations
from kbsite.parse.html import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.diagnostics import Location
    from kbsite.parse.positions import Positions

_OPEN, _CLOSE = f"container_{PASSAGE}_open", f"container_{PASSAGE}_close"

_BREAKS = ("softbreak", "hardbreak")

_NO_WORDS = re.compile(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?<=\])\([^)]*\)|(?<=\])\{[^}]*\}|(?<=\])\[[^\]]*\]|\[\^[^\]]*\]|<[^>]*>"
)
"""What of a line of the source is not read as words: code, addresses, attributes, marks of footnotes."""

_WORD = re.compile(r"\w+")

_BETWEEN = r"[\W_]+"

_NEAR = 80
"""How much of a text before and behind a place is enough to find it in the source."""


class Voice(Enum):
    """Whose words a run is: the writer's own, or those of links and in italics, which are often titles."""

    OWN = "own"
    LINKED = "linked"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a block; its line breaks are those of the source."""

    text: str
    voice: Voice = Voice.OWN


@dataclass(frozen=True, slots=True)
class Passage:
    """What one block, such as a paragraph or a list item, says in one language; `lang` is "" for the section's own.

    Code is left out. A part of a block in another language is a passage of its own. `quoted` is a block that is
    marked as a quotation. `lines` are those of the block in the source, which begins `at`: they only tell places.
    """

    lang: str
    runs: tuple[Run, ...]
    at: Location
    lines: tuple[str, ...] = field(compare=False)
    quoted: bool = False

    @property
    def whole(self) -> str:
        """All that it says."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    @property
    def text(self) -> str:
        """Its own words and those in italics, without those that links stand on."""
        return " ".join(run.text for run in self.runs if run.voice is not Voice.LINKED)

    @property
    def linked(self) -> str:
        """The words that links stand on."""
        return " ".join(run.text for run in self.runs if run.voice is Voice.LINKED)

    @property
    def own(self) -> str:
        """What surely are the writer's words: as long as `whole`, blanks for links, italics and quotations."""
        if self.quoted:
            return blanked(self.whole)
        runs = (run.text if run.voice is Voice.OWN else blanked(run.text) for run in self.runs)
        return without_quotations("".join(runs))

    def place(self, offset: int) -> Location:
        """Return where in the source the word stands that begins at `offset` of `whole`."""
        whole = self.whole
        first = whole.count("\n", 0, offset)
        before = _WORD.findall(whole[max(0, offset - _NEAR) : offset].rpartition("\n")[2])[-3:]
        after = _WORD.findall(whole[offset : offset + _NEAR].partition("\n")[0])[:4]
        for context, words in ((before, after), (before, after[:1]), ([], after), ([], after[:1])):
            for index in sorted(range(len(self.lines)), key=lambda line: line != first):
                column = _column(self.lines[index], context, words)
                if column:
                    return replace(self.at, line=self.at.line + index, column=column)
        return self.at


def _column(line: str, context: Sequence[str], words: Sequence[str]) -> int:
    """Return the column of the first of `words` where they stand behind `context`, markup between or not; or 0."""
    read = _NO_WORDS.sub(lambda found: " " * len(found[0]), line)
    before = _BETWEEN.join([*map(re.escape, context), ""])
    match = re.search(rf"(?<!\w){before}(?P<here>{_BETWEEN.join(map(re.escape, words))})(?!\w)", read)
    return match.start("here") + 1 if match and words else 0


def passages(tokens: Sequence[Token], positions: Positions) -> tuple[Passage, ...]:
    """Return what `tokens` say, block by block, what stands in `:::nn` and in `[…]{lang=en}` in its language."""
    found: list[Passage] = []
    around: list[str] = []
    begin, end, quotations = 0, 1, 0
    for token in tokens:
        if token.map:
            begin, end = token.map[0], max(token.map[1], token.map[0] + 1)
        if token.type == "inline":
            own = around[-1] if around else ""
            at, lines = positions.line(begin), positions.lines[begin:end]
            said = _said(token.children or (), own)
            found += [Passage(lang, runs, at, lines, quotations > 0) for lang, runs in said]
        elif token.type == _OPEN:
            around.append(token.info.strip())
        elif token.type == _CLOSE:
            around.pop()
        elif token.type.startswith("blockquote_"):
            quotations += token.nesting
    return tuple(found)


def _said(children: Sequence[Token], own: str) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Yield the languages of a block, each with what it says in it; each has all the line breaks of the block."""
    if len(children) == 1 and children[0].type == "text":
        yield own, (Run(children[0].content),)
        return
    reading = _Reading([own])
    for child in children:
        reading.take(child)
    for language, runs in reading.said.items():
        if any(run.text.strip() for run in runs):
            yield language, tuple(runs)


@dataclass(slots=True)
class _Reading:
    """What has been read of one block, by language; the last of `languages` is that of what comes next."""

    languages: list[str]
    said: dict[str, list[Run]] = field(default_factory=dict)
    link: str = ""
    italic: int = 0
    lines: int = 0

    def take(self, child: Token) -> None:
        """Read the next inline token; a line break is one in every language, so that lines can be counted."""
        match child.type:
            case "span_open":
                self._add(" ")
                self.languages.append(str(child.attrs.get("lang", "")) or self.languages[-1])
            case "span_close":
                self.languages.pop()
            case "link_open":
                self.link = child.markup or "link"
                self._runs().append(Run("", Voice.LINKED))
            case "link_close":
                self.link = ""
            case "em_open" | "em_close":
                self.italic += child.nesting
            case "softbreak" | "hardbreak":
                self.lines += 1
                for runs in self.said.values():
                    runs[-1] = replace(runs[-1], text=f"{runs[-1].text}\n")
            case _ if self.link != "autolink":
                self._add(_words(child))

    def _add(self, text: str) -> None:
        runs = self._runs()
        voice = Voice.LINKED if self.link else Voice.ITALIC if self.italic else Voice.OWN
        if runs[-1].voice is voice:
            runs[-1] = Run(runs[-1].text + text, voice)
        elif text:
            runs.append(Run(text, voice))

    def _runs(self) -> list[Run]:
        return self.said.setdefault(self.languages[-1], [Run("\n" * self.lines)])


def _words(child: Token) -> str:
    """Return what an inline token says: a picture what it shows and its caption, code nothing."""
    if child.type in ("text", "term"):
        return child.content
    if child.type == "image":
        return f"{child.meta.get('alt', '')} {child.attrs.get('title', '')} "
    return " " if child.type == "code_inline" else ""
