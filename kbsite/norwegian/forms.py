"""Forms of words that a site has chosen where the dictionary allows several, such as «blei» for «vart»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"(?<![\w'’/.@-])[^\W\d_]+(?![\w'’/@-]|\.\w)")


@dataclass(frozen=True, slots=True)
class ChosenForm:
    """The form of a word that texts in `lang` use, and the ones that they avoid."""

    lang: str
    use: str
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherForm:
    """A word in a form that the site avoids: its offset in the text, and what to write instead."""

    offset: int
    word: str
    instead: str


def avoided(chosen: Iterable[ChosenForm], lang: str) -> dict[str, str]:
    """Return the forms to avoid in `lang`, each with the one to use; in lower case."""
    return {other.casefold(): each.use for each in chosen if each.lang == lang for other in each.avoid}


def other_forms(text: str, known: Mapping[str, str]) -> tuple[OtherForm, ...]:
    """Return the words of a text that are in `known`, in their order.

    A capital letter at the beginning of a word is kept, and a word in capitals alone is no form of another.
    """
    return tuple(
        OtherForm(match.start(), match[0], _like(match[0], known[match[0].casefold()]))
        for match in (_WORD.finditer(text) if known else ())
        if match[0].casefold() in known and match[0][1:] == match[0][1:].lower()
    )


def _like(word: str, instead: str) -> str:
    return instead[:1].upper() + instead[1:] if word[:1].isupper() else instead
