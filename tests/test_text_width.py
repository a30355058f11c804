"""Text broken into lines by measured widths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbsite.render.diagram.text_width import width, wrapped


def test_a_wide_letter_is_wider_than_a_narrow_one_and_width_grows_with_size() -> None:
    assert width("W", 10) > width("m", 10) > width("n", 10) > width("i", 10)
    assert width("plan", 20) == 2 * width("plan", 10)


def test_text_that_has_room_stays_on_one_line() -> None:
    assert wrapped("Mål og strategier", 16, 300) == ("Mål og strategier",)


def test_lines_break_between_words() -> None:
    assert wrapped("Planforslag og medvirkning", 17, 160) == ("Planforslag og", "medvirkning")


def test_a_long_word_is_divided_where_two_words_meet() -> None:
    assert wrapped("Kunnskapsgrunnlag", 12, 110) == ("Kunnskaps-", "grunnlag")


def test_a_hyphen_of_the_word_is_used_before_any_other_place() -> None:
    assert wrapped("Helse-oversiktsdokumentet", 12, 130)[0] == "Helse-"


def test_no_text_gives_no_lines() -> None:
    assert wrapped(" ", 12, 100) == ()


@given(st.text("abcdefgijklmnopstuvåøæ -", max_size=60), st.integers(60, 300))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int) -> None:
    lines = wrapped(text, 12, room)
    assert all(width(line, 12) <= room for line in lines)
    letters = "".join(lines).replace("-", "").replace(" ", "")
    assert letters == "".join(text.split()).replace("-", "")
