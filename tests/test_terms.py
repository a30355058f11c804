"""Words of the glossary in running text: explained at their first occurrence, and nowhere else."""

from __future__ import annotations

import pytest

from kbsite.diagnostics import Location
from kbsite.model import nodes
from kbsite.model.lexicon import Term
from kbsite.norwegian.local_text import LocalText
from kbsite.parse.annotate import lexicon
from kbsite.parse.markdown import markdown
from tests.samples import nodes_of

AT = Location("data/glossary.yaml")


def term(name: str, nb: str, nn: str = "", short: str = "", *variants: str) -> Term:
    return Term(
        id=name,
        term=LocalText(nb, nn or nb),
        abbreviation=short,
        definition=LocalText(f"Det er {nb}."),
        synonyms=(),
        variants=variants,
        at=AT,
    )


GLOSSARY = (
    term("ip", "individuell plan", "", "IP", "individuelle planer"),
    term("strategi", "kommunal planstrategi", "", "", "planstrategi", "planstrategien"),
    term("fou", "forskning og utvikling", "forsking og utvikling", "FoU"),
    term("plan", "plan"),
)


def terms(text: str) -> list[str]:
    """Return the terms that are marked in a text, each with the words that are marked."""
    body, _ = markdown(text, "x.md", 1, (), lexicon((), GLOSSARY))
    return [f"{term.id} {term.text}" for term in nodes_of(body, nodes.Term)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Får alle IP?", ["ip IP"]),
        ("Individuell plan er en rett.", ["ip Individuell plan"]),
        ("De individuelle planer.", ["ip individuelle planer"]),
        ("Forsking og\nutvikling", ["fou Forsking og utvikling"]),
        ("Kommunal planstrategi", ["strategi Kommunal planstrategi"]),
        ("individuell\u00a0plan", ["ip individuell\u00a0plan"]),
        ("**IP** gjelder", ["ip IP"]),
        ("- IP\n- FoU", ["ip IP", "fou FoU"]),
    ],
)
def test_terms_abbreviations_and_variants_are_found(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    "text", ["ip", "VIP", "IP-koordinator", "e-IP", "IPer", "fou", "planer", "reguleringsplan"]
)
def test_only_whole_words_count_and_the_capitals_of_abbreviations(text: str) -> None:
    assert terms(text) == []


def test_a_term_is_explained_once_on_a_page() -> None:
    assert terms("IP og individuell plan.\n\nOg IP igjen, med planstrategi.") == ["ip IP", "strategi planstrategi"]


@pytest.mark.parametrize(
    "text",
    [
        "## IP",
        "[IP](x.md)",
        "`IP`",
        "| IP |\n| --- |",
        "![IP](x.png)",
        ":::en\nIP\n:::",
        "Hei og takk for spørsmål om IP!",
        "[IP](plan strategi.md)",
    ],
)
def test_headings_links_code_table_heads_and_greetings_are_left(text: str) -> None:
    assert terms(text) == []


def test_a_cell_of_a_table_is_running_text() -> None:
    assert terms("| Hva |\n| --- |\n| IP |") == ["ip IP"]


def test_what_the_text_writes_out_itself_needs_no_explanation() -> None:
    assert terms("En [individuell plan](x.md) (IP) og senere IP.") == []
    assert terms("En individuell plan (IP).") == ["ip individuell plan"]
    assert terms("Noe annet (IP).") == ["ip IP"]


def test_the_plain_text_and_the_lead_keep_the_words() -> None:
    body, _ = markdown("Hei! Får alle IP? Ja.", "x.md", 1, (), lexicon((), GLOSSARY))
    [section] = body.sections
    assert section.text == "Hei! Får alle IP? Ja."
    assert section.lead == "Får alle IP? Ja."
    assert nodes_of(body, nodes.Term) == [nodes.Term("ip", "IP")]
