"""Identity numbers are found anywhere, and never shown whole. All numbers here are made up for tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.diagnostics.personal_numbers import find_numbers, masked

WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def number(day: int, month: int, year: int, individual: int) -> str:
    """Return the number of a day, with its check digits; "" where there is none."""
    digits = f"{day:02d}{month:02d}{year:02d}{individual:03d}"
    for weights in WEIGHTS:
        check = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check == 10:
            return ""
        digits += str(check)
    return digits


@given(
    st.integers(1, 28),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(0, 999),
    st.sampled_from([0, 40]),
    st.sampled_from([0, 40, 65, 80]),
    st.sampled_from(["{0}{1}", "{0} {1}", "{0}.{1}", "{0}-{1}", "{0}\u00a0{1}", "{0}&nbsp;{1}"]),
)
def test_a_number_of_any_kind_and_century_is_found_and_masked(
    day: int, month: int, year: int, individual: int, of_day: int, of_month: int, form: str
) -> None:
    digits = number(day + of_day, month + of_month, year, individual)
    if not digits:
        return
    text = f"Søker ({form.format(digits[:6], digits[6:])})."
    assert len(list(find_numbers(text))) == 1
    assert digits[6:] not in masked(text)
    assert masked(text).startswith("Søker (" + digits[:2])
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert not list(find_numbers(f"Søker ({wrong})."))


@pytest.mark.parametrize(
    "form", ["15 81 90 000 66", "15.81.90 00066", "x15819000066x", "/15819000066/", "15819000066.pdf"]
)
def test_it_may_be_divided_and_stand_in_a_name(form: str) -> None:
    assert len(list(find_numbers(form))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1581.90.00066",  # as an account is written
        "1581 90 00066",
        "kontonummer 15819000066",
        "Konto nr.: 15819000066",
        "115819000066",  # twelve digits
        "158190000661",
        "3,15819000066",
        "99819000000",  # no day
        "00000000000",
        "22 33 44 55",
        "971 274 034",
        "978-82-15-01234-5",
        "2026-11-26 12345",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not list(find_numbers(text))
    assert masked(text) == text
