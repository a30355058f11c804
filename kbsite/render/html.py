"""The tree of a text, and what composing has found for it → HTML; the only place where a text becomes markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, assert_never

from kbsite.model import nodes
from kbsite.render.direction import direction
from kbsite.render.typeset import escaped, kept_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.render.filled import Filled


def html(blocks: Sequence[nodes.Block], filled: Filled) -> str:
    """Return the HTML of a text."""
    printer = _Printer(filled)
    printer.blocks(blocks)
    return "".join(printer.out)


@dataclass(slots=True)
class _Printer:
    """Prints one text; what is printed lives no longer than that."""

    filled: Filled
    out: list[str] = field(default_factory=list)
    heading_text: str = ""
    tables: int = 0

    def blocks(self, blocks: Sequence[nodes.Block | nodes.NoteReturn]) -> None:
        """Print blocks; one that comes after the text of a list item begins on a line of its own."""
        after_tight = False
        for block in blocks:
            tight = isinstance(block, nodes.Paragraph) and block.tight
            if after_tight and not tight and isinstance(block, _ON_A_LINE):
                self.out.append("\n")
            self.block(block)
            after_tight = tight

    def block(self, block: nodes.Block | nodes.NoteReturn) -> None:  # noqa: C901 - one case for each node
        """Print a block."""
        match block:
            case nodes.Paragraph(children, True):
                self.line(children)
            case nodes.Paragraph(children, _, searched):
                self.within("p" if searched else f"p {_UNSEARCHED}", children, "p")
            case nodes.HeadingBlock():
                self.heading(block)
            case nodes.ListBlock():
                self.items(block)
            case nodes.Figure(picture, caption):
                shown = f"<figcaption>{escaped(caption)}</figcaption>" if caption else ""
                self.out.append(f"<figure>{self.picture(picture)}{shown}</figure>\n")
            case nodes.Quote(children):
                self.container("blockquote", children)
            case nodes.Callout(kind, children):
                title = f'<p class="callout-title">{escaped(self.filled.callouts[kind])}</p>\n'
                self.out.append(f'<div class="callout {kind}" role="note">\n{title}')
                self.blocks(children)
                self.out.append("</div>\n")
            case nodes.LanguageBlock(language, children):
                self.out.append(f"<div{self.in_language(language)}>\n")
                self.blocks(children)
                self.out.append("</div>\n")
            case nodes.CodeBlock(text):
                self.out.append(f'<pre tabindex="0"><code>{escaped(text)}</code></pre>\n')
            case nodes.Rule():
                self.out.append("<hr>\n")
            case nodes.Table():
                self.table(block)
            case nodes.DefinitionList(children):
                self.definitions(children)
            case nodes.Notes(notes):
                self.notes(notes)
            case nodes.NoteReturn():
                self.inline(block)
            case _:
                assert_never(block)

    def items(self, block: nodes.ListBlock) -> None:
        """Print a list."""
        tag = "ul" if block.start is None else "ol"
        self.out.append(f"<{tag}>\n" if block.start in (None, 1) else f'<{tag} start="{block.start}">\n')
        for item in block.items:
            self.item(item)
        self.out.append(f"</{tag}>\n")

    def item(self, item: nodes.Item) -> None:
        """Print an item; of a task it says whether that is done, in a box that nobody can change."""
        if item.done is None:
            self.container("li", item.children)
            return
        box = f'<span class="box" role="img" aria-label="{_DONE[item.done]}"></span>'
        self.out.append(f'<li class="task{" done" if item.done else ""}">{box}')
        self.blocks(item.children)
        self.out.append("</li>\n")

    def within(self, opening: str, children: Sequence[nodes.Inline], tag: str) -> None:
        """Print an element that holds text."""
        self.out.append(f"<{opening}>")
        self.line(children)
        self.out.append(f"</{tag}>\n")

    def container(self, tag: str, children: Sequence[nodes.Block]) -> None:
        """Print an element that holds blocks; the text of a list item is on the line of its opening tag."""
        tight = isinstance(children[0], nodes.Paragraph) and children[0].tight if children else True
        self.out.append(f"<{tag}>" if tight else f"<{tag}>\n")
        self.blocks(children)
        self.out.append(f"</{tag}>\n")

    def heading(self, heading: nodes.HeadingBlock) -> None:
        """Print a heading, followed by the link to it, which has a name and no text and is not searched."""
        tag = f"h{min(heading.level + self.filled.deeper, 6)}"
        name = f"{self.filled.prefix}{heading.id}"
        label = self.filled.anchors.get(heading.id)
        self.heading_text, self.tables = self.filled.headings.get(heading.id, ""), 0
        self.out.append(f'<{tag} id="{name}">' if label is None else f'<div class="heading"><{tag} id="{name}">')
        self.line(heading.children)
        self.out.append(f"</{tag}>")
        if label is not None:
            self.out.append(
                f'<a class="anchor" href="#{name}" aria-label="{escape(label)}"{self.lang()}></a></div>'
            )
        self.out.append("\n")

    def table(self, table: nodes.Table) -> None:
        """Print a table in a group that scrolls by keyboard; it is named for the heading that it comes under."""
        self.tables += 1
        under = self.heading_text or self.filled.title
        name = f"{under} ({self.tables})" if self.tables > 1 else under
        group = f"Tabell: {name}" if name else "Tabell"
        self.out.append(f'<div class="table" role="group" tabindex="0" aria-label="{escape(group)}">\n')
        self.out.append(f'<table aria-label="{escape(name or group)}">\n<thead>\n')
        self.row(table.head)
        self.out.append("</thead>\n")
        if table.rows:
            self.out.append("<tbody>\n")
            for row in table.rows:
                self.row(row)
            self.out.append("</tbody>\n")
        self.out.append("</table>\n</div>\n")

    def row(self, row: nodes.Row) -> None:
        """Print a row; a column's alignment is a class, for the pages have no style in their elements."""
        self.out.append("<tr>\n")
        for cell in row.cells:
            tag = "th" if cell.heading else "td"
            aligned = f' class="{cell.alignment}"' if cell.alignment in ("center", "right") else ""
            self.within(f"{tag}{aligned}", cell.children, tag)
        self.out.append("</tr>\n")

    def definitions(self, children: Sequence[nodes.DefinitionTerm | nodes.Definition]) -> None:
        """Print a list of terms and definitions."""
        self.out.append("<dl>\n")
        for child in children:
            if isinstance(child, nodes.DefinitionTerm):
                self.within("dt", child.children, "dt")
            else:
                self.container("dd", child.children)
        self.out.append("</dl>\n")

    def notes(self, notes: Sequence[nodes.Note]) -> None:
        """Print the footnotes."""
        self.out.append('<section class="footnotes" role="doc-endnotes" aria-label="Fotnoter">\n<ol>\n')
        for note in notes:
            self.out.append(f'<li id="{self.filled.prefix}fn_{note.number}">')
            self.blocks(note.children)
            self.out.append("</li>\n")
        self.out.append("</ol>\n</section>\n")

    def line(self, children: Sequence[nodes.Inline]) -> None:
        """Print the nodes of a line of text."""
        for child in children:
            self.inline(child)

    def inline(self, node: nodes.Inline) -> None:  # noqa: C901 - one case for each node
        """Print a node of a line."""
        match node:
            case nodes.Text(text):
                self.out.append(kept_together(text))
            case nodes.LineBreak(forced):
                self.out.append("<br>\n" if forced else "\n")
            case nodes.Link():
                self.link(node)
            case nodes.Emphasis(children, strong):
                tag = "strong" if strong else "em"
                self.out.append(f"<{tag}>")
                self.line(children)
                self.out.append(f"</{tag}>")
            case nodes.Struck(children):
                self.out.append("<del>")
                self.line(children)
                self.out.append("</del>")
            case nodes.Code(text):
                self.out.append(f"<code>{escaped(text)}</code>")
            case nodes.Span(children, language, searched):
                lang = self.in_language(language) if language else ""
                self.out.append(f"<span{lang}>" if searched else f"<span{lang} {_UNSEARCHED}>")
                self.line(children)
                self.out.append("</span>")
            case nodes.Picture():
                self.out.append(self.picture(node))
            case nodes.Term():
                self.term(node)
            case nodes.NoteReference(number, again):
                name = f"{self.filled.prefix}fnref_{_note(number, again)}"
                self.out.append(
                    f'<sup class="footnote-ref"><a href="#{self.filled.prefix}fn_{number}" id="{name}"'
                    f' role="doc-noteref">[{number}]</a></sup>'
                )
            case nodes.NoteReturn(number, again):
                self.out.append(
                    f' <a href="#{self.filled.prefix}fnref_{_note(number, again)}" role="doc-backlink"'
                    f' {_UNSEARCHED}><span aria-hidden="true">↩\ufe0e</span>'
                    f'<span class="visually-hidden">{escaped(self.filled.note_back)}</span></a>'
                )
            case _:
                assert_never(node)

    def link(self, link: nodes.Link) -> None:
        """Print a link, and at the end of its text the note on its target."""
        found = self.filled.links[link.index]
        href = f' href="{escape(found.href)}"' if found.href else ""
        rel = ' rel="external"' if found.external else ""
        title = f' title="{escaped(link.title)}"' if link.title else ""
        law = ' class="law"' if link.law else ""
        label = f' aria-label="{escaped(link.label)}"' if link.label else ""
        note = f' data-note="{found.number}"' if found.number else ""
        self.out.append(f"<a{href}{rel}{title}{law}{label}{note}>")
        self.line(link.children)
        if found.file:
            self.out.append(f' <span class="file" data-pagefind-ignore{self.lang()}>({escape(found.file)})</span>')
        if found.hidden:
            hidden = f'class="visually-hidden" data-pagefind-ignore{self.lang()}'
            self.out.append(f"<span {hidden}> ({escape(found.hidden)})</span>")
        self.out.append("</a>")

    def picture(self, picture: nodes.Picture) -> str:
        """Return a picture."""
        found = self.filled.pictures[picture.index]
        choice = f' srcset="{escape(found.srcset)}" sizes="{escape(found.sizes)}"' if found.srcset else ""
        size = f' width="{found.width}" height="{found.height}"' if found.width and found.height else ""
        return f'<img src="{escape(found.src)}"{choice}{size} loading="lazy" alt="{escaped(picture.alt)}">'

    def term(self, term: nodes.Term) -> None:
        """Print a term as a button, and behind it what it means, by HTML's own popover, without script.

        Both are in the paragraph, so a screen reader and the keyboard come to the meaning right after the word.
        """
        found = self.filled.term(term.id)
        name = f"{self.filled.prefix}term_{term.id}"
        self.out.append(
            f'<button type="button" class="term" popovertarget="{name}">{escape(term.text)}</button>'
            f'<span popover class="meaning" id="{name}"{self.in_language(found.lang)} data-pagefind-ignore>'
            f"<b>{escape(found.name)}</b> {escape(found.meaning)} "
            f'<a href="{escape(found.entry)}">{found.entry_title}</a></span>'
        )

    def lang(self) -> str:
        """Return the attribute of the site's own words in a text in another language."""
        return self.in_language(self.filled.lang) if self.filled.lang else ""

    def in_language(self, language: str) -> str:
        """Return the attributes of what is in a language, with its direction where that may not be the text's."""
        return f' lang="{escaped(language)}"{direction(language, mixed=self.filled.mixed)}'


_UNSEARCHED = 'data-pagefind-ignore="all"'


_DONE = {True: "Gjort", False: "Ugjort"}
"""The name of a task's box, the same in both written standards."""

_ON_A_LINE = (
    nodes.Paragraph,
    nodes.Figure,
    nodes.ListBlock,
    nodes.DefinitionList,
    nodes.Quote,
    nodes.Callout,
    nodes.Rule,
)
"""Blocks that begin on a line of their own after the text of a list item."""


def _note(number: int, again: int) -> str:
    return f"{number}_{again}" if again > 0 else str(number)
