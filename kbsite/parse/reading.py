"""The state of parsing one text, which the rules of `markdown` read and fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.parse.annotate import NO_LEXICON, Lexicon
from kbsite.parse.laws.scopes import NOTHING_OUTSIDE, Outer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Heading, Link, Picture, Section
    from kbsite.model.lexicon import LawMention, LawReference
    from kbsite.parse.reader import Defined
    from kbsite.parse.sections import Cut
    from kbsite.parse.source_text import SourceText
    from kbsite.schema.kinds import SectionSpec


@dataclass(slots=True)
class Reading:
    """The tokens of one text and what the rules have found in them; lives no longer than `markdown`.

    `defined` are all definitions of addresses and footnotes; `definitions` the lines of the address definitions in
    force, by label; `parts` the tokens of sections.
    """

    source: SourceText
    specs: tuple[SectionSpec, ...] = ()
    lexicon: Lexicon = NO_LEXICON
    outer: Outer = NOTHING_OUTSIDE
    tokens: list[Token] = field(default_factory=list)
    defined: tuple[Defined, ...] = ()
    definitions: dict[str, int] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    references: list[LawReference] = field(default_factory=list)
    named: tuple[LawMention, ...] = ()
    parts: list[Cut] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def plain(tokens: Sequence[Token] | None) -> str:
    """Return the text that inline tokens show; a picture gives its alternative text."""
    parts = []
    for token in tokens or ():
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain(token.children))
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)
