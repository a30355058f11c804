"""Tokens → typed nodes, and these → HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from kbsite.model import nodes
from kbsite.model.nodes import Cell, Paragraph, Text
from kbsite.parse.markdown import markdown
from kbsite.parse.tree import DEEPEST
from kbsite.render.filled import Filled, FilledLink, FilledPicture, FilledTerm
from kbsite.render.html import html
from tests.samples import nodes_of, shown_html


def blocks(text: str) -> tuple[nodes.Block, ...]:
    body, _ = markdown(text, "x.md", 1, ())
    return body.sections[0].blocks


def line(text: str) -> tuple[nodes.Inline, ...]:
    (paragraph,) = blocks(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def test_a_line_is_text_emphasis_code_links_and_breaks() -> None:
    assert line('a *b **c*** `d` [e *f*](g "h")\\\ni') == (
        Text("a "),
        nodes.Emphasis((Text("b "), nodes.Emphasis((Text("c"),), strong=True))),
        Text(" "),
        nodes.Code("d"),
        Text(" "),
        nodes.Link(0, (Text("e "), nodes.Emphasis((Text("f"),))), title="h"),
        nodes.LineBreak(forced=True),
        Text("i"),
    )


def test_lists_hold_items_and_these_hold_blocks() -> None:
    item = nodes.Item(
        (
            Paragraph((Text("b"),), tight=True),
            nodes.ListBlock((nodes.Item((Paragraph((Text("c"),), tight=True),)),)),
        )
    )
    assert blocks("3. a\n4. b\n   + c\n") == (
        nodes.ListBlock((nodes.Item((Paragraph((Text("a"),), tight=True),)), item), start=3),
    )


def test_a_table_has_a_head_and_rows_and_an_empty_corner_is_no_heading() -> None:
    head = nodes.Row((Cell(()), Cell((Text("a"),), heading=True, alignment="right")))
    rows = (nodes.Row((Cell((Text("b"),)), Cell((Text("c"),), alignment="right"))),)
    assert blocks("| | a |\n|---|--:|\n| b | c |") == (nodes.Table(head, rows),)


def test_definitions_quotations_languages_code_and_rules_are_blocks() -> None:
    text = 'a\n: b\n\n> c\n\n:::en\nd\n:::\n\n    e\n\n---\n\n![f](g.png "h")'
    definition = nodes.Definition((Paragraph((Text("b"),), tight=True),))
    assert blocks(text) == (
        nodes.DefinitionList((nodes.DefinitionTerm((Text("a"),)), definition)),
        nodes.Quote((Paragraph((Text("c"),)),)),
        nodes.LanguageBlock("en", (Paragraph((Text("d"),)),)),
        nodes.CodeBlock("e\n"),
        nodes.Rule(),
        nodes.Figure(nodes.Picture(0, "f"), "h"),
    )


def test_notes_are_the_last_block_and_lead_back() -> None:
    *_, notes = blocks("a[^x] b[^x]\n\n[^x]: c\n\nd")
    assert notes == nodes.Notes(
        (nodes.Note(1, (Paragraph((Text("c"), nodes.NoteReturn(1), nodes.NoteReturn(1, 1))),)),)
    )


def test_a_greeting_is_a_part_that_is_not_searched() -> None:
    assert line("Hei! Planen er vedtatt.") == (
        nodes.Span((Text("Hei! "),), searched=False),
        Text("Planen er vedtatt."),
    )
    signature = blocks("Planen.\n\nLykke til!")[1]
    assert signature == Paragraph((Text("Lykke til!"),), searched=False)


def test_raw_html_makes_no_node() -> None:
    assert blocks("<div>\n\na <b>c</b>\n\n<div>") == (Paragraph((Text("a "), Text("c"))),)


def test_emphasis_in_emphasis_ends_somewhere() -> None:
    body, _ = markdown("*a **b " * 500 + "c** d* " * 500, "x.md", 1, ())
    assert len(nodes_of(body, nodes.Emphasis)) == DEEPEST - 1
    assert shown_html(body).count("b ") == 500


def test_the_note_on_a_link_is_at_the_end_of_its_text_whatever_is_in_it() -> None:
    filled = Filled((FilledLink("x", external=True, hidden="ute"),))
    assert html(blocks("[a^[b] c](x)"), filled).startswith(
        '<p><a href="x" rel="external">a<sup class="footnote-ref">'
        '<a href="#fn_1" id="fnref_1" role="doc-noteref">[1]</a></sup> c'
        '<span class="visually-hidden" data-pagefind-ignore> (ute)</span></a></p>'
    )


def test_whatever_is_filled_in_is_escaped() -> None:
    bad = "<\"'&>"
    term = FilledTerm(bad, bad, bad, "Ordliste", "nb")
    filled = Filled((FilledLink(bad, file=bad, hidden=bad),), (FilledPicture(bad),), {"a": bad}, lambda _: term)
    term_node = Paragraph((nodes.Term("t", bad),))
    out = html((*blocks("# a\n\n[b](c) ![d](e)"), term_node), filled)
    assert bad not in out
    assert out.count("<") == out.count(">")
    assert out.count("&lt;&quot;") == 9


SIMPLE = st.sampled_from(
    [
        "- ",
        "1. ",
        "7. ",
        "> ",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "a",
        "*b*",
        "__c__",
        "---\n",
        "  \n",
        ": ",
        "\\\n",
        "d\n: e\n",
    ]
)


@given(st.lists(SIMPLE, max_size=25).map("".join))
def test_blocks_are_printed_as_markdown_it_prints_them(text: str) -> None:
    body, _ = markdown(text, "x.md", 1, ())
    if not nodes_of(body, nodes.CodeBlock) and not nodes_of(body, nodes.HeadingBlock):
        printed = shown_html(body).replace("\u00a0", " ")  # kept_together
        assert printed == MarkdownIt("commonmark", {"xhtmlOut": False}).use(deflist_plugin).render(text)
