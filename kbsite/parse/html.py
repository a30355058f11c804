"""Tokens → HTML with slots: the rules that differ from markdown-it's own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kbsite.model import Html, IdSlot, LevelSlot, LinkSlot, PictureSlot, Slot, TermSlot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

PASSAGE = "passage"
_MARK = re.compile("\x00([LPIHT])([^\x00]*)\x00")


class Reader(MarkdownIt):
    """Markdown as editors write it: every link is kept as written, and checked by us with a word to the editor."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Return True: a link of a forbidden kind is reported, not passed over in silence."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return the address as written, so that it can be found again in the source."""
        return url


@cache
def reader() -> Reader:
    """Return the reader of CommonMark with tables, footnotes, definition lists and passages in other languages.

    It keeps nothing of what it reads, so one serves for all files.
    """
    markdown = Reader("commonmark", {"html": True, "xhtmlOut": False, "store_labels": True})
    markdown.enable("table")
    markdown.use(footnote_plugin)
    markdown.use(deflist_plugin)
    markdown.use(attrs_plugin, after=("span_close",), spans=True, allowed=("lang",))
    markdown.use(container_plugin, PASSAGE, validate=lambda _parameters, _markup: True)
    for name, rule in _RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def with_slots(html: str) -> Html:
    """Return rendered HTML cut up at its marks."""
    parts: list[str | Slot] = []
    end = 0
    for match in _MARK.finditer(html):
        if match.start() > end:
            parts.append(html[end : match.start()])
        parts.append(_slot(match[1], match[2]))
        end = match.end()
    if end < len(html):
        parts.append(html[end:])
    return tuple(parts)


def _slot(letter: str, value: str) -> Slot:
    match letter:
        case "L":
            return LinkSlot(int(value))
        case "P":
            return PictureSlot(int(value))
        case "H":
            return LevelSlot(int(value))
        case "T":
            term, _, text = value.partition(" ")
            return TermSlot(term, text)
        case _:
            return IdSlot(value)


# Each rule takes what markdown-it gives: the renderer, all tokens, the index of this one, options, environment.


def _heading(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    token = tokens[index]
    level = token.tag[1:]
    if token.nesting == 1:
        return f'<h\x00H{level}\x00 id="\x00I{token.meta["id"]}\x00">'
    return f"</h\x00H{level}\x00>\n"


def _link_open(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    token = tokens[index]
    given = ((name, token.attrGet(name)) for name in ("title", "class", "aria-label"))
    extra = "".join(f' {name}="{escapeHtml(str(value))}"' for name, value in given if value)
    return f"<a\x00L{token.meta['index']}\x00{extra}>"


def _term(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return f"\x00T{tokens[index].meta['term']} {tokens[index].content}\x00"


def _image(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    token = tokens[index]
    picture = f'<img\x00P{token.meta["index"]}\x00 alt="{escapeHtml(token.meta["alt"])}">'
    caption = token.attrGet("title")
    if caption and token.meta.get("figure"):
        return f"{picture}<figcaption>{escapeHtml(str(caption))}</figcaption>"
    return picture


def _passage(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    if tokens[index].nesting == 1:
        return f'<div lang="{escapeHtml(tokens[index].info.strip())}">\n'
    return "</div>\n"


def _table_open(*_: Any) -> str:
    return '<div class="table" role="group" tabindex="0" aria-label="Tabell">\n<table>\n'


def _table_close(*_: Any) -> str:
    return "</table>\n</div>\n"


def _cell_open(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    """A column's alignment is a class, for the pages have no style in their elements.

    An empty corner above a column of words is no heading of anything, so it is an ordinary cell.
    """
    style = str(tokens[index].attrGet("style") or "")
    aligned = style.removeprefix("text-align:")
    tag = tokens[index].tag if tokens[index + 1].content else "td"
    return f'<{tag} class="{aligned}">' if aligned in ("center", "right") else f"<{tag}>"


def _cell_close(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return f"</{tokens[index].tag if tokens[index - 1].content else 'td'}>\n"


def _code(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return f'<pre tabindex="0"><code>{escapeHtml(tokens[index].content)}</code></pre>\n'


def _nothing(*_: Any) -> str:
    return ""


def _note(token: Token) -> str:
    number = str(token.meta["id"] + 1)
    again = token.meta.get("subId", 0)
    return f"{number}_{again}" if again > 0 else number


def _footnote_ref(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    token = tokens[index]
    number = token.meta["id"] + 1
    return (
        f'<sup class="footnote-ref"><a href="#\x00Ifn_{number}\x00" id="\x00Ifnref_{_note(token)}\x00"'
        f' role="doc-noteref">[{number}]</a></sup>'
    )


def _footnotes_open(*_: Any) -> str:
    return '<section class="footnotes" role="doc-endnotes" aria-label="Fotnoter">\n<ol>\n'


def _footnotes_close(*_: Any) -> str:
    return "</ol>\n</section>\n"


def _footnote_open(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return f'<li id="\x00Ifn_{tokens[index].meta["id"] + 1}\x00">'


def _footnote_anchor(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return (
        f' <a href="#\x00Ifnref_{_note(tokens[index])}\x00" role="doc-backlink"'
        ' aria-label="Tilbake til teksten">↩\ufe0e</a>'
    )


_RULES = {
    "heading_open": _heading,
    "heading_close": _heading,
    "link_open": _link_open,
    "image": _image,
    "term": _term,
    f"container_{PASSAGE}_open": _passage,
    f"container_{PASSAGE}_close": _passage,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "th_close": _cell_close,
    "code_block": _code,
    "fence": _code,
    "html_block": _nothing,
    "html_inline": _nothing,
    "footnote_ref": _footnote_ref,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_open": _footnote_open,
    "footnote_anchor": _footnote_anchor,
}
