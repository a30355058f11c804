"""The tree of a text, and what composing has found for it → Markdown that other programs can use.

It is the Markdown of GitHub: CommonMark with tables, notes, tasks and callouts; definition lists are those of PHP
Markdown Extra. Links are complete, and what only this site adds, such as explanations of terms, is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urljoin

from kbsite.model import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.render.filled import Filled

_SIGNS = re.compile(r"[\\`*_\[\]<{}|~]|!(?=\[)|&(?=#?\w+;)|:(?=//)|www\.(?=\w)|@(?=\w)")
"""Signs that Markdown would take for markup wherever they stand."""

_AT_START = re.compile(r"(?m)^([ \t]*)(#{1,6}(?=\s|$)|[>+=:-]|\d{1,9}(?=[.)](?:\s|$))|%)")
"""Signs that would begin a block at the start of a line."""


def markdown(blocks: Sequence[nodes.Block], filled: Filled, address: str, *, deeper: int = 0) -> str:
    """Return a text as Markdown; links count from `address`, the page's own, and headings go down by `deeper`."""
    return _Printer(filled, address, deeper).blocks(blocks)


def escaped(text: str) -> str:
    """Return text within a line in which nothing is markup."""
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text)


def _as_paragraph(line: str) -> str:
    """Return lines of a paragraph, none of which begins another block."""
    return _AT_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign}\\" if sign.isdigit() else f"{found[1]}\\{sign}"


@dataclass(frozen=True, slots=True)
class _Printer:
    """Prints one text."""

    filled: Filled
    address: str
    deeper: int

    def blocks(self, blocks: Sequence[nodes.Block | nodes.NoteReturn], *, tight: bool = False) -> str:
        """Return blocks, a blank line between them; none between those of a list item without space."""
        printed = [text for block in blocks if (text := self.block(block))]
        return ("\n" if tight else "\n\n").join(printed)

    def block(self, block: nodes.Block | nodes.NoteReturn) -> str:  # noqa: C901 - one case for each node
        """Return a block without the blank line after it."""
        match block:
            case nodes.Paragraph(children):
                return _as_paragraph(self.line(children))
            case nodes.HeadingBlock(level, _, children):
                return f"{'#' * min(level + self.deeper, 6)} {self.line(children)}"
            case nodes.ListBlock():
                return self.list(block)
            case nodes.Figure(picture, caption):
                return self.picture(picture, caption)
            case nodes.Quote(children):
                return _quoted(self.blocks(children))
            case nodes.Callout(kind, children):
                return _quoted(f"[!{kind.upper()}]\n{self.blocks(children)}")
            case nodes.LanguageBlock(_, children):
                return self.blocks(children)
            case nodes.CodeBlock(text):
                fence = "`" * max(3, _longest(text) + 1)
                return f"{fence}\n{text.rstrip()}\n{fence}"
            case nodes.Rule():
                return "---"
            case nodes.Table():
                return self.table(block)
            case nodes.DefinitionList(children):
                return self.definitions(children)
            case nodes.Notes(notes):
                return "\n\n".join(f"[^{note.number}]: {_hung(self.blocks(note.children), 4)}" for note in notes)
            case nodes.NoteReturn():
                return ""
            case _:
                assert_never(block)

    def list(self, block: nodes.ListBlock) -> str:
        """Return a list; its items are as close as they were."""
        tight = all(_is_tight(item) for item in block.items)
        printed = []
        for number, item in enumerate(block.items, start=block.start or 0):
            mark = "- " if block.start is None else f"{number}. "
            box = "" if item.done is None else f"[{'x' if item.done else ' '}] "
            printed.append(f"{mark}{box}{_hung(self.blocks(item.children, tight=tight), len(mark))}")
        return ("\n" if tight else "\n\n").join(printed)

    def table(self, table: nodes.Table) -> str:
        """Return a table, each row on a line."""
        rule = {"center": ":---:", "right": "---:", "left": ":---"}
        below = "| " + " | ".join(rule.get(cell.alignment, "---") for cell in table.head.cells) + " |"
        return "\n".join([self.row(table.head), below, *(self.row(row) for row in table.rows)])

    def row(self, row: nodes.Row) -> str:
        """Return a row of a table."""
        return "| " + " | ".join(self.line(cell.children).replace("\n", " ") for cell in row.cells) + " |"

    def definitions(self, children: Sequence[nodes.DefinitionTerm | nodes.Definition]) -> str:
        """Return a list of terms and definitions."""
        lines: list[str] = []
        for child in children:
            if isinstance(child, nodes.DefinitionTerm):
                lines += ["", _as_paragraph(self.line(child.children))]
            else:
                lines.append(f": {_hung(self.blocks(child.children), 2)}")
        return "\n".join(lines).strip()

    def line(self, children: Sequence[nodes.Inline]) -> str:
        """Return the nodes of a line of text."""
        return "".join(self.inline(child) for child in children)

    def inline(self, node: nodes.Inline) -> str:  # noqa: C901 - one case for each node
        """Return a node of a line."""
        match node:
            case nodes.Text(text) | nodes.Term(_, text):
                return escaped(text)
            case nodes.LineBreak(forced):
                return "\\\n" if forced else "\n"
            case nodes.Code(text):
                fence = "`" * (_longest(text) + 1)
                space = " " if text[:1] == "`" or text[-1:] == "`" else ""
                return f"{fence}{space}{text}{space}{fence}"
            case nodes.Emphasis(children, strong):
                mark = "**" if strong else "*"
                return f"{mark}{self.line(children)}{mark}"
            case nodes.Struck(children):
                return f"~~{self.line(children)}~~"
            case nodes.Link(index, children):
                found = self.filled.links[index].href
                text = self.line(children)
                return f"[{text}]({self.target(found)})" if found else text
            case nodes.Picture():
                return self.picture(node)
            case nodes.NoteReference(number):
                return f"[^{number}]"
            case nodes.NoteReturn():
                return ""
            case nodes.Span(children):
                return self.line(children)
            case _:
                assert_never(node)

    def picture(self, picture: nodes.Picture, caption: str = "") -> str:
        """Return a picture, with its caption as its title."""
        title = ' "{}"'.format(caption.replace("\\", "\\\\").replace('"', '\\"')) if caption else ""
        return f"![{escaped(picture.alt)}]({self.target(self.filled.pictures[picture.index].src)}{title})"

    def target(self, href: str) -> str:
        """Return a complete address that stands in brackets as it is."""
        address = href if href.startswith("mailto:") else urljoin(self.address, href)
        return address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def _is_tight(item: nodes.Item) -> bool:
    return all(not isinstance(child, nodes.Paragraph) or child.tight for child in item.children)


def _hung(text: str, width: int) -> str:
    """Return a text of which every line but the first is indented."""
    return indent(text, " " * width).lstrip(" ")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _longest(text: str) -> int:
    """Return how many backticks follow one another at most."""
    return max((len(found) for found in re.findall("`+", text)), default=0)
