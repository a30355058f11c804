"""The tree of a text → the data of `booklet.typ`: the second printer of nodes, beside `render/html.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, assert_never

from kbsite.model import nodes
from kbsite.render.callouts import CALLOUTS
from kbsite.render.typeset import without_breaks
from kbsite.render.typst.characters import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.render.typst.collected import Collected
    from kbsite.render.typst.targets import Targets

Data = dict[str, Any]
"""A node for `booklet.typ`: what it is in `t`, what it holds in `c`."""

Inner = str | Data

DEEPEST = 8
"""How many quotes, lists or emphases may hold each other; Typst has a limit, and no reader sees more."""

_DONE = {True: "☑ ", False: "☐ "}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Za-z]{2}))?(?:-.*)?")


@dataclass(slots=True)
class Printer:
    """Prints the texts of one document of a booklet.

    `name` makes its labels differ from those of other documents; `deeper` is added to the level of its headings;
    `outlined` says which of them the table of contents may have.
    """

    name: str
    targets: Targets
    collected: Collected
    deeper: int = 0
    notes: dict[int, nodes.Note] = field(default_factory=dict)
    depth: int = 0

    def text(self, blocks: Sequence[nodes.Block]) -> list[Data]:
        """Return the data of a text; its footnotes come where they are referred to."""
        found = [block for block in blocks if not isinstance(block, nodes.Notes)]
        for block in blocks:
            if isinstance(block, nodes.Notes):
                self.notes |= {note.number: note for note in block.notes}
        return self.blocks(found)

    def blocks(self, blocks: Iterable[nodes.Block | nodes.NoteReturn]) -> list[Data]:
        """Return the data of blocks."""
        return [data for block in blocks for data in self.block(block)]

    def block(self, block: nodes.Block | nodes.NoteReturn) -> list[Data]:  # noqa: C901 - one case for each node
        """Return the data of a block; a block that holds nothing gives nothing."""
        match block:
            case nodes.Paragraph(children, tight):
                line = self.line(children)
                return [{"t": "plain" if tight else "p", "c": line}] if line else []
            case nodes.HeadingBlock(level, name, children):
                return [*self.heading(level, plain(children), f"{self.name}#{name}"), *self.notes_of(children)]
            case nodes.ListBlock(items, start):
                return self.items(items, start)
            case nodes.Figure(picture, caption):
                return self.figure(picture, shown(caption))
            case nodes.Quote(children):
                return self.within({"t": "quote"}, children)
            case nodes.Callout(kind, children):
                return self.within(
                    {"t": "box", "title": self.targets.config.say(CALLOUTS[kind], self.targets.lang)}, children
                )
            case nodes.LanguageBlock(language, children):
                code = typst_language(language)
                return self.within({"t": "lang", "lang": code}, children) if code else self.blocks(children)
            case nodes.CodeBlock(text):
                return [{"t": "code", "s": "\n".join(shown(line) for line in text.split("\n"))}]
            case nodes.Rule():
                return [{"t": "rule"}]
            case nodes.Table():
                return self.table(block)
            case nodes.DefinitionList(children):
                return self.definitions(children)
            case nodes.Notes() | nodes.NoteReturn():
                return []
            case _:
                assert_never(block)

    def within(self, holder: Data, children: Sequence[nodes.Block]) -> list[Data]:
        """Return a block that holds others; those alone where it is too deep or would be empty."""
        self.depth += 1
        inner = self.blocks(children)
        self.depth -= 1
        return [{**holder, "c": inner}] if inner and self.depth < DEEPEST else inner

    def heading(self, level: int, text: str, name: str) -> list[Data]:
        """Return a heading, not more than one level below the one before it, as PDF/UA asks."""
        return self.collected.heading(level - 1 + self.deeper, text, name)

    def notes_of(self, children: Sequence[nodes.Inline]) -> list[Data]:
        """Return the footnotes that a heading refers to, after it: the table of contents has none."""
        found = [
            data for child in children if isinstance(child, nodes.NoteReference) for data in self.inline(child)
        ]
        return [{"t": "facts", "c": found}] if found else []

    def items(self, items: Sequence[nodes.Item], start: int | None) -> list[Data]:
        """Return a list."""
        self.depth += 1
        found = [self.item(item) for item in items]
        self.depth -= 1
        if self.depth >= DEEPEST:
            return [data for item in found for data in item]
        tight = all(data["t"] == "plain" for item in found for data in item)
        kind = {"t": "ul"} if start is None else {"t": "ol", "start": start}
        return [{**kind, "tight": tight, "items": found}]

    def item(self, item: nodes.Item) -> list[Data]:
        """Return what an item of a list holds; that of a task says whether it is done."""
        inner = self.blocks(item.children)
        if item.done is None:
            return inner
        return [{"t": "plain", "c": [_DONE[item.done]]}, *inner]

    def definitions(self, children: Sequence[nodes.DefinitionTerm | nodes.Definition]) -> list[Data]:
        """Return a list of terms, each with all its definitions."""
        found: list[Data] = []
        self.depth += 1
        for child in children:
            if isinstance(child, nodes.DefinitionTerm):
                found.append({"term": self.line(child.children), "c": []})
            elif found:
                found[-1]["c"] += self.blocks(child.children)
        self.depth -= 1
        if self.depth >= DEEPEST:
            return [data for each in found for data in ({"t": "p", "c": each["term"]}, *each["c"])]
        return [{"t": "dl", "items": found}]

    def table(self, table: nodes.Table) -> list[Data]:
        """Return a table; every row gets as many cells as the head has.

        A head of plain text is repeated on the next page: what is repeated may have no links.
        """
        width = len(table.head.cells)
        head = self.cells(table.head, width)
        repeat = all(isinstance(inner, str) for cell in head for inner in cell["c"])
        cells = [cell for row in table.rows for cell in self.cells(row, width)]
        return [{"t": "table", "columns": width, "head": head, "repeat": repeat, "cells": cells}]

    def cells(self, row: nodes.Row, width: int) -> list[Data]:
        """Return the cells of a row."""
        found: list[Data] = [{"a": cell.alignment, "c": self.line(cell.children)} for cell in row.cells[:width]]
        return found + [{"a": "", "c": []}] * (width - len(found))

    def figure(self, picture: nodes.Picture, caption: str) -> list[Data]:
        """Return a picture with its caption; of one that no PDF can show its text alone."""
        file = self.targets.picture(picture.index)
        if not file:
            return [{"t": "p", "c": [self.targets.instead_of_picture(shown(picture.alt))]}]
        name, wide = file
        return [{"t": "fig", "file": name, "alt": shown(picture.alt), "wide": wide, "caption": caption}]

    def line(self, children: Sequence[nodes.Inline]) -> list[Inner]:
        """Return the data of a line, texts that follow each other as one."""
        joined: list[Inner] = []
        for data in (data for child in children for data in self.inline(child)):
            if isinstance(data, str) and joined and isinstance(joined[-1], str):
                joined[-1] += data
            elif data:
                joined.append(data)
        return joined

    def inline(self, node: nodes.Inline) -> list[Inner]:  # noqa: C901 - one case for each node
        """Return the data of a node within a line."""
        match node:
            case nodes.Text(text) | nodes.Term(_, text):
                if isinstance(node, nodes.Term):
                    self.collected.terms.setdefault(node.id)
                return [shown(without_breaks(text))]
            case nodes.LineBreak(forced):
                return [{"t": "br"}] if forced else [" "]
            case nodes.Emphasis(children, strong):
                return self.inside({"t": "st" if strong else "em"}, children)
            case nodes.Struck(children):
                return self.inside({"t": "del"}, children)
            case nodes.Code(text):
                return [{"t": "raw", "s": shown(text)}]
            case nodes.Span(children, language, _):
                code = typst_language(language)
                return self.inside({"t": "lang", "lang": code}, children) if code else self.line(children)
            case nodes.Link(index, children):
                return self.link(index, children)
            case nodes.Picture(index, alt):
                file = self.targets.picture(index)
                return [{"t": "pic", "file": file[0], "alt": shown(alt)}] if file else [shown(alt)]
            case nodes.NoteReference(number):
                return self.note(number)
            case nodes.NoteReturn():
                return []
            case _:
                assert_never(node)

    def inside(self, holder: Data, children: Sequence[nodes.Inline]) -> list[Inner]:
        """Return a node of a line that holds others; those alone where it is too deep or would be empty."""
        self.depth += 1
        inner = self.line(children)
        self.depth -= 1
        return [{**holder, "c": inner}] if inner and self.depth < DEEPEST else inner

    def link(self, index: int, children: Sequence[nodes.Inline]) -> list[Inner]:
        """Return a link: to a place in the booklet, or to an address, with the number of its entry at the end."""
        place, url, note = self.targets.link(index)
        line = self.line([child for child in children if not isinstance(child, nodes.NoteReference)])
        if note and line:
            line.append(f" ({note})")
        if place:
            return [{"t": "to", "to": place, "c": line}] if line else []
        if not url:
            return line
        words = plain(children) or url
        number = self.collected.number(url, words)
        return [{"t": "url", "url": url, "n": number, "c": line or [shown(url)]}]

    def note(self, number: int) -> list[Inner]:
        """Return a footnote where it is referred to first, and after that another reference to it."""
        name = f"{self.name}#fn_{number}"
        if name in self.collected.noted:
            return [{"t": "again", "id": name}]
        note = self.notes.get(number)
        if note is None:
            return []
        self.collected.noted.add(name)
        inner = self.blocks(note.children)
        return [{"t": "note", "id": name, "c": inner}] if inner else []


def plain(children: Sequence[nodes.Inline]) -> str:
    """Return the text of a line alone, as headings and names of links have it."""
    found = []
    for node in children:
        match node:
            case nodes.Text(text) | nodes.Code(text) | nodes.Term(_, text):
                found.append(text)
            case nodes.LineBreak():
                found.append(" ")
            case nodes.Picture(_, alt):
                found.append(alt)
            case nodes.NoteReference() | nodes.NoteReturn():
                pass
            case _:
                found.append(plain(node.children))
    return shown("".join(found)).strip()


def typst_language(written: str) -> str:
    """Return a language as Typst knows it, `en` or `en-GB`; "" for none, or one that it cannot know."""
    found = _LANGUAGE.fullmatch(written)
    if not found:
        return ""
    return f"{found[1]}-{found[2].upper()}" if found[2] else found[1]
