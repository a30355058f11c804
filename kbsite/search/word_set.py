"""Sets of words in few bytes: Golomb-coded sets (Putze, Sanders, Singler, https://doi.org/10.1145/1498698.1594230).

Each word is a number of some bits; of the sorted numbers the differences are kept. A set has every word of it, and
few others: the more bits, the fewer. layouts/assets/word-set.js reads it.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def word_set(words: Iterable[str], size: int) -> str:
    """Return a set of words, each hashed to `size` bits.

    Of others, one in 2 ** `size` / `n` is taken for one of `n` words; a word costs about the logarithm of that in
    bits, and 1.5 more.
    """
    hashes = sorted({_hash(word) >> (32 - size) for word in words})
    rest = max(0, (2**size // max(1, len(hashes))).bit_length() - 1)
    bits = "".join(_codes(hashes, rest))
    bits += "1" * (-len(bits) % 8)  # which is no number
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
    return _DIGITS[size] + _DIGITS[rest] + b64encode(data).decode()


def _codes(hashes: Iterable[int], rest: int) -> Iterator[str]:
    """Yield each difference less one: how often 2 ** `rest` goes into it, as ones and a zero, and what is left."""
    last = -1
    for each in hashes:
        whole, part = divmod(each - last - 1, 2**rest)
        yield "1" * whole + "0" + (f"{part:0{rest}b}" if rest else "")
        last = each


def _hash(word: str) -> int:
    """Return FNV-1a over the code points, its bits mixed once more: 32 bits."""
    value = 0x811C9DC5
    for letter in word:
        value = ((value ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    return ((value ^ (value >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
