"""Empty headings and paragraphs, and vertical space made with line breaks."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.parse.hidden_characters import without_hidden
from kbsite.parse.reading import plain

if TYPE_CHECKING:
    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_TOKENS_OF_PARAGRAPH = 3
"""The opening token, the inline token and the closing token."""

_SHOWN = frozenset({"image", "code_inline", "footnote_ref", "html_inline"})


def check_empty_blocks(reading: Reading) -> None:
    """Report empty headings, and the first of each run of empty paragraphs or line breaks."""
    before = -_TOKENS_OF_PARAGRAPH  # the last empty paragraph
    for index, (opening, inline) in enumerate(itertools.pairwise(reading.tokens)):
        if inline.type != "inline":
            continue
        empty = _is_empty(inline)
        at = reading.source.line(opening.map[0] if opening.map else 0)
        if opening.type == "heading_open" and _says_nothing(inline):
            reading.problems.append(problem(at, "empty-heading", marks=opening.markup))
        elif opening.type == "paragraph_open" and empty and inline.content and not opening.level:
            if index - before > _TOKENS_OF_PARAGRAPH:
                reading.problems.append(problem(at, "empty-paragraph"))
            before = index
        elif opening.type == "paragraph_open":
            _check_breaks(inline, reading)


def _is_empty(inline: Token) -> bool:
    """Return whether a block shows nothing to readers."""
    children = inline.children or ()
    if any(child.type in _SHOWN for child in children):
        return False
    return not without_hidden(plain(children)).strip()


def _says_nothing(inline: Token) -> bool:
    """Return whether a heading has neither a letter nor a number, nor anything else to show."""
    shown = any(child.type in _SHOWN for child in inline.children or ())
    return not shown and not any(map(str.isalnum, plain(inline.children)))


def _check_breaks(inline: Token, reading: Reading) -> None:
    """Report the first of several consecutive line breaks, used as vertical space within a paragraph."""
    before = False
    for child in inline.children or ():
        if child.type == "hardbreak":
            if before:
                at = reading.source.at(child.meta["at"])
                reading.problems.append(problem(at, "empty-paragraph"))
                return
            before = True
        elif child.type != "softbreak" and plain([child]).strip():
            before = False
