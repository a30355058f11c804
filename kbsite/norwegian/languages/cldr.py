"""What the Unicode data (CLDR) say of languages: names, dates, numbers, lists; the only user of Babel.

For a tag that CLDR has no data of, its parents stand in (`sv` for `sv-x-lund`), and after them English.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from kbsite.norwegian.languages.parts import parents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_STAND_IN = "en_GB"

_WITHOUT_NAMES = ("fkv", "smj", "sma")
"""Languages of Norway that the Unicode data may have no names of."""

_WITH_DATA = (
    "se", "da", "sv", "fi", "is", "fo", "kl", "de", "fr", "es", "it", "nl", "pl", "lt", "uk", "ru", "ro", "ar",
    "fa", "ur", "tr", "zh", "et", "lv", "cs", "sk", "hu", "pt", "el", "he", "cy", "ga", "eu", "ca",
)  # fmt: skip
"""Languages that are also known by their names in themselves, where one is mistaken for a tag."""


def long_date(day: date, tag: str) -> str:
    """Return a date as running text has it: 1 juli 2022, 1. Juli 2022."""
    return str(format_date(day, "long", _locale(tag)))


def day_and_month(day: date, tag: str) -> str:
    """Return a day without its year: 1 juli, 1. Juli."""
    return str(format_skeleton("MMMMd", day, locale=_locale(tag)))


def month_and_year(day: date, tag: str) -> str:
    """Return a month with its year: juli 2022."""
    return str(format_skeleton("yMMMM", day, locale=_locale(tag)))


def month_name(number: int, tag: str) -> str:
    """Return the name of a month as it stands alone."""
    return str(_locale(tag).months["stand-alone"]["wide"][number])


def number(value: float, tag: str) -> str:
    """Return a number with the signs of the language: 12 345,5."""
    return str(format_decimal(value, locale=_locale(tag)))


def joined(texts: Sequence[str], tag: str) -> str:
    """Return a list as running text has it: a, b och c."""
    return str(format_list(list(texts), locale=_locale(tag)))


def plural(count: int, tag: str) -> str:
    """Return which form a language counts a number with: zero, one, two, few, many or other."""
    return str(_locale(tag).plural_form(count))


def own_name(tag: str) -> str:
    """Return the name of a language in itself, such as svenska; the tag itself where it is not known."""
    own = _own(tag)
    return str(own.get_display_name() or tag) if own else tag


def with_territory(tag: str) -> str:
    """Return language and territory as Open Graph has them, such as sv_SE; "" where they are not known."""
    own = _own(tag)
    if own is None:
        return ""
    if own.territory:
        return f"{own.language}_{own.territory}"
    likely = str(get_global("likely_subtags").get(str(own)) or get_global("likely_subtags").get(own.language) or "")
    territory = likely.rpartition("_")[2]
    return f"{own.language}_{territory}" if territory.isupper() else ""


def english_name(tag: str) -> str:
    """Return the name of a language in English, in lower case; "" where it is not known."""
    own = _own(tag)
    return str(own.get_language_name("en") or "").lower() if own else ""


@cache
def _own(tag: str) -> Locale | None:
    """Return what CLDR knows of a tag or the nearest of its parents; None where it knows nothing."""
    for each in parents(tag):
        try:
            return Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def _locale(tag: str) -> Locale:
    own = _own(tag)
    if own is None or own.months["format"]["wide"][1].startswith("M"):  # CLDR knows the name alone
        return Locale.parse(_STAND_IN)
    return own


@cache
def known() -> frozenset[str]:
    """Return the tags of the languages that have a name."""
    return frozenset(each for each in map(str, Locale("en").languages) if "_" not in each).union(_WITHOUT_NAMES)


@cache
def aliases() -> Mapping[str, str]:
    """Return the tags that are out of use, or in another standard, with those in use: `swe` is `sv`."""
    found = {str(old): str(new).partition("_")[0] for old, new in get_global("language_aliases").items()}
    return {old: new for old, new in found.items() if new in known()}


@cache
def names() -> Mapping[str, str]:
    """Return the tags of languages by their names in English, in Norwegian, and in themselves."""
    found: dict[str, str] = {}
    for spoken in ("en", "nb", "nn"):
        for tag, name in Locale(spoken).languages.items():
            if "_" not in tag:
                found.setdefault(str(name).casefold(), str(tag))
    for tag in _WITH_DATA:
        found.setdefault(str(Locale(tag).get_display_name()).casefold(), tag)
    return found
