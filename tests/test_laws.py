"""References to law in running text: what is a link, where it leads, and what is left alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.diagnostics import Location
from kbsite.model.lexicon import Law, Term, section_key
from kbsite.norwegian.local_text import LocalText
from kbsite.parse.annotate import NO_LEXICON, Lexicon, lexicon
from kbsite.parse.laws.cite import cite
from kbsite.parse.laws.patterns import law_patterns
from kbsite.parse.markdown import markdown
from tests.samples import shown_html


def law(law_id: str, lovdata: str, *names: str, short: tuple[str, ...] = ()) -> Law:
    return Law(
        id=law_id,
        title=LocalText(names[0], names[0]),
        names=names,
        abbreviations=short,
        lovdata=lovdata,
        at=Location("data/laws.yaml"),
    )


LAWS = (
    law("pbl", "lov/2008-06-27-71", "plan- og bygningsloven", "plan- og bygningslova", short=("pbl.", "pbl")),
    law("fhl", "lov/2011-06-24-29", "folkehelseloven", "folkehelselova"),
    law("hol", "lov/2011-06-24-30", "helse- og omsorgstjenesteloven", short=("hol.",)),
    law("alkl", "lov/1989-06-02-27", "alkoholloven", "alkohollova"),
    law("forskrift", "forskrift/2012-06-28-692", "forskrift om oversikt over folkehelsen"),
)
TERMS = (
    Term(
        id="ip",
        term=LocalText("en", "ein"),
        abbreviation="IP",
        definition=LocalText("én"),
        synonyms=(),
        variants=("og",),
        at=Location("data/glossary.yaml"),
    ),
)
PIECES = st.sampled_from(
    [
        "§", "§§", " ", " ", "\n", "11-1", "4", "7 a", "–", "-", " og ", ", ", "(", ")", " i ", "IP", "pbl.", "pbl",
        "folkehelseloven", "plan- og bygningslova", "loven", "ukjentloven", "*", "[", "](x.md)", "`", "# ", "| ",
    ]
)  # fmt: skip
PATTERNS = law_patterns(LAWS)
assert PATTERNS is not None


def found(text: str) -> list[str]:
    """Return each reference as the words that become a link, the law and its section."""
    assert PATTERNS is not None
    cited = cite(text, 0, PATTERNS).citations
    return [f"{text[each.begin : each.end]} → {each.law.id} {each.section}" for each in cited]


def unknown(text: str) -> list[tuple[str, str]]:
    assert PATTERNS is not None
    return [(each.name, each.near) for each in cite(text, 0, PATTERNS).unknown]


def html(text: str) -> str:
    body, problems = markdown(text, "x.md", 1, (), lexicon(LAWS, ()))
    assert problems == ()
    return shown_html(body)


def links(text: str) -> list[tuple[str, str]]:
    body, _ = markdown(text, "x.md", 1, (), lexicon(LAWS, ()))
    return [(link.text, link.href) for link in body.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("etter plan- og bygningsloven § 11-1 skal", ["plan- og bygningsloven § 11-1 → pbl 11-1"]),
        ("Plan- og bygningslova § 11-1.", ["Plan- og bygningslova § 11-1 → pbl 11-1"]),
        ("jf. pbl. § 11-1", ["pbl. § 11-1 → pbl 11-1"]),
        ("Pbl §11-1", ["Pbl §11-1 → pbl 11-1"]),
        ("folkehelseloven\u00a0§\u00a05", ["folkehelseloven\u00a0§\u00a05 → fhl 5"]),
        ("folkehelselovens § 5", ["folkehelselovens § 5 → fhl 5"]),
        ("folkehelselova si § 5", ["§ 5 → fhl 5"]),
        ("(folkehelseloven § 5)", ["folkehelseloven § 5 → fhl 5"]),
        ("plan- og bygningsloven (pbl.) § 11-1", ["§ 11-1 → pbl 11-1"]),
        ("folkehelseloven kapittel 2, § 5", ["§ 5 → fhl 5"]),
        (
            "forskrift om oversikt over folkehelsen § 3",
            ["forskrift om oversikt over folkehelsen § 3 → forskrift 3"],
        ),
    ],
)
def test_the_law_comes_before_its_section(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("hol. § 7-2 a og", "7-2a"),
        ("alkoholloven § 1-7 d.", "1-7d"),
        ("alkoholloven § 1-7d pålegger", "1-7d"),
        ("alkoholloven § 1-7 i praksis", "1-7"),
        ("alkoholloven § 1-7 bokstav a", "1-7"),
        ("pbl. § 11-8 a) sikrings", "11-8"),
        ("(jf. hol. § 7-2 a)", "7-2a"),
        ("pbl. § 11\u20111", "11-1"),
        ("pbl. § 4 første ledd", "4"),
        ("pbl. § 4 f.eks.", "4"),
    ],
)
def test_the_letter_of_a_section_is_distinguished_from_other_letters(text: str, section: str) -> None:
    assert [each.rpartition(" ")[2] for each in found(text)] == [section]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("folkehelseloven §§ 4–7", ["folkehelseloven §§ 4 → fhl 4", "7 → fhl 7"]),
        ("folkehelseloven §§ 4-7", ["folkehelseloven §§ 4 → fhl 4", "7 → fhl 7"]),
        ("folkehelseloven §§ 5 og 6", ["folkehelseloven §§ 5 → fhl 5", "6 → fhl 6"]),
        ("folkehelseloven §§ 4, 5 og 7, som", ["folkehelseloven §§ 4 → fhl 4", "5 → fhl 5", "7 → fhl 7"]),
        ("pbl. §§ 11-1 til 11-3", ["pbl. §§ 11-1 → pbl 11-1", "11-3 → pbl 11-3"]),
        ("pbl. § 11-1 og § 11-2", ["pbl. § 11-1 → pbl 11-1", "§ 11-2 → pbl 11-2"]),
        ("pbl. § 11-1 første ledd, jf. § 3-1", ["pbl. § 11-1 → pbl 11-1", "§ 3-1 → pbl 3-1"]),
        ("pbl. § 5 og 6 kommuner", ["pbl. § 5 → pbl 5"]),
        ("pbl. § 11-1, 3 av dem", ["pbl. § 11-1 → pbl 11-1"]),
    ],
)
def test_each_number_is_a_link(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("folkehelseloven §§ 4–7", ["4", "5", "6", "7"]),
        ("folkehelseloven §§ 4–5", ["4", "5"]),
        ("pbl. §§ 11-1 til 11-3", ["11-1", "11-2", "11-3"]),
        ("pbl. §§ 11-1 til 12-3", ["11-1", "12-3"]),
        ("folkehelseloven §§ 7–4", ["7", "4"]),
        ("folkehelseloven §§ 4 og 7", ["4", "7"]),
        ("folkehelseloven §§ 4, 7 og 9–11", ["4", "7", "9", "10", "11"]),
        ("folkehelseloven §§ 4–7 a", ["4", "7a"]),
        ("folkehelseloven §§ 1–31", [str(number) for number in range(1, 32)]),
        ("folkehelseloven §§ 1–32", ["1", "32"]),
    ],
)
def test_a_range_covers_the_sections_between_up_to_thirty_on(text: str, covered: list[str]) -> None:
    """A longer one is more likely to be a slip, and would make the list of laws useless."""
    assert PATTERNS is not None
    assert [section for each in cite(text, 0, PATTERNS).citations for section in each.covered] == covered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 11-1 i plan- og bygningsloven", ["§ 11-1 i plan- og bygningsloven → pbl 11-1"]),
        ("§§ 5 og 6 i folkehelselova", ["§§ 5 → fhl 5", "6 → fhl 6"]),
        ("§ 3-1 og § 11-1 i pbl.", ["§ 3-1 → pbl 3-1", "§ 11-1 i pbl. → pbl 11-1"]),
        ("pbl. § 11-1 og § 5 i folkehelseloven", ["pbl. § 11-1 → pbl 11-1", "§ 5 i folkehelseloven → fhl 5"]),
    ],
)
def test_the_law_may_follow(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Helse- og omsorgstjenesteloven gir rett til koordinator (§ 7-2).", ["§ 7-2 → hol 7-2"]),
        ("Folkehelseloven sier det. Etter lova § 5 skal", ["§ 5 → fhl 5"]),
        ("Folkehelseloven og alkoholloven sier det (§ 5).", []),
        ("Folkehelseloven og barneloven sier det (§ 5).", []),
        ("Folkehelseloven sier mye. Etter § 5 skal kommunen", ["§ 5 → fhl 5"]),
        ("Folkehelseloven" + " og mye annet" * 20 + " (§ 5)", ["§ 5 → fhl 5"]),
        ("Alkoholloven og helse. Merknaden til § 5", ["§ 5 → alkl 5"]),
        ("Kravet (§ 5) står der", []),
    ],
)
def test_a_section_without_its_law_is_a_link_only_where_the_law_is_sure(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "forskrift til alkoholloven § 3",
        "den tidligere folkehelseloven § 3",
        "plan- og bygningsloven (1985) § 20",
        "plan- og bygningsloven av 1985 § 20",
        "alkoholloven § 1–7",
        "folkehelseloven § 2024",
        "nyfolkehelseloven § 5",
    ],
)
def test_what_may_mean_something_else_is_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("folkehelsloven § 5", [("folkehelsloven", "folkehelseloven")]),
        ("EØS-loven § 5", [("EØS-loven", "")]),
        ("pbll. § 5", [("pbll.", "pbl.")]),
        ("§ 5 i folkehelsloven", [("folkehelsloven", "folkehelseloven")]),
        ("forskrift til alkoholloven § 3", []),
        ("loven § 5, jf. § 6, se kap. § 7 og nr. § 8 i forskriften", []),
        ("Slik skal det være for alle som er med til. § 5 gjelder", []),
    ],
)
def test_what_looks_like_a_law_and_is_not_known_is_reported_with_the_nearest(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert unknown(text) == expected


def test_a_link_goes_to_the_section_with_the_sign_percent_encoded() -> None:
    assert links("Se alkoholloven § 1-7 d.") == [
        ("alkoholloven § 1-7 d", "https://lovdata.no/lov/1989-06-02-27/%C2%A71-7d")
    ]
    assert html("Se pbl. § 4.") == '<p>Se <a href="link-0" class="law">pbl. §\u00a04</a>.</p>\n'


def test_a_number_alone_has_the_whole_reference_as_its_name() -> None:
    assert 'class="law" aria-label="folkehelseloven § 7">7</a>' in html("folkehelseloven §§ 4–7")


def test_a_reference_over_the_end_of_a_line_is_one() -> None:
    assert links("Etter plan- og\nbygningsloven §\n11-1 skal\nkommunen") == [
        ("plan- og bygningsloven § 11-1", "https://lovdata.no/lov/2008-06-27-71/%C2%A711-1")
    ]
    assert html("én\nto, pbl. § 4,\ntre\nfire").count("\n") == 4


@pytest.mark.parametrize(
    "text",
    [
        "## Etter pbl. § 11-1",
        "`pbl. § 11-1`",
        "    pbl. § 11-1",
        "```\npbl. § 11-1\n```",
        "<https://lovdata.no/pbl.§11-1>",
        "https://example.org/pbl./§11-1",
        "![pbl. § 11-1](x.png)",
        ":::en\npbl. § 11-1\n:::",
    ],
)
def test_code_headings_addresses_and_other_languages_are_left(text: str) -> None:
    assert [link for link in links(text) if "/lov/2008-06-27-71/%C2%A7" in link[1]] == []


def test_a_link_of_the_editor_is_left_and_what_it_names_is_known_behind_it() -> None:
    assert [text for text, _ in links("Se [folkehelseloven § 5](x.md) og § 6.")] == ["folkehelseloven § 5", "§ 6"]


def test_every_other_fault_of_the_text_is_still_found() -> None:
    _, problems = markdown("Se [pbl. § 11-1](plan strategi.md).", "x.md", 1, (), lexicon(LAWS, ()))
    assert [each.code for each in problems] == ["broken-markup"]


def test_references_have_their_place_and_those_of_a_range_the_sections_between() -> None:
    text = "Én.\n\nSe folkehelseloven §§ 4–7\nog **pbl. § 3-1**.\n\n### Om pbl. § 4\n\n[pbl. § 5](x.md)"
    body, _ = markdown(text, "x.md", 10, (), lexicon(LAWS, ()))
    assert [(each.law, each.section, each.at.line, each.at.column) for each in body.references] == [
        ("fhl", "4", 12, 4),
        ("fhl", "5", 12, 25),
        ("fhl", "6", 12, 25),
        ("fhl", "7", 12, 25),
        ("pbl", "3-1", 13, 6),
        ("pbl", "4", 15, 8),
        ("pbl", "5", 17, 2),
    ]


def test_sections_are_in_the_order_of_the_law() -> None:
    sections = ["11-1", "1-10", "1-7d", "4", "1-7", "11-12", "3a", "3"]
    assert sorted(sections, key=section_key) == ["1-7", "1-7d", "1-10", "3", "3a", "4", "11-1", "11-12"]


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_written_the_words_stay_and_the_links_are_in_order(text: str) -> None:
    assert PATTERNS is not None
    cited = cite(text, 0, PATTERNS).citations
    spans = [(each.begin, each.end) for each in cited]
    assert all(begin < end for begin, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    (plain,), _ = _texts(text, NO_LEXICON)
    (annotated,), _ = _texts(text, lexicon(LAWS, TERMS))
    assert annotated.split() == plain.split()


def _texts(text: str, known: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    body, problems = markdown(text, "x.md", 1, (), known)
    return tuple(section.text for section in body.sections), tuple(each.code for each in problems)


def test_without_laws_nothing_is_looked_for() -> None:
    assert law_patterns(()) is None
    assert not lexicon((), ())
