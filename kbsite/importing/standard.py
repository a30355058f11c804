"""Which written standard a part of a text is in, as far as its words show it; and words that have run together."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kbsite.importing.model import LIKELY, NOTHING, SURE, UNSURE, Found
from kbsite.importing.plain import plain
from kbsite.norwegian.names_and_dates import without_quotations, words
from kbsite.norwegian.standards import ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.importing.model import Block

_COMMON = {
    "nb": frozenset(("jeg", "ikke", "hva", "hvordan", "hvorfor", "hvem", "fra", "dere", "være", "en", "hun")),
    "nn": frozenset(
        ("eg", "ikkje", "kva", "korleis", "kvifor", "kven", "frå", "vere", "ein", "eit", "dei", "berre")
    ),
}
"""Frequent words that tell little one by one, and enough together."""

_TIMES = 3


def standard(blocks: Iterable[Block]) -> Found:
    """Return nb or nn for a text, with the words that show it; nothing where too few do."""
    said = Counter(words(without_quotations(" ".join(plain(block.text) for block in blocks))))
    seen = {name: _telling(said, name) for name in ("nb", "nn")}
    (best, own), (_, other) = sorted(seen.items(), key=lambda each: -sum(each[1].values()))
    count, against = sum(own.values()), sum(other.values())
    if not count or count < _TIMES * against:
        return NOTHING
    sure = SURE if len(own) >= 3 else LIKELY if count >= 2 else UNSURE
    return Found(best, ", ".join(list(own)[:6]), sure)


def _telling(said: Mapping[str, int], name: str) -> dict[str, int]:
    known = ONLY[name] | _COMMON[name]
    return {word: count for word, count in said.items() if word in known}


_GLUED = re.compile(r"\b[^\W\d_]*[a-zæøå]{2}[A-ZÆØÅ][a-zæøå]{2,}\b|\b[a-zæøå]{3,}[.!?,;][A-ZÆØÅ][a-zæøå]+\b")
_FIRST = re.compile(r"^(?:å|og|som|det|ikke|ikkje)(?=[^\W\d_]{3,}$)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b[\w-]+\.(?:no|com|org|net|pdf|docx?)\b")
_OFTEN = 3


def vocabulary(texts: Iterable[Iterable[Block]]) -> Counter[str]:
    """Return how often each word stands in all texts together."""
    found: Counter[str] = Counter()
    for blocks in texts:
        for block in blocks:
            found.update(words(plain(block.text)))
    return found


def run_together(blocks: Iterable[Block], known: Mapping[str, int]) -> Iterator[str]:
    """Yield the words that seem to be two: they are told, never taken apart.

    A capital letter or a full stop inside a word is one sign. The other is a word that stands nowhere else, and
    begins with a small word, as «åkomme» does, where the rest is a word that is used often.
    """
    for block in blocks:
        text = _ADDRESS.sub(" ", plain(block.text))
        yield from (match[0] for match in _GLUED.finditer(text) if not match[0].startswith(("KoRus", "Mc")))
        for word in words(text):
            first = _FIRST.match(word)
            if first and known[word] <= 2 and known[word[first.end() :]] >= _OFTEN * known[word]:
                yield word
