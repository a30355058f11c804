"""Norwegian identity numbers in a text: birth numbers, D-numbers, H-numbers, and those made up for tests."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = r"[\u00ad\u200b-\u200f\u2060\ufeff*_`~\\]{0,4}"
"""What stands between digits and is not shown: characters without width, marks of emphasis and code."""
_BLANK = r"(?:[ .\u00a0\u2007\u2009\u202f]|&(?:nbsp|thinsp|#160|#8201|#8239|#xa0|#xA0);)"
_BETWEEN = rf"{_UNSEEN}(?:{_BLANK}{{1,2}}|\n|[-–‑−:/+])?{_UNSEEN}"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,])(\d{{2}})({_BLANK}?)(\d{{2}})\2(\d{{2}})"
    rf"{_BETWEEN}(\d{{3}}){_BLANK}?(\d{{2}})(?!\d)"
)
"""Eleven digits, perhaps with a sign after the day of birth, or between all of its parts."""

_OFFSETS_OF_DAY = (0, 40)
"""The offsets of the day: none, or 40 in a D-number."""

_OFFSETS_OF_MONTH = (0, 40, 65, 80)
"""The offsets of the month: none; 40 in an H-number; 40, 65 or 80 in registers of test data."""

_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))

_ACCOUNT = re.compile(r"(?:\bkonto\w*|\bKID\b|\bIBAN\b)[\s.:-]*(?:nr\.?|nummer(?:et)?|er)?[\s:]*\Z", re.IGNORECASE)
"""Words before a number that make it one of a bank account or of a payment."""

_LONGEST_NAME = 40

_LEAP_YEAR = 2000


def find_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield each identity number in a text: eleven digits, first a day, last the right check digits."""
    for found in _NUMBER.finditer(text):
        before = text[max(found.start() - _LONGEST_NAME, 0) : found.start()]
        if _is_number("".join(found.group(1, 3, 4, 5, 6))) and not _ACCOUNT.search(before):
            yield found


def masked(text: str) -> str:
    """Return a text in which each identity number shows no more than its first two digits."""
    if not _NUMBER.search(text):
        return text
    shown, done = [], 0
    for found in find_numbers(text):
        shown += [text[done : found.start()], _hidden(found[0])]
        done = found.end()
    return "".join([*shown, text[done:]])


def _hidden(number: str) -> str:
    return number[:2] + re.sub(r"\d", "*", number[2:])


def _is_number(digits: str) -> bool:
    values = [int(digit) for digit in digits]
    first, second = (sum(a * b for a, b in zip(values, weights, strict=False)) % 11 for weights in _WEIGHTS)
    return first == 0 and second == 0 and _is_day(int(digits[:2]), int(digits[2:4]))


def _is_day(day: int, month: int) -> bool:
    """Return whether there is such a day in some year, whatever was added to it and to its month."""
    months = [month - offset for offset in _OFFSETS_OF_MONTH if 1 <= month - offset <= 12]
    days = [day - offset for offset in _OFFSETS_OF_DAY]
    return any(1 <= each <= monthrange(_LEAP_YEAR, number)[1] for each in days for number in months)
