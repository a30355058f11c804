"""The vocabulary of a site, packed for its search: which words can be found, and candidates for misspelt words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 3_600
"""How many words are kept, the commonest: some 9 kB. The search asks Pagefind whether another is an error."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def vocabulary(texts: Iterable[str], most: int | None = None) -> list[str]:
    """Return the words of three letters or more, in lower case, sorted by code point."""
    often: Counter[str] = Counter()
    for text in texts:
        often.update(set(_WORD.findall(unicodedata.normalize("NFC", text).lower())))
    kept = sorted(often, key=lambda word: (-often[word], word))[: most or MOST]
    return sorted(kept)


def packed(words: Iterable[str]) -> str:
    """Return sorted words front-coded in one string: the length of the shared prefix in base 36, and the rest.

    `plan`, `planer`, `planstrategi` are `0plan4er4strategi`.
    """
    before, parts = "", []
    for word in words:
        pairs = zip(word, before, strict=False)
        shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), len(_DIGITS) - 1)
        parts.append(_DIGITS[shared] + word[shared:])
        before = word
    return "".join(parts)
