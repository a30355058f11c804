"""Markdown → HTML, headings, links, pictures, plain text, and problems with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.model import nodes
from kbsite.parse.markdown import markdown
from kbsite.schema.kinds.qa import QuestionAndAnswer
from tests.samples import codes, html, marked, shown_html

if TYPE_CHECKING:
    from kbsite.model import Body


def body(text: str) -> Body:
    return markdown(text, "x.md", 1, ())[0]


def problems(text: str, first_line: int = 1) -> list[str]:
    return codes(markdown(text, "x.md", first_line, ())[1])


def ids(text: str) -> list[str]:
    return [heading.id for heading in body(text).headings]


def qa(text: str) -> tuple[Body, list[str]]:
    result, found = markdown(text, "x.md", 1, QuestionAndAnswer.sections)
    return result, codes(found)


# HTML


def test_paragraphs_lists_and_emphasis_are_commonmark() -> None:
    assert html("*En* **to**\n\n- a\n- b\n") == (
        "<p><em>En</em> <strong>to</strong></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    )


def test_a_table_is_in_a_region_that_scrolls_by_keyboard() -> None:
    out = html("| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert out.startswith('<div class="table" role="group" tabindex="0" aria-label="')
    assert "<th>a</th>" in out
    assert "<td>2</td>" in out


def test_an_empty_corner_of_a_table_is_no_heading() -> None:
    out = html("| | b |\n|--:|---|\n| 1 | |\n")
    assert '<td class="right"></td>\n<th>b</th>' in out
    assert "<td></td>" in out


def test_an_aligned_column_has_no_inline_style() -> None:
    assert "style=" not in html("| a | b |\n|--:|:-:|\n| 1 | 2 |\n")


def test_definition_lists_are_read() -> None:
    assert "<dt>IP</dt>" in html("IP\n: Individuell plan\n")
    assert "<dd>Individuell plan</dd>" in html("IP\n: Individuell plan\n")


def test_code_is_shown_as_written_and_scrolls_by_keyboard() -> None:
    assert html("```html\n<b>&\n```\n") == '<pre tabindex="0"><code>&lt;b&gt;&amp;\n</code></pre>\n'


def test_a_heading_keeps_its_level_and_its_id() -> None:
    (section,) = body("### Frister\n").sections
    assert section.blocks == (nodes.HeadingBlock(3, "frister", (nodes.Text("Frister"),)),)


def test_a_footnote_leads_there_and_back() -> None:
    out = html("Tekst[^a] og mer[^a].\n\n[^a]: Kilden.\n")
    assert 'href="#fn_1" id="fnref_1"' in out
    assert 'id="fnref_1_1"' in out
    assert '<li id="fn_1">' in out
    assert 'href="#fnref_1" role="doc-backlink"' in out
    assert 'href="#fnref_1_1" role="doc-backlink"' in out


def test_a_passage_in_another_language_is_marked() -> None:
    assert html(":::nn\nEin tekst.\n:::\n") == '<div lang="nn">\n<p>Ein tekst.</p>\n</div>\n'
    assert html("Han sa [well done]{lang=en}.\n") == '<p>Han sa <span lang="en">well done</span>.</p>\n'


def test_a_picture_alone_is_a_figure_with_its_title_as_caption() -> None:
    assert html('![Et kart](kart.svg "Kart over & rundt")\n') == (
        '<figure><img src="picture-0" loading="lazy" alt="Et kart">'
        "<figcaption>Kart over &amp; rundt</figcaption></figure>\n"
    )


def test_a_picture_in_running_text_is_no_figure() -> None:
    assert (
        html('Se ![et kart](kart.svg "Kart") her.\n')
        == '<p>Se <img src="picture-0" loading="lazy" alt="et kart"> her.</p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        '[x](a.md "\\" onclick=\\"alert(1)")',
        '![a" onerror="b](x.png)',
        '![a](x.png "\\"><script>")',
        "`<script>`",
        "&lt;script&gt;",
        "\\<script>",
    ],
)
def test_no_text_can_become_an_element_or_an_attribute(text: str) -> None:
    out = html(text)
    assert "<script" not in out
    for attribute in ("onclick", "onerror"):
        assert f' {attribute}="' not in out.replace("&quot;", "''")


def test_nothing_in_a_text_becomes_markup() -> None:
    (section,) = body("a \x00L0\x00 &lt;b> \\<c>\n").sections
    assert section.blocks == (nodes.Paragraph((nodes.Text("a \ufffdL0\ufffd <b> <c>"),)),)
    assert shown_html(body("\\<b> &quot;'\n")) == "<p>&lt;b&gt; &quot;'</p>\n"


# headings and their ids


def test_an_id_comes_from_the_headings_own_text() -> None:
    assert ids("## Hva er en *plan*?\n\n## § 3–1 `kode` [lenke](a.md)\n") == ["hva-er-en-plan", "3-1-kode-lenke"]


def test_equal_headings_are_distinguished_by_the_one_above() -> None:
    assert ids("## Før\n\n### Frister\n\n## Etter\n\n### Frister\n\n### Frister\n") == [
        "for",
        "frister",
        "etter",
        "etter--frister",
        "frister--2",
    ]


@given(
    st.lists(
        st.sampled_from(["Tiltak", "Tiltak 2", "Fase 2", "План", "Действия", "?!", "Åpning", "Innhold"]), max_size=5
    ),
    st.sampled_from(
        ["Tiltak 2", "Tiltak tiltak", "Fase 2 tiltak", "Север", "!", "Avsnitt", "Innhold 2", "2", "計画"]
    ),
)
def test_a_heading_keeps_its_id_when_another_comes_before_it(texts: list[str], new: str) -> None:
    before = ids("".join(f"## {text}\n\nTekst.\n\n" for text in texts))
    after = ids(f"## {new}\n\nTekst.\n\n" + "".join(f"## {text}\n\nTekst.\n\n" for text in texts))
    if new not in texts:
        assert after[1:] == before


def test_a_heading_never_takes_an_id_that_the_page_uses() -> None:
    assert ids("## Innhold\n") == ["innhold--2"]
    assert all("_" not in each for each in ids("## a_b\n\n## __c__\n\n## 日本\n"))


def test_a_thousand_equal_headings_have_a_thousand_ids() -> None:
    found = ids("## Frister\n\n" * 1200)
    assert len(set(found)) == 1200


def test_a_heading_shows_its_level_text_and_place() -> None:
    text, line, column = marked("Tekst.\n\n»»### Frister og *mer*\n")
    (heading,) = body(text).headings
    assert (heading.level, heading.text) == (3, "Frister og mer")
    assert (heading.at.line, heading.at.column) == (line, column)


# links and pictures, and their places


@pytest.mark.parametrize(
    "text",
    [
        "Se [planen](»»a.md).\n",
        "Et avsnitt\nover to linjer med [planen](»»a.md).\n",
        "> Sitat\n> [planen](»»a.md)\n",
        "- a\n  - b [planen](»»a.md)\n",
        "| a | b |\n|---|---|\n| 1 | [p](»»a.md) |\n",
        "Se <»»https://example.org/> her.\n",
        "Blåbær æøå [p](»»a.md)\n",
        "Tekst[^1].\n\n[^1]: Se [p](»»a.md).\n",
        ":::nn\n[p](»»a.md)\n:::\n",
        "[p](»»a.md#æ-ø)\n",
        "[p][ref]\n\n[ref]: »»a.md\n",
    ],
)
def test_a_link_is_found_at_its_place(text: str) -> None:
    source, line, column = marked(text)
    (link,) = markdown(source, "x.md", 5, ())[0].links
    assert (link.at.line, link.at.column) in {(line + 4, column), (line + 4, column - 1)}


def test_the_second_of_two_equal_links_has_a_place_of_its_own() -> None:
    first, second = body("[a](x.md) og [b](x.md)\n").links
    assert (first.at.column, second.at.column) == (5, 18)


def test_a_link_is_kept_as_written_and_an_outside_one_encoded() -> None:
    links = body("[a](../artikler/ø%20b.md#æ) [b](https://example.org/å?q=a%20b) [c](<med rom.md>)\n").links
    assert [link.href for link in links] == [
        "../artikler/ø%20b.md#æ",
        "https://example.org/%C3%A5?q=a%20b",
        "med rom.md",
    ]
    assert [link.text for link in links] == ["a", "b", "c"]


def test_a_picture_shows_its_source_alternative_text_caption_and_place() -> None:
    text, line, column = marked('Se\n![Et *kart*](»»kart.svg "Kartet")\n')
    (picture,) = body(text).pictures
    assert (picture.src, picture.alt, picture.caption) == ("kart.svg", "Et kart", "Kartet")
    assert (picture.at.line, picture.at.column) == (line, column)


def test_links_in_pictures_and_footnotes_are_counted_as_the_page_shows_them() -> None:
    text = "[![alt](b.png)](a.md)[^1]\n\n[^1]: [note](c.md)\n"
    assert [link.href for link in body(text).links] == ["a.md", "c.md"]
    out = html(text)
    assert '<a href="link-0"><img src="picture-0"' in out
    assert '<a href="link-1">note</a>' in out


# plain text


def test_plain_text_has_the_words_and_no_marks() -> None:
    (section,) = body("## Over\n\nEn *to*\ntre ![fire](a.png).\n\n- fem\n").sections
    assert section.text == "Over\nEn to tre fire.\nfem"


def test_the_lead_is_the_first_paragraph_that_says_something() -> None:
    assert (
        body("## Over\n\n![a](a.png)\n\nHei og takk for spørsmålet!\n\nPlanen *er* politisk.\n").sections[0].lead
        == "Planen er politisk."
    )
    assert body("Hei! Takk for spørsmålet. Svaret er ja.\n").sections[0].lead == "Svaret er ja."
    assert body("## Over\n").sections[0].lead == ""


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("courtesy", ["Hei og takk for spørsmålet! Nei.", "Lykke til!"])
def test_courtesies_inside_a_quotation_or_a_list_are_part_of_the_text(mark: str, courtesy: str) -> None:
    """Somebody is quoted there, who is not the one that answers: it is searched, and no lead."""
    found = body(f"{mark}{courtesy}\n{' ' * len(mark)}\n{mark}Mer.\n\nPlanen er politisk.\n")
    assert "data-pagefind-ignore" not in shown_html(found)
    assert found.sections[0].lead == "Planen er politisk."


@pytest.mark.parametrize("definition", ["[b]: c.png", '[b]: c.png "Se [x]: y"'])
def test_a_picture_by_reference_has_its_place_where_its_address_is_defined(definition: str) -> None:
    (picture,) = body(f"![a][b]\n\n{definition}\n").pictures
    assert (picture.at.line, picture.at.column) == (3, 6)


def test_a_greeting_before_emphasis_is_left_out_of_the_search() -> None:
    assert html("Hei og takk for spørsmålet! *Ja.*\n").startswith(
        '<p><span data-pagefind-ignore="all">Hei og takk for spørsmålet! </span><em>Ja.</em>'
    )


def test_greetings_and_signatures_are_left_out_of_the_search() -> None:
    out = html("Hei og takk for spørsmålet! Ja.\n\nMer.\n\nLykke til!\n")
    assert out == (
        '<p><span data-pagefind-ignore="all">Hei og takk for spørsmålet! </span>Ja.</p>\n<p>Mer.</p>\n'
        '<p data-pagefind-ignore="all">Lykke til!</p>\n'
    )


# problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("En\n\n»»<div>\n\nto\n", "raw-html"),
        ("En »»<b>to</b>\n", "raw-html"),
        ("En »»<!-- x --> to\n", "raw-html"),
        ("En\nto »»<img src=x onerror=y>\n", "raw-html"),
        ("»»:::nn\nEin tekst.\n", "unclosed-passage"),
        ("»»:::\nEin tekst.\n:::\n", "unclosed-passage"),
        ("»»:::nynorsk\nEin tekst.\n:::\n", "unknown-language"),
        ("Han sa [x]{lang=»»engelsk}.\n", "unknown-language"),
        ("Han sa [x]{»»onclick=y}.\n", "unknown-attribute"),
        ("Han sa [x]{lang=en »»style=y}.\n", "unknown-attribute"),
    ],
)
def test_what_an_editor_may_not_write_is_reported_at_its_place(text: str, code: str) -> None:
    source, line, column = marked(text)
    assert problems(source, 8) == [f"{line + 7}:{column} {code}"]


def test_raw_html_is_never_passed_on() -> None:
    result, _ = markdown("<script>a</script>\n\nb <i onclick=c>d</i>\n", "x.md", 1, ())
    assert shown_html(result) == "<p>b d</p>\n"


def test_a_passage_may_be_in_a_list_or_a_quotation() -> None:
    assert problems("- a\n\n  :::en\n  b\n  :::\n") == []
    assert problems("> :::en\n> b\n> :::\n") == []


# questions and answers


def test_question_and_answer_are_parted_and_their_headings_left_out() -> None:
    result, found = qa("## Spørsmål\n\nHva?\n\n## Svar\n\nDet.\n\n### Mer\n\nOg det.\n")
    assert found == []
    assert [(s.name, s.text) for s in result.sections] == [("question", "Hva?"), ("answer", "Det.\nMer\nOg det.")]
    assert [heading.text for heading in result.headings] == ["Mer"]


def test_question_and_answer_are_there_even_where_their_headings_are_not() -> None:
    result, _ = qa("Bare tekst.\n")
    assert [section.name for section in result.sections] == ["question", "answer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Spørsmål\n\nHva?\n", ["1:1 missing-answer"]),
        ("## Svar\n\nDet.\n", ["1:1 missing-question"]),
        ("Tekst.\n", ["1:1 missing-answer", "1:1 missing-question"]),
        ("## Spørsmål\n\n## Svar\n\nDet.\n", ["1:1 missing-question"]),
        ("## Spørsmål\n\nHva?\n\n## Svar\n", ["5:1 missing-answer"]),
        ("## Svar\n\nDet.\n\n## Spørsmål\n\nHva?\n", ["1:1 answer-first"]),
        ("## Spørsmål\n\nA\n\n## Spørsmål\n\nB\n\n## Svar\n\nDet.\n", ["5:1 double-question"]),
        ("## Spørsmål\n\nA\n\n## Svar\n\nB\n\n## Svar\n\nC\n", ["9:1 double-answer"]),
        ("Hei.\n\n## Spørsmål\n\nA\n\n## Svar\n\nB\n", ["1:1 text-before-question"]),
        ("## SPØRSMÅL\n\nA\n\n## svar\n\nB\n", []),
        ("## Spørsmål\n\nA\n\n> ## Svar\n\n## Svar\n\nB\n", []),
        ("## Spørsmål\n\n- A\n\n## Svar\n\n```\nB\n```\n", []),
    ],
)
def test_a_question_has_one_answer_behind_it_and_both_have_text(text: str, expected: list[str]) -> None:
    assert qa(text)[1] == expected


# tasks, notes, and what is struck through


def test_a_task_says_whether_it_is_done_and_nothing_of_its_box_is_left() -> None:
    out = html("- [ ] Varsle\n- [x] **Skriv**\n- Vanlig\n")
    assert '<li class="task"><span class="box" role="img" aria-label="Ugjort"></span>Varsle</li>' in out
    assert (
        'class="task done"><span class="box" role="img" aria-label="Gjort"></span><strong>Skriv</strong></li>'
        in out
    )
    assert "<li>Vanlig</li>" in out
    assert body("- [ ] Varsle\n").sections[0].text == "Varsle"


def test_what_is_in_a_task_keeps_its_place() -> None:
    (link,) = body("- [ ] Les [planen](a.md)\n").links
    assert (link.at.line, link.at.column) == (1, 20)


@pytest.mark.parametrize(
    ("word", "kind", "title"),
    [
        ("NOTE", "note", "Merk"),
        ("tip", "tip", "Tips"),
        ("VIKTIG", "important", "Viktig"),
        ("FARE", "caution", "Fare"),
    ],
)
def test_a_quotation_with_a_mark_is_a_note(word: str, kind: str, title: str) -> None:
    opening = f'<div class="callout {kind}" role="note">\n<p class="callout-title">{title}</p>\n'
    assert html(f"> [!{word}]\n> Tekst.\n") == f"{opening}<p>Tekst.</p>\n</div>\n"
    assert html(f"> [!{word}]\n>\n> - Tekst.\n") == f"{opening}<ul>\n<li>Tekst.</li>\n</ul>\n</div>\n"


@pytest.mark.parametrize("text", ["> [!HINT]\n> Tekst.\n", "> [!NOTE] Tekst.\n", "> Tekst.\n"])
def test_another_quotation_is_none(text: str) -> None:
    assert isinstance(body(text).sections[0].blocks[0], nodes.Quote)


def test_text_is_struck_through() -> None:
    assert html("~~Seks~~ åtte uker.\n") == "<p><del>Seks</del> åtte uker.</p>\n"
