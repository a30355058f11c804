"""What the blocks of a text say, in which language: a passage for each block and language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.parse.html import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.diagnostics import Location
    from kbsite.parse.positions import Positions

_OPEN, _CLOSE = f"container_{PASSAGE}_open", f"container_{PASSAGE}_close"

_PARTING = ("softbreak", "hardbreak", "code_inline", "link_open", "link_close", "span_open", "span_close")
"""Inline tokens that are no words, but part those around them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What one block, such as a paragraph or a list item, says in one language; `lang` is "" for the section's own.

    `text` is its own words and `linked` those that links stand on, which are often titles; code is neither.
    A part of a block in another language is a passage of its own.
    """

    lang: str
    text: str
    linked: str
    at: Location


def passages(tokens: Sequence[Token], positions: Positions) -> tuple[Passage, ...]:
    """Return what `tokens` say, block by block, what stands in `:::nn` and in `[…]{lang=en}` in its language."""
    found: list[Passage] = []
    around: list[str] = []
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "inline":
            own = around[-1] if around else ""
            at = positions.line(line)
            found += [Passage(lang, text, linked, at) for lang, text, linked in _said(token.children or (), own)]
        elif token.type == _OPEN:
            around.append(token.info.strip())
        elif token.type == _CLOSE:
            around.pop()
    return tuple(found)


def _said(children: Sequence[Token], own: str) -> Iterator[tuple[str, str, str]]:
    """Yield the languages of a block, each with its own words and those that links stand on."""
    if len(children) == 1 and children[0].type == "text":
        yield own, children[0].content, ""
        return
    texts: dict[tuple[str, bool], list[str]] = {}
    languages, link = [own], ""
    for child in children:
        if child.type == "span_open":
            languages.append(str(child.attrs.get("lang", "")) or languages[-1])
        elif child.type == "span_close":
            languages.pop()
        elif child.type == "link_open":
            link = child.markup or "link"
        elif child.type == "link_close":
            link = ""
        if link != "autolink":
            texts.setdefault((languages[-1], bool(link)), []).append(_words(child))
    for language in dict.fromkeys(language for language, _ in texts):
        text = "".join(texts.get((language, False), ())).strip()
        linked = "".join(texts.get((language, True), ())).strip()
        if text or linked:
            yield language, text, linked


def _words(child: Token) -> str:
    """Return what an inline token says: a picture what it shows and its caption, code nothing."""
    if child.type in ("text", "term"):
        return child.content
    if child.type == "image":
        return f"{child.meta.get('alt', '')} {child.attrs.get('title', '')} "
    return " " if child.type in _PARTING else ""
