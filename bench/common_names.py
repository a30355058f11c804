"""Makes `kbsite/search/asked/names.txt`: `python -m bench.common_names`. Needs hunspell with nb_NO and nn_NO.

Of the common words in `kbsite/search/frequent.txt` those that a dictionary of either written standard has with a
capital letter alone: names of people and places. The dictionaries only tell which words these are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.read.process import run
from kbsite.search.frequent import frequent_words

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET = Path("kbsite/search/asked/names.txt")
_DICTIONARIES = ("nb_NO", "nn_NO")

HEAD = """\
# Names of people and places among the commonest 30,000 Norwegian words, the commonest first. From wordfreq 3.1.1
# (https://github.com/rspeer/wordfreq), by Robyn Speer: data under CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/), as this file is. Made by bench/common_names.py.
"""


def _unknown(words: Sequence[str]) -> set[str]:
    """Return the words that neither dictionary has."""
    text = "\n".join(words).encode()
    command = ("hunspell", "-i", "UTF-8", "-p", "/dev/null", "-l", "-d")
    found = (run((*command, name), seconds=60, given=text).stdout for name in _DICTIONARIES)
    return set.intersection(*(set(said.decode().split()) for said in found))


def common_names() -> list[str]:
    """Return the words that are known with a capital letter alone, the commonest first."""
    words = list(frequent_words())
    small = _unknown(words)
    capital = _unknown([word.capitalize() for word in sorted(small)])
    return [word for word in words if word in small and word.capitalize() not in capital]


if __name__ == "__main__":
    TARGET.write_text(HEAD + "\n".join(common_names()) + "\n", encoding="utf-8")
