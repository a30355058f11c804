"""Greetings and signatures in a section: shown, but left out of the search index and of excerpts."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from markdown_it.token import Token

from kbsite.parse.greeting import greeting_length, is_signature
from kbsite.parse.reading import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSEARCHED = "unsearched"
"""The key in a paragraph's or span's meta that leaves it out of the search index."""


def quiet_courtesies(tokens: Sequence[Token]) -> str:
    """Mark greetings and signatures as not indexed; return the first paragraph that is neither."""
    lead = ""
    for opening, inline in itertools.pairwise(tokens):
        if opening.type != "paragraph_open" or opening.level > 0 or opening.tag == "figure":
            continue
        text = plain(inline.children)
        length = 0 if lead else greeting_length(text)
        rest = text[length:].strip()
        if length and rest:
            _wrap(inline, length)
        elif length or is_signature(text):
            opening.meta[UNSEARCHED] = True
            continue
        lead = lead or rest
    return lead


def _wrap(inline: Token, length: int) -> None:
    """Wrap the first `length` characters of a paragraph in a span, where they are plain text."""
    children = inline.children or []
    first = children[0]
    if first.type != "text" or len(first.content) < length:
        return
    opening, closing = Token("span_open", "span", 1, meta={UNSEARCHED: True}), Token("span_close", "span", -1)
    greeting, rest = first.copy(content=first.content[:length]), first.copy(content=first.content[length:])
    inline.children = [opening, greeting, closing, *([rest] if rest.content else []), *children[1:]]
