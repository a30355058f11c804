"""Which words of an answer only greet or sign off."""

from __future__ import annotations

import pytest

from kbsite.parse.greeting import greeting_length, is_signature


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hei og takk for spørsmålet! Planen er politisk.", "Planen er politisk."),
        ("Hei, og takk for spørsmålet. Planen er politisk.", "Planen er politisk."),
        ("Hei! Takk for et godt spørsmål. Svaret er ja.", "Svaret er ja."),
        ("Takk for spørsmålet! Svaret er ja.", "Svaret er ja."),
        ("Tusen takk for spørsmålet ditt. Ja.", "Ja."),
        ("Hei på deg! Ja.", "Ja."),
        ("Hallo! Kommunen vedtar planen.", "Kommunen vedtar planen."),
        ("Hei og takk for spørsmålet.", ""),
    ],
)
def test_a_greeting_ends_where_the_answer_begins(text: str, rest: str) -> None:
    assert text[greeting_length(text) :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Planen er politisk.",
        "Heisen er et godt eksempel.",
        "Takknemlighet er ikke nok.",
        "Heia-gjengen takker for svaret.",
        "Ja. Hei og takk for spørsmålet!",
        "",
    ],
)
def test_what_does_not_greet_is_left_alone(text: str) -> None:
    assert greeting_length(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Lykke til!",
        "Lykke til med arbeidet.",
        "Med vennlig hilsen Redaksjonen",
        "Vennleg helsing redaksjonen",
        "Hilsen oss",
    ],
)
def test_a_paragraph_that_only_wishes_well_or_signs_off_is_a_signature(text: str) -> None:
    assert is_signature(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lykke til! Husk å sende planen på høring.",
        "Hilsenen fra ordføreren står i planen. Den er lang.",
        "Planen skal ha en hilsen.",
        "",
    ],
)
def test_a_paragraph_that_says_something_is_no_signature(text: str) -> None:
    assert not is_signature(text)
