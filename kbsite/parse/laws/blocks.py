"""Tokens of blocks → the scopes of the laws named in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from kbsite.parse.laws.scopes import Scopes

_KINDS = {
    "paragraph": "block",
    "bullet_list": "list",
    "ordered_list": "list",
    "dl": "list",
    "list_item": "item",
    "footnote": "item",
    "table": "table",
    "tr": "row",
    "th": "column",
    "td": "cell",
    "blockquote": "quotation",
}
"""The kind of scope that each block opens and closes."""


def follow(token: Token, scopes: Scopes) -> None:
    """Open or close the scope of a block; tokens within a line change nothing."""
    name, _, what = token.type.rpartition("_")
    if what not in ("open", "close"):
        return
    if name == "heading":
        if what == "open":
            scopes.begin_section(int(token.tag[1:]))
        else:
            scopes.leave("heading")
    elif token.type == "dt_open":
        scopes.begin_item()
    elif token.type == "footnote_block_open":
        scopes.end_sections()
    elif name in _KINDS:
        if what == "open":
            scopes.enter(_KINDS[name], closed=name == "blockquote" and "callout" not in token.meta)
        else:
            scopes.leave(_KINDS[name])
