"""Bylines, signatures and the parts of questions: what is read from each form, and what is no such thing."""

from __future__ import annotations

import pytest

from bench.old_pages.cases import BYLINES, SIGNATURES, Byline, Signature
from kbsite.importing.byline import byline
from kbsite.importing.model import TEXT, Block
from kbsite.importing.names import is_institution, is_name, is_role
from kbsite.importing.parts import parts, without_signature
from kbsite.importing.plain import escape, plain, protect

UNKNOWN_FORMS = ("er professor", "Intervju ved")
"""Two bylines that were written to see what is not understood: nothing is read from them, nothing wrong either."""

UNDERSTOOD = [each for each in BYLINES if each.words and not any(form in each.words for form in UNKNOWN_FORMS)]


@pytest.mark.parametrize("case", UNDERSTOOD, ids=lambda case: case.words)
def test_a_byline_says_who_and_when(case: Byline) -> None:
    found = byline(case.words)
    assert found is not None
    assert tuple((each.name, each.role, each.affiliation) for each in found.people) == case.people
    assert (found.date.value, found.updated.value) == (case.date, case.updated)


@pytest.mark.parametrize(
    "line",
    [
        "Av alle kommuner i landet har halvparten en plan.",
        "Av Statens helsetilsyn er det kommet nye råd.",
        "Bruk av alkohol i Norge 2010",
        "Planlegging i Norge",
        "Veien videre",
        "Kommuneplanens samfunnsdel 2012–2024",
        "Fjordvik kommune vedtok planen i 2012.",
        "Hva sier Plan- og bygningsloven om dette?",
        "",
    ],
)
def test_a_line_of_text_is_no_byline(line: str) -> None:
    assert byline(line) is None


def test_what_is_interpreted_is_not_sure() -> None:
    shared, shouted = byline("Av Guro og Eivind Solbakk"), byline("AV GURO SOLBAKK, prosjektleder")
    plain_one = byline("Av Guro Solbakk")
    assert shared is not None
    assert shouted is not None
    assert plain_one is not None
    assert [each.sure for each in shared.people] == ["likely", "sure"]
    assert shouted.people[0].sure == "likely"
    assert plain_one.people[0].sure == "sure"


def test_a_day_that_does_not_exist_is_no_date() -> None:
    found = byline("Publisert 31.02.2016 - Guro Solbakk")
    assert found is not None
    assert found.date.value == ""


@pytest.mark.parametrize("case", SIGNATURES, ids=lambda case: " / ".join(case.lines))
def test_a_signature_is_lifted_out(case: Signature) -> None:
    text = [Block(TEXT, "Dere bør begynne med oversikten."), *(Block(TEXT, line) for line in case.lines)]
    rest, people, signature = without_signature(text)
    assert [block.text for block in rest] == ["Dere bør begynne med oversikten."]
    assert tuple((each.name, each.role, each.affiliation) for each in people) == case.people
    assert signature == case.lines


def test_an_answer_without_a_signature_keeps_its_end() -> None:
    text = [
        Block(TEXT, "Begynn med oversikten."),
        Block(TEXT, "Send en hilsen til kommunestyret når dere er ferdige."),
    ]
    assert without_signature(text) == (text, (), ())


def _blocks(*lines: str) -> list[Block]:
    return [Block(TEXT, line) for line in lines]


def test_question_and_answer_are_told_apart() -> None:
    found = parts(
        _blocks(
            "Spørsmål fra leder i barnevernet: Hei. Hvem eier planen?",
            "Svar:",
            "Hei og takk for spørsmålet!",
            "Rådet.",
        )
    )
    assert found is not None
    assert [block.text for block in found.question] == ["Hvem eier planen?"]
    assert [block.text for block in found.answer] == ["Rådet."]
    assert found.asked_by.value == "leder i barnevernet"
    assert found.greetings == ("Hei.", "Hei og takk for spørsmålet!")


def test_the_name_of_whoever_asks_is_never_kept() -> None:
    found = parts(_blocks("Spørsmål fra Kari Testad: Hvem eier planen?", "Svar:", "Rådet."))
    assert found is not None
    assert found.asked_by.value == ""
    assert "Kari" not in "".join(block.text for block in found.question)


def test_a_text_without_both_marks_is_no_question() -> None:
    assert parts(_blocks("Spørsmål om planen kommer ofte.", "Svaret er enkelt.")) is None
    assert parts(_blocks("Svar:", "Rådet.")) is None


def test_a_greeting_that_goes_on_in_the_sentence_stays() -> None:
    found = parts(_blocks("Spørsmål: Hvem eier planen?", "Svar:", "Takk for sist, da vi snakket. Rådet eier den."))
    assert found is not None
    assert found.answer[0].text == "Rådet eier den."
    other = parts(_blocks("Spørsmål: Hvem eier planen?", "Svar:", "Takket være rådet er det avklart."))
    assert other is not None
    assert other.answer[0].text == "Takket være rådet er det avklart."


@pytest.mark.parametrize("text", ["Guro Solbakk", "Jonas Lie Berge", "Åse-Marie von der Lippe", "Ola T. Myhre"])
def test_a_name_is_a_name(text: str) -> None:
    assert is_name(text)
    assert not is_institution(text)
    assert not is_role(text)


@pytest.mark.parametrize("text", ["Fjordvik kommune", "KoRus-Fjord", "SIRUS", "Universitetet i Fjordland", "guro"])
def test_an_institution_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    ["a * b < c > d", "[x](y)", "under_strek og _kursiv_", "`kode`", "| a | b |", "\\\\", "~~~", "# nei", "1. nei"],
)
def test_escaped_text_is_the_same_words(text: str) -> None:
    assert plain(protect(escape(text))) == text
