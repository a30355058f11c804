"""Slugs, alphabetical order, dates and words: of Norwegian and English here, of other languages in `languages`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from kbsite.norwegian.languages import alphabet
from kbsite.norwegian.languages.tags import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date
    from types import ModuleType

LANGUAGES = ("nb", "nn")
"""The two standards of written Norwegian, bokmål and nynorsk."""

PAGE_LANGUAGES = SHIPPED
"""The languages that kbsite itself has words in."""

NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
"""Their names, each in its own words."""

_AND = {"nb": "og", "nn": "og", "en": "and"}

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
"""Names of the months, the same in both standards."""

MONTHS_IN_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_LETTERS = {ord(a): b for a, b in {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n", "ß": "ss"}.items()}


_LAST = "{|}"
"""The sort keys of æ, ø, å: the three characters after z."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_QUOTED = re.compile('«[^»]*(?:»|$)|“[^”]*(?:”|$)|"[^"]*"')
"""A quotation; one without an end continues in the next paragraph."""

_FOREIGN = {ord("ä"): "æ", ord("ö"): "ø", ord("ü"): "y"}


@lru_cache(maxsize=32_768)
def slug(text: str) -> str:
    """Return `text` in a–z, 0–9 and hyphens: æ, ø, å become ae, o, a; other letters lose their accents.

    What has no width, such as a soft hyphen, divides no word.
    """
    return re.sub(r"[^a-z0-9]+", "-", _without_accents(text)).strip("-")


def fragment(text: str) -> str:
    """Return the part of an id that a heading's text gives: a slug, in which letters of other scripts are kept.

    A text of signs alone gives their code points, so that each text has an id of its own. No two hyphens follow
    one another in a fragment of words, so a double one can tell ids apart.
    """
    words = re.sub(r"[\W_]+", "-", _without_accents(text)).strip("-")
    signs = "-".join(f"{ord(character):x}" for character in text if not character.isspace())
    return words or (f"avsnitt--{signs}" if signs else "avsnitt")


def _without_accents(text: str) -> str:
    lower = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", lower)
    return "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def long_date(day: date, language: str = "nb") -> str:
    """Return a date in the long format of running text: 1. juli 2022, 1 July 2022."""
    if language not in SHIPPED:
        return str(_cldr().long_date(day, language))
    return f"{day_and_month(day, language)} {day.year}"


def day_and_month(day: date, language: str = "nb") -> str:
    """Return a day of any year: 1. juli, 1 July."""
    if language not in SHIPPED:
        return str(_cldr().day_and_month(day, language))
    return f"{ordinal(day.day, language)} {month_name(day.month, language)}"


def month_and_year(day: date, language: str = "nb") -> str:
    """Return a month with its year: juli 2022, July 2022."""
    if language not in SHIPPED:
        return str(_cldr().month_and_year(day, language))
    return f"{month_name(day.month, language)} {day.year}"


def month_name(number: int, language: str = "nb") -> str:
    """Return the name of a month: juli, July."""
    if language not in SHIPPED:
        return str(_cldr().month_name(number, language))
    return (MONTHS_IN_ENGLISH if language == "en" else MONTHS)[number - 1]


def ordinal(number: int, language: str = "nb") -> str:
    """Return the number of a day as dates in a shipped language have it: 1. in Norwegian, 1 in English."""
    return str(number) if language == "en" else f"{number}."


@lru_cache(maxsize=32_768)
def collation_key(name: str, language: str = "nb") -> tuple[str, str]:
    """Return the sort key of `name`: æ, ø, å last, aa as å, accents only to break ties.

    ä and ö are sorted as æ and ø, ü as y. In English, æ, ø and å are sorted as ae, o and a. Other languages have
    the order of their own alphabet.
    """
    text = unicodedata.normalize("NFC", name).lower()
    if language == "en":
        return _without_accents(name), text
    if language not in SHIPPED:
        return alphabet.sort_key(name, language), text
    text = text.replace("aa", "å")
    letters = text.translate(_FOREIGN)
    key = []
    for letter in letters:
        if letter in "æøå":
            key.append(_LAST["æøå".index(letter)])
        else:
            key.extend(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return "".join(key), text


def initial(name: str, language: str = "nb") -> str:
    """Return the letter that `name` is listed under in an index: Aasta is listed under Å, in English under A."""
    if language not in SHIPPED:
        return alphabet.initial(name, language)
    first = collation_key(name.strip(), language)[0][:1]
    return "ÆØÅ"[_LAST.index(first)] if first and first in _LAST else first.upper()


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; numbers are none, and `e-post` is one."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def blanked(text: str) -> str:
    """Return `text` with every character but line breaks replaced by a space."""
    return re.sub(r"[^\n]", " ", text)


def without_quotations(text: str) -> str:
    """Return a text of the same length, with quotations replaced by spaces."""
    return _QUOTED.sub(lambda found: blanked(found[0]), text)


def file_size(size: int, language: str = "nb") -> str:
    """Return a number of bytes as people say it, such as 240 kB or 2,5 MB, in English 2.5 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    if language not in SHIPPED:
        return f"{_cldr().number(round(size / 1_000_000, 1), language)} MB"
    written = f"{size / 1_000_000:.1f}".removesuffix(".0")
    return (written if language == "en" else written.replace(".", ",")) + " MB"


def listed(texts: Sequence[str], language: str = "nb") -> str:
    """Return texts as a list in running text: a, b og c."""
    if language not in SHIPPED:
        return str(_cldr().joined(texts, language))
    return f"{', '.join(texts[:-1])} {_AND[language]} {texts[-1]}" if len(texts) > 1 else "".join(texts)


def language_name(language: str) -> str:
    """Return the name of a language in its own words: bokmål, English, svenska; the tag where it is not known."""
    return NAMES[language] if language in SHIPPED else str(_cldr().own_name(language))


def english_name(language: str) -> str:
    """Return the name in English, in lower case, of a language that does not come with kbsite; "" if unknown."""
    return str(_cldr().english_name(language))


FORMS = ("zero", "one", "two", "few", "many")
"""The forms that languages have for a number, besides the one of all others (CLDR)."""


def form_of(name: str, words: Container[str]) -> bool:
    """Return whether the name of a word is that of a form of another word: `count_pages_few`."""
    base, _, form = name.rpartition("_")
    return form in FORMS and base in words


def plural(count: int, language: str) -> str:
    """Return the form that a language counts with: one or other, and in some zero, two, few or many."""
    return ("one" if count == 1 else "other") if language in SHIPPED else str(_cldr().plural(count, language))


_TERRITORY = {"nb": "NO", "nn": "NO", "en": "GB"}


def with_territory(language: str) -> str:
    """Return language and territory, such as nb_NO and sv_SE; "" where they are not known."""
    if language in SHIPPED:
        return f"{language}_{_TERRITORY[language]}"
    return str(_cldr().with_territory(language))


def _cldr() -> ModuleType:
    """Return what is known of other languages: a site in a shipped one does not read it."""
    from kbsite.norwegian.languages import cldr  # noqa: PLC0415 - slow to read, and seldom needed

    return cldr
