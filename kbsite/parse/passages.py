"""What the blocks of a text say, in which language and in whose words: a passage for each block and language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kbsite.model.passage import Passage, Run, Voice
from kbsite.parse.html import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.parse.positions import Positions

_OPEN, _CLOSE = f"container_{PASSAGE}_open", f"container_{PASSAGE}_close"

_BREAKS = ("softbreak", "hardbreak")


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
