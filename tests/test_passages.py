"""What the blocks of a text say, in which language, and where."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.parse.markdown import markdown
from kbsite.schema.kinds.qa import QuestionAndAnswer


def said(body: str) -> list[tuple[str, str, str]]:
    """Return the language, the own words and the words of links of each passage."""
    result, problems = markdown(body, "x.md", 1, ())
    assert problems == (), problems
    passages = result.sections[0].passages
    return [(each.lang, " ".join(each.text.split()), " ".join(each.linked.split())) for each in passages]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("En **plan**.\n\nTo.", ["En plan.", "To."]),
        ("En\nplan.", ["En plan."]),
        ("- En\n- To\n\n  Tre", ["En", "To", "Tre"]),
        ("## En\n\nTo", ["En", "To"]),
        ("> En\n\n1. To", ["En", "To"]),
        ("| En | To |\n| --- | --- |\n| Tre | Fire |", ["En", "To", "Tre", "Fire"]),
        ("En[^1].\n\n[^1]: To.", ["En.", "To."]),
        ("En\n: To", ["En", "To"]),
        ("Skriv `lang: nn` her.\n\n    kode\n\n```\nkode\n```", ["Skriv her."]),
        ('![En](a.png "To")', ["En To"]),
    ],
)
def test_each_block_says_something_and_code_does_not(body: str, texts: list[str]) -> None:
    assert said(body) == [("", text, "") for text in texts]


def test_the_words_of_links_are_separate_and_addresses_are_none() -> None:
    assert said("Se [en plan](x.md)[her](y.md), og <https://eksempel.no/>.") == [("", "Se , og .", "en plan her")]


def test_a_passage_in_another_language_has_that_language_and_the_innermost_counts() -> None:
    body = "Ein.\n\n::::nn\nTo.\n\n:::en\nThree.\n:::\n\nFire.\n::::\n\nFem."
    assert [(lang, text) for lang, text, _ in said(body)] == [
        ("", "Ein."),
        ("nn", "To."),
        ("en", "Three."),
        ("nn", "Fire."),
        ("", "Fem."),
    ]


def test_a_span_in_another_language_is_a_passage_of_its_own() -> None:
    assert said("Det heter [health in [all](x.md) policies]{lang=en} her.") == [
        ("", "Det heter her.", ""),
        ("en", "health in policies", "all"),
    ]


def test_a_passage_is_on_the_first_line_of_its_block() -> None:
    body = "En\nto.\n\n- Tre\n- Fire\n\n:::nn\nFem\n:::\n\n| Seks |\n| --- |\n| Sju |"
    result, _ = markdown(body, "x.md", 11, ())
    assert [(p.text, p.at.line, p.at.column) for p in result.sections[0].passages] == [
        ("En\nto.", 11, 1),
        ("Tre", 14, 1),
        ("Fire", 15, 1),
        ("Fem", 18, 1),
        ("Seks", 21, 1),
        ("Sju", 23, 1),
    ]


def test_a_question_and_its_answer_have_their_own() -> None:
    result, _ = markdown("## Spørsmål\n\nEn?\n\n## Svar\n\nTo.", "x.md", 1, QuestionAndAnswer.sections)
    assert [[each.text for each in section.passages] for section in result.sections] == [["En?"], ["To."]]


def test_a_passage_that_is_never_closed_has_all_that_follows() -> None:
    result, problems = markdown("En.\n\n:::nn\nEin.\n\nTo.", "x.md", 1, ())
    assert [each.code for each in problems] == ["unclosed-passage"]
    assert [(each.lang, each.text) for each in result.sections[0].passages] == [
        ("", "En."),
        ("nn", "Ein."),
        ("nn", "To."),
    ]


def test_own_words_are_those_that_nobody_else_said() -> None:
    body = "En *to* **tre** [fire](x.md) «fem» `seks`\nsju."
    result, _ = markdown(body, "x.md", 1, ())
    (passage,) = result.sections[0].passages
    assert passage.whole == "En to tre fire «fem»  \nsju."
    assert passage.own == "En    tre             \nsju."


@pytest.mark.parametrize(("body", "quoted"), [("> En.", True), ("En.", False), ("> En.\n\nTo.", True)])
def test_a_quotation_is_marked_and_has_no_own_words(body: str, quoted: bool) -> None:
    result, _ = markdown(body, "x.md", 1, ())
    assert next(each.quoted for each in result.sections[0].passages) == quoted
    assert all(bool(each.own.strip()) != each.quoted for each in result.sections[0].passages)


@pytest.mark.parametrize(
    ("body", "word", "place"),
    [
        ("En to.", "to", (1, 4)),
        ("En\n**to** tre.", "tre", (2, 8)),
        ("[to](to.md) `to` <to@to.no> to!", "to!", (1, 29)),
        ("To[^to] to\n\n[^to]: Note.", "to", (1, 9)),
        ("- En\n  to [tre fire](tre-fire.md), fire", "fire", (2, 11)),
        ("| En | To |\n| --- | --- |\n| Tre | Fire |", "Fire", (3, 9)),
        ("[One\ntwo]{lang=en} tre\nfire", "fire", (3, 1)),
        ("Ordet to og ordet to her", "to her", (1, 19)),
        ("Uten &shy;ordet\nsom &#110;oe", "noe", (2, 5)),
        ("Uten &shy;ordet\nsom &#110;oe", "ordet", (1, 11)),
        ("> - En\n>   \\*to*", "to", (2, 7)),
        ("| En | To |\n| --- | --- |\n| a \\| b \\| tre | Fire |", "tre", (3, 13)),
        ("| En | To |\n| --- | --- |\n| tre | tre | Fire |", "tre", (3, 3)),
        ("> | En | To |\n> | --- | --- |\n> | tre | fire |", "fire", (3, 11)),
        ("- En | To\n  --- | ---\n  tre | fire", "En", (1, 3)),
        ("- En | To\n  --- | ---\n  tre | fire", "fire", (3, 9)),
        ("## En # to ##", "to", (1, 9)),
        ("En\n  to\n---", "to", (2, 3)),
        ('Se ![et *kart*](kart.png "Kart nå")!', "nå", (1, 32)),
        ('Se ![et *kart*](kart.png "Kart nå")!', "kart", (1, 10)),
        ("En^[to\ntre].", "tre", (2, 1)),
        ("En[^1].\n\n[^1]: To\n    tre", "tre", (4, 5)),
        ("Ord\n:   to\n    tre", "tre", (3, 5)),
        ("\tkode\n\n1.\ten\n\tto", "to", (4, 2)),
    ],
)
def test_a_word_is_found_in_the_source(body: str, word: str, place: tuple[int, int]) -> None:
    result, _ = markdown(body, "x.md", 1, ())
    passage = next(each for each in result.sections[0].passages if word in each.whole)
    at = passage.place(passage.whole.index(word))
    assert (at.line, at.column) == place


PIECES = st.sampled_from(
    [
        "# ", "## ", " ##\n", "- ", "1. ", "> ", "\n", "\n\n", "    ", "  ", "\t", "**", "*", "_", "`",
        "[to](b.md)", "[b]", "\n[b]: c.md\n", "![en *to*](b.png \"tre fire\")", "[^1]", "^[", "]", "[x]{lang=en}",
        "\n[^1]: note\n\n    mer\n", ":::nn\n", ":::\n", "\n| a | b |\n|---|--:|\n| c \\| x | d |\n", "|",
        "\nOrd\n: forklaring\n", "\n:   to\n", "\n---\n", "\\*", "\\", "ord ", "ei lang ",
    ]
)  # fmt: skip
"""Characters of Markdown, without entities, whose text is not in the source."""


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_word_of_a_text_is_where_it_is_said_to(body: str) -> None:
    result, _ = markdown(body, "x.md", 1, ())
    lines = body.split("\n")
    for passage in (each for section in result.sections for each in section.passages):
        for word in re.finditer(r"[a-zæøå]+", passage.whole):
            at = passage.place(word.start())
            assert lines[at.line - 1][at.column - 1] == word[0][0], (word[0], at)
