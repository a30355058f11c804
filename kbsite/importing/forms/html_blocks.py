"""An HTML tree → blocks: headings, paragraphs, list items, tables and pictures, as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.importing.forms.html_table import table
from kbsite.importing.model import HEADING, ITEM, PICTURE, TEXT, WHOLE, Block
from kbsite.importing.plain import escape, plain
from kbsite.importing.shape import plain_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "head", "input", "select", "textarea", "button", "option", "svg",
    "math", "map", "link", "meta", "title", "-comment",
))  # fmt: skip
_AROUND = frozenset(("nav", "footer", "aside", "dialog"))
"""Parts of a page that are not its text; what they say is listed as cut."""

_AROUND_NAMED = frozenset((
    "nav", "navbar", "navigation", "navigasjon", "mainnav", "main-nav", "topnav", "menu", "meny", "mainmenu",
    "main-menu", "hovedmeny", "toppmeny", "sidemeny", "breadcrumb", "breadcrumbs", "brodsmule", "brodsmuler",
    "brodsmulesti", "footer", "page-footer", "site-footer", "bunntekst", "sidebar", "skip-link", "skiplink",
    "cookie-banner",
))  # fmt: skip
"""What old systems call such parts in `id` and `class`, where they have no element for them."""

_EMBEDDED = frozenset(("iframe", "object", "embed", "video", "audio", "applet"))
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "form", "fieldset", "figure", "figcaption", "address",
    "blockquote", "dl", "dt", "dd", "center", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "body", "hr",
    "details", "summary", "legend", "label",
))  # fmt: skip
_STRONG, _EMPHASIS = frozenset(("b", "strong")), frozenset(("i", "em", "cite"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 200
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Walk:
    """What has been found on a walk through a tree: blocks, what was cut, and what cannot be brought along."""

    blocks: list[Block] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    lists: list[list[int]] = field(default_factory=list)
    item: bool = False

    def flush(self) -> None:
        """End the current paragraph: each of its lines becomes a block."""
        text = "".join(self.inline)
        self.inline.clear()
        for line in text.split("\n"):
            self._line(line.strip(" \t"))

    def _line(self, line: str) -> None:
        if not plain(line).strip("\u00a0 "):
            return
        whole = re.fullmatch(r"\*\*([^*]+)\*\*:?", line.strip("\u00a0 "))
        text = whole[1].strip() if whole else line
        if self.lists and self.item:
            counter = self.lists[-1]
            self.blocks.append(Block(ITEM, line, len(self.lists), counter[0]))
            counter[0] += 1 if counter[0] else 0
            self.item = False
        else:
            self.blocks.append(Block(TEXT, text, strong=bool(whole)))


def blocks(root: LexborNode) -> Walk:
    """Return the blocks below a node."""
    found = Walk()
    _children(root, found, 0)
    found.flush()
    return found


def _children(node: LexborNode, found: Walk, depth: int) -> None:
    for child in node.iter(include_text=True):
        _node(child, found, depth + 1)


def _node(node: LexborNode, found: Walk, depth: int) -> None:
    tag = node.tag or ""
    if tag == "-text":
        found.inline.append(escape_inline(node.text_content or ""))
    elif tag in _SKIPPED:
        return
    elif tag in _AROUND or _HIDDEN.search(node.attributes.get("style") or "") or _is_named_around(node, tag):
        found.cut.extend(_lines(node))
    elif tag in _EMBEDDED:
        found.embedded.append(node.attributes.get("src") or node.attributes.get("data") or tag)
    elif depth > _DEEPEST:
        found.inline.append(escape_inline(node.text(deep=True, separator=" ")))
    elif handler := _HANDLERS.get(tag):
        handler(node, found, depth)
    elif tag in _BLOCKS:
        found.flush()
        _children(node, found, depth)
        found.flush()
    else:
        _children(node, found, depth)


def escape_inline(text: str) -> str:
    """Return the text of a node, escaped, with its blanks as one."""
    return escape(_SPACE.sub(" ", text))


def _lines(node: LexborNode) -> Iterator[str]:
    for line in node.text(deep=True, separator="\n").split("\n"):
        if text := " ".join(line.split()):
            yield text


def _heading(node: LexborNode, found: Walk, depth: int) -> None:
    found.flush()
    before = len(found.blocks)
    _children(node, found, depth)
    found.flush()
    for at in range(before, len(found.blocks)):
        if found.blocks[at].kind == TEXT:
            found.blocks[at] = Block(HEADING, plain_heading(found.blocks[at].text), int((node.tag or "h2")[1]))


def _list(node: LexborNode, found: Walk, depth: int) -> None:
    found.flush()
    start = node.attributes.get("start") or "1"
    first = int(start) if start.isdigit() and len(start) < 9 else 1
    found.lists.append([first if node.tag == "ol" else 0])
    _children(node, found, depth)
    found.flush()
    found.lists.pop()


def _item(node: LexborNode, found: Walk, depth: int) -> None:
    found.flush()
    found.item = bool(found.lists)
    _children(node, found, depth)
    found.flush()
    found.item = False


def _strong(node: LexborNode, found: Walk, depth: int) -> None:
    _wrapped("**", node, found, depth)


def _emphasis(node: LexborNode, found: Walk, depth: int) -> None:
    _wrapped("*", node, found, depth)


def _wrapped(mark: str, node: LexborNode, found: Walk, depth: int) -> None:
    """Put marks around what is inside, where that is on one line and has no marks itself."""
    before, blocks_before = len(found.inline), len(found.blocks)
    _children(node, found, depth)
    if len(found.blocks) != blocks_before:
        return
    text = "".join(found.inline[before:])
    core = text.strip("\u00a0 \t")
    if core and "\n" not in core and not re.search(r"(?<!\\)\*|!\[", core):
        begin = text.index(core)
        del found.inline[before:]
        found.inline.append(f"{text[:begin]}{mark}{core}{mark}{text[begin + len(core) :]}")


def _link(node: LexborNode, found: Walk, depth: int) -> None:
    before, blocks_before = len(found.inline), len(found.blocks)
    _children(node, found, depth)
    target = address(node.attributes.get("href") or "")
    whole = "".join(found.inline[before:])
    text = whole.strip()
    if not target or len(found.blocks) != blocks_before or not plain(text) or "\n" in text or "![" in text:
        return
    del found.inline[before:]
    found.inline.append(whole.replace(text, f"[{text}]({target})", 1))


def address(target: str) -> str:
    """Return the target of a link as Markdown can have it: without line breaks, blanks and brackets encoded."""
    joined = re.sub(r"[\x00-\x1f\x7f]+", "", target.strip())
    return re.sub(r"[\s()<>\"\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), joined)


def _picture(node: LexborNode, found: Walk, _depth: int) -> None:
    target = address(node.attributes.get("src") or "")
    if not target or target.startswith("data:"):
        return
    alt = escape_inline((node.attributes.get("alt") or "").strip())
    title = " ".join((node.attributes.get("title") or "").replace('"', "”").split())
    caption = f' "{title}"' if title else ""
    found.flush()
    found.blocks.append(Block(PICTURE, f"![{alt}]({target}{caption})"))


def _break(_node: LexborNode, found: Walk, _depth: int) -> None:
    found.inline.append("\n")


def _table(node: LexborNode, found: Walk, depth: int) -> None:
    found.flush()
    lines = table(node, escape_inline)
    if lines:
        found.blocks.append(Block(WHOLE, lines))
    else:
        _children(node, found, depth)
        found.flush()


def _code(node: LexborNode, found: Walk, _depth: int) -> None:
    found.flush()
    for line in node.text(deep=True).split("\n"):
        found.inline.append(escape_inline(line) + "\n")
    found.flush()


_HANDLERS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    **dict.fromkeys(_STRONG, _strong),
    **dict.fromkeys(_EMPHASIS, _emphasis),
    "li": _item,
    "a": _link,
    "img": _picture,
    "br": _break,
    "table": _table,
    "pre": _code,
}


def _is_named_around(node: LexborNode, tag: str) -> bool:
    """Return whether a part is by its role or its name not the text; what has the heading in it always is."""
    if tag in ("body", "html", "main", "article"):
        return False
    given = node.attributes
    named = f"{given.get('id') or ''} {given.get('class') or ''}".lower().split()
    around = given.get("role") in ("navigation", "search", "contentinfo") or not _AROUND_NAMED.isdisjoint(named)
    return around and node.css_first("h1, main, article") is None
