"""The tokens of a section → its tree of typed nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.model import nodes
from kbsite.parse.courtesies import UNSEARCHED
from kbsite.parse.reader import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

DEEPEST = 100
"""How deep emphasis may be nested; deeper emphasis is shown without. markdown-it limits blocks itself."""


def tree(tokens: Sequence[Token]) -> tuple[nodes.Block, ...]:
    """Return the blocks of some tokens; raw HTML, which is an error, gives none."""
    opened: list[tuple[Token | None, list[Any]]] = [(None, [])]
    for token in tokens:
        children = opened[-1][1]
        if token.type == "inline":
            children += _inline(token.children or ())
        elif token.nesting == 1:
            opened.append((token, []))
        elif token.nesting == -1:
            opening, inside = opened.pop()
            if opening:
                opened[-1][1].append(_BLOCKS[opening.type](opening, inside))
        elif token.type in _LEAVES:
            children.append(_LEAVES[token.type](token))
    return tuple(opened[0][1])


def _inline(tokens: Sequence[Token]) -> list[nodes.Inline]:
    """Return the nodes of some inline tokens."""
    opened: list[tuple[Token | None, list[Any]]] = [(None, [])]
    for token in tokens:
        if token.nesting == 1:
            opened.append((token, []))
        elif token.nesting == -1:
            opening, inside = opened.pop()
            if opening and (len(opened) < DEEPEST or opening.type not in _EMPHASIS):
                opened[-1][1].append(_SPANS[opening.type](opening, tuple(inside)))
            else:
                opened[-1][1].extend(inside)
        elif token.type in _PIECES:
            opened[-1][1].append(_PIECES[token.type](token))
    return opened[0][1]


def _paragraph(token: Token, children: list[Any]) -> nodes.Block:
    """Return a paragraph, or a figure where it is a single picture."""
    if token.tag == "figure":
        return nodes.Figure(children[0], token.meta.get("caption", ""))
    return nodes.Paragraph(tuple(children), tight=token.hidden, searched=UNSEARCHED not in token.meta)


def _heading(token: Token, children: list[Any]) -> nodes.HeadingBlock:
    return nodes.HeadingBlock(int(token.tag[1:]), token.meta["id"], tuple(children))


def _quote(token: Token, children: list[Any]) -> nodes.Block:
    """Return a quotation, or a callout where it is marked as one."""
    kind = token.meta.get("callout")
    return nodes.Callout(kind, tuple(children)) if kind else nodes.Quote(tuple(children))


def _ordered(token: Token, children: list[Any]) -> nodes.ListBlock:
    return nodes.ListBlock(tuple(children), int(token.attrs.get("start", 1)))


def _table(_: Token, children: list[Any]) -> nodes.Table:
    head, *bodies = children
    return nodes.Table(head[0], tuple(row for body in bodies for row in body))


def _cell(token: Token, children: list[Any]) -> nodes.Cell:
    """Return a cell; an empty corner above a column of words is an ordinary cell, not a header."""
    alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return nodes.Cell(tuple(children), heading=token.tag == "th" and bool(children), alignment=alignment)


def _note(token: Token, children: list[Any]) -> nodes.Note:
    return nodes.Note(token.meta["id"] + 1, tuple(children))


def _link(token: Token, children: tuple[Any, ...]) -> nodes.Link:
    return nodes.Link(
        token.meta["index"],
        children,
        title=str(token.attrs.get("title", "")),
        label=str(token.attrs.get("aria-label", "")),
        law="law" in token.meta,
    )


def _span(token: Token, children: tuple[Any, ...]) -> nodes.Span:
    return nodes.Span(children, str(token.attrs.get("lang", "")), searched=UNSEARCHED not in token.meta)


def _code_block(token: Token) -> nodes.CodeBlock:
    return nodes.CodeBlock(token.content)


_BLOCKS: dict[str, Callable[[Token, list[Any]], Any]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": lambda _, children: nodes.ListBlock(tuple(children)),
    "ordered_list_open": _ordered,
    "list_item_open": lambda token, children: nodes.Item(tuple(children), token.meta.get("done")),
    "blockquote_open": _quote,
    f"container_{PASSAGE}_open": lambda token, children: nodes.LanguageBlock(token.info.strip(), tuple(children)),
    "table_open": _table,
    "thead_open": lambda _, children: children,
    "tbody_open": lambda _, children: children,
    "tr_open": lambda _, children: nodes.Row(tuple(children)),
    "th_open": _cell,
    "td_open": _cell,
    "dl_open": lambda _, children: nodes.DefinitionList(tuple(children)),
    "dt_open": lambda _, children: nodes.DefinitionTerm(tuple(children)),
    "dd_open": lambda _, children: nodes.Definition(tuple(children)),
    "footnote_block_open": lambda _, children: nodes.Notes(tuple(children)),
    "footnote_open": _note,
}
"""The node of each pair of tokens around blocks or lines, given its children."""

_LEAVES: dict[str, Callable[[Token], Any]] = {
    "code_block": _code_block,
    "fence": _code_block,
    "hr": lambda _: nodes.Rule(),
    "footnote_anchor": lambda token: nodes.NoteReturn(token.meta["id"] + 1, token.meta.get("subId", 0)),
}
"""The node of each token that is a block by itself."""

_EMPHASIS = ("em_open", "strong_open", "s_open")

_SPANS: dict[str, Callable[[Token, tuple[Any, ...]], nodes.Inline]] = {
    "em_open": lambda _, children: nodes.Emphasis(children),
    "strong_open": lambda _, children: nodes.Emphasis(children, strong=True),
    "s_open": lambda _, children: nodes.Struck(children),
    "link_open": _link,
    "span_open": _span,
}
"""The node of each pair of inline tokens, given its children."""

_PIECES: dict[str, Callable[[Token], nodes.Inline]] = {
    "text": lambda token: nodes.Text(token.content),
    "softbreak": lambda _: nodes.LineBreak(),
    "hardbreak": lambda _: nodes.LineBreak(forced=True),
    "code_inline": lambda token: nodes.Code(token.content),
    "image": lambda token: nodes.Picture(token.meta["index"], token.meta["alt"]),
    "term": lambda token: nodes.Term(token.meta["term"], token.content),
    "footnote_ref": lambda token: nodes.NoteReference(token.meta["id"] + 1, token.meta.get("subId", 0)),
}
"""The node of each single inline token; raw HTML has none."""
