"""Makes `kbsite/search/frequent.txt` and `frequent.en.txt`: `python -m bench.frequent_words WHEEL`.

WHEEL is the wheel of wordfreq 3.1.1 from PyPI (https://github.com/rspeer/wordfreq), whose data may be redistributed
under CC BY-SA 4.0. Its lists are in the order of how often words are used in books, encyclopedias, news,
subtitles and on the web. The files have the commonest of them that the search could take for misspelt ones.
"""

from __future__ import annotations

import gzip
import re
import sys
import zipfile
from pathlib import Path

import msgpack  # type: ignore[import-untyped, import-not-found, unused-ignore] # pip install msgpack, for this alone

MOST = 30_000
FOLDER = Path("kbsite/search")
LISTS = {
    "frequent.txt": ("Norwegian", "large_nb", re.compile(r"[a-zæøåéèêòóôü]{4,}")),
    "frequent.en.txt": ("English", "large_en", re.compile(r"[a-z]{4,}")),
}
"""The files, each with its language, the list that it is made of, and what counts as a word."""

HEAD = """\
# The commonest 30,000 {language} words of four letters or more, the commonest first.
# From wordfreq 3.1.1 (https://github.com/rspeer/wordfreq), by Robyn Speer: data under CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/), as this file is. Made by bench/frequent_words.py.
"""


def frequent_words(wheel: Path, name: str, word: re.Pattern[str]) -> list[str]:
    """Return the words of one of the wheel's lists, the commonest first."""
    with zipfile.ZipFile(wheel) as archive:
        _, *bins = msgpack.loads(gzip.decompress(archive.read(f"wordfreq/data/{name}.msgpack.gz")), raw=False)
    words = (each for same in bins for each in sorted(same))
    return [each for each in words if word.fullmatch(each)][:MOST]


if __name__ == "__main__":
    for file, (language, name, word) in LISTS.items():
        found = "\n".join(frequent_words(Path(sys.argv[1]), name, word))
        (FOLDER / file).write_text(f"{HEAD.format(language=language)}{found}\n", encoding="utf-8")
