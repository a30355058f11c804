"""Callouts: a quotation that begins with a line such as `> [!NOTE]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.parse.tasks import cut_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

CALLOUTS = {
    "note": "note",
    "tip": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
    "merk": "note",
    "tips": "tip",
    "viktig": "important",
    "obs": "warning",
    "fare": "caution",
}
"""The names of callouts, in English as on git hosts or in Norwegian, and the kind of each."""

_FIRST = re.compile(r"\[!([A-Za-z]+)\][ \t]*")


def mark_callouts(reading: Reading) -> None:
    """Set `meta["callout"]` on each quotation that is a callout, and remove its marker from the text."""
    kept: list[Token] = []
    skip = 0
    for index, token in enumerate(reading.tokens):
        if token.type == "blockquote_open":
            kind = _kind(reading.tokens[index + 1 : index + 3])
            if kind:
                token.meta["callout"] = kind
                skip = _without_mark(reading.tokens[index + 2])
        if skip and token.type in ("paragraph_open", "inline", "paragraph_close"):
            skip -= 1
            continue
        kept.append(token)
    reading.tokens = kept


def _kind(tokens: Sequence[Token]) -> str:
    """Return the callout's kind from the tokens of its first paragraph; "" for an ordinary quotation."""
    if len(tokens) < 2 or tokens[0].type != "paragraph_open" or not tokens[1].children:
        return ""
    children = tokens[1].children
    found = _FIRST.fullmatch(children[0].content) if children[0].type == "text" else None
    ended = len(children) == 1 or children[1].type in ("softbreak", "hardbreak")
    return CALLOUTS.get(found[1].lower(), "") if found and ended else ""


def _without_mark(inline: Token) -> int:
    """Remove the marker from a paragraph; return how many tokens to drop when nothing else was in it."""
    children = inline.children or []
    cut_text(inline, len(children[0].content))
    if children:
        del children[0]
    return 0 if children else 3
