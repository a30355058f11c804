"""The laws that a text names: those of the site, other Norwegian and older ones, and those of other countries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model.lexicon import LawMention
from kbsite.parse.laws.patterns import WORD, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model.lexicon import Law
    from kbsite.parse.laws.patterns import LawPatterns

_ENDINGS = ("loven", "lova", "forskriften", "forskrifta")
_FOREIGN_ENDINGS = ("lagen", "balken")
_SHORTEST = 3
"""How many letters must precede the ending of an unknown name, so that words such as «slagen» are none."""

_FIRST_PART = re.compile("(?<![\\w\u2011-])\\w+[-\u2011]\\s+og\\s+$")
_OTHER_BEFORE = re.compile(
    r"(?:forskrift\w*\s+(?:til|etter|om)|tidligere|tidlegare|gamle|gammel|opphevede|oppheva|forrige|førre)\s+$",
    re.IGNORECASE,
)
"""Words before a law's name that refer to something else than the law in force, such as an older one."""

_YEAR_AFTER = re.compile(r"\s*(?:\(\s*)?(?:(?:av|fra|frå)\s+)?(?<![0-9])([0-9]{4})(?![0-9])")
_YEAR_MARK = re.compile(r"\s*\(\s*(?:(?:av|fra|frå)\s+)?[0-9]{4}\s*\)|\s+(?:av|fra|frå)\s+[0-9]{4}\b")

_FOREIGN = re.compile(
    r"(?<!\w)(?:svensk|dansk|finsk|islandsk|engelsk|britisk|skotsk|tysk|fransk|nederlandsk|amerikansk)\w{0,4}\s+"
    r"(?:[\w-]+\s+){0,2}?[\w-]*(?:lov|lova|loven|lovens|lag|lagen|lagens|forordning\w{0,3})(?![\w-])",
    re.IGNORECASE,
)

_JUST_BEFORE = 120
"""How many characters before an offset are enough context for what directly precedes it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A law that a text names from `begin` to `end`; `law` is None where it is none of the site's laws in force.

    `foreign` is true for one that looks like a law of another country.
    """

    begin: int
    end: int
    law: Law | None
    name: str
    is_regulation: bool
    foreign: bool = False

    @property
    def mention(self) -> LawMention:
        """Return the mention as scopes keep it."""
        return LawMention(self.law.id if self.law else "", self.is_regulation)


@dataclass(frozen=True, slots=True)
class Names:
    """The laws that a text names, in order, and the offsets of their beginnings and ends."""

    all: tuple[Named, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, place: int) -> Named | None:
        """Return the last law named before an offset."""
        count = bisect_right(self.ends, place)
        return self.all[count - 1] if count else None

    def at(self, place: int) -> Named | None:
        """Return the law whose name begins at an offset."""
        index = bisect_left(self.starts, place)
        return self.all[index] if index < len(self.all) and self.starts[index] == place else None


def names_in(text: str, patterns: LawPatterns, begin: int = 0) -> Names:
    """Return the laws that a text names from `begin` on, known and unknown."""
    found = sorted(
        (*_words(text, patterns, begin), *_foreign(text, begin)), key=lambda each: (each.begin, -each.end)
    )
    kept: list[Named] = []
    for each in found:
        if not kept or each.begin >= kept[-1].end:
            kept.append(each)
    return Names(tuple(kept), tuple(each.begin for each in kept), tuple(each.end for each in kept))


def _words(text: str, patterns: LawPatterns, begin: int) -> Iterator[Named]:
    done = 0
    for word in WORD.finditer(text, begin):
        if word.start() < done:
            continue
        named = _known(text, word, patterns) or _unknown(text, word)
        if named:
            done = named.end
            yield named


def _known(text: str, word: re.Match[str], patterns: LawPatterns) -> Named | None:
    key = plain(word[0])
    for form in dict.fromkeys((key, key.removesuffix("s"))):
        for pattern, law in patterns.forms.get(form, ()):
            match = pattern.match(text, word.start())
            if match:
                meant = None if _is_other(text, match, law) else law
                return Named(match.start(), match.end(), meant, match[0], law.is_regulation)
    return None


def _is_other(text: str, match: re.Match[str], law: Law) -> bool:
    """Return whether a known name stands for something else: «forskrift til …», «tidligere …», «… av 1985»."""
    if _OTHER_BEFORE.search(text, max(0, match.start() - _JUST_BEFORE), match.start()):
        return True
    year = _YEAR_AFTER.match(text, match.end()) if _YEAR_MARK.match(text, match.end()) else None
    own = law.year
    return bool(year and own and int(year[1]) not in (own, own + 1))


def _unknown(text: str, word: re.Match[str]) -> Named | None:
    """Return a word that looks like the name of a law, with its first part in «helse- og sosialloven»."""
    bare = plain(word[0]).removesuffix("s")
    ending = next((each for each in (*_ENDINGS, *_FOREIGN_ENDINGS) if bare.endswith(each)), "")
    if not ending or len(bare) - len(ending) < (_SHORTEST if ending in _FOREIGN_ENDINGS else 1):
        return None
    first = _FIRST_PART.search(text, max(0, word.start() - _JUST_BEFORE), word.start())
    begin = first.start() if first else word.start()
    return Named(
        begin,
        word.end(),
        None,
        text[begin : word.end()],
        ending.startswith("forskrift"),
        foreign=ending in _FOREIGN_ENDINGS,
    )


def _foreign(text: str, begin: int) -> Iterator[Named]:
    for match in _FOREIGN.finditer(text, begin):
        yield Named(match.start(), match.end(), None, match[0], is_regulation=False, foreign=True)
