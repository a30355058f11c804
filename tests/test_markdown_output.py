"""A text's tree as Markdown: what is printed says the same when it is read again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kbsite.model.nodes import Paragraph, Text
from kbsite.render.filled import Filled, FilledLink, FilledPicture, FilledTerm
from kbsite.render.markdown import markdown
from tests.samples import document, plain_text

ADDRESS = "https://example.org/artikler/a/"
LINKS = tuple(FilledLink(href) for href in ("/b/", "#her", "mailto:kari@example.org", "https://x.example/(1)", ""))


def filled() -> Filled:
    return Filled(
        links=LINKS,
        pictures=(FilledPicture("/artikler/a/kart.png?v=1"),),
        anchors={},
        term=lambda name: FilledTerm(name, name, "", "", "nb"),
    )


def printed(body: str) -> str:
    (section,) = document("content/sider/a.md", plain_text(body=body)).body.sections
    return markdown(section.blocks, filled(), ADDRESS)


@pytest.mark.parametrize(
    "body",
    [
        "Et avsnitt.\n\nEt til, med *kursiv*, **fet** og ~~strøket~~ tekst.",
        "## Overskrift\n\n### Under",
        "- en\n- to\n  - under to\n- tre",
        "3. tre\n4. fire",
        "- løst\n\n  med to avsnitt\n\n- og ett",
        "- [ ] ugjort\n- [x] gjort",
        "> Sitat\n>\n> over to avsnitt",
        "> [!NOTE]\n> Husk fristen.",
        "| a | b |\n| :---: | ---: |\n| 1 | 2 \\| 3 |",
        "Ord\n: Det som det betyr.\n\nTo\n: Noe.\n: Noe annet.",
        "```\nkode *her*\n```",
        "Linje\\\nbrutt",
        "Bruk `kode` her.",
        "Tekst[^1] og mer[^2].\n\n[^1]: Den første.\n\n[^2]: Den andre.",
        "---",
    ],
)  # fmt: skip
def test_what_is_written_is_printed_as_it_was(body: str) -> None:
    assert printed(body) == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[b](../b.md)", "[b](https://example.org/b/)"),
        ("[b](../b.md) [her](#her)", "[b](https://example.org/b/) [her](https://example.org/artikler/a/#her)"),
        (
            "[b](b.md)[c](#c)[d](mailto:x@example.org)[e](https://y.example)[f](g.md)",
            "[b](https://example.org/b/)[c](https://example.org/artikler/a/#her)[d](mailto:kari@example.org)"
            "[e](https://x.example/%281%29)f",
        ),
        ('![Et kart](kart.png "Kartet")', '![Et kart](https://example.org/artikler/a/kart.png?v=1 "Kartet")'),
        (":::nn\nKva no?\n:::", "Kva no?"),
    ],
)
def test_addresses_are_complete_and_what_only_this_site_has_is_left_out(body: str, expected: str) -> None:
    assert printed(body) == expected


READER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
"""A reader of the Markdown that is printed, with none of this project's rules."""

PIECES = [*"abc 1.)#>-+*_~`[](){}|<&;:=!\\@/%x", "\n", "http://", "www.", "&amp;"]
SIGNS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(SIGNS)
@example("1. ikke liste")
@example("- ikke liste")
@example("# ikke overskrift")
@example(": ikke definisjon")
@example("a\n===")
@example("a\n- b")
@example("![x](y) [z]: /u")
@example("*a* _b_ `c` <d> &amp; {e}")
def test_text_is_only_text(signs: str) -> None:
    text = "\n".join(line.strip() for line in signs.split("\n") if line.strip()) or "a"
    again = markdown((Paragraph((Text(text),)),), filled(), ADDRESS)
    tokens = READER.parse(again)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "softbreak", "text_special"}
    assert "".join(child.content or "\n" for child in children) == text
