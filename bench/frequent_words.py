"""Makes `kbsite/search/frequent.txt`: `python -m bench.frequent_words WHEEL`.

WHEEL is the wheel of wordfreq 3.1.1 from PyPI (https://github.com/rspeer/wordfreq), whose data may be redistributed
under CC BY-SA 4.0. Its list of Norwegian is in the order of how often words are used in books, encyclopedias, news,
subtitles and on the web. The file has the commonest of them that the search could take for misspelt ones.
"""

from __future__ import annotations

import gzip
import re
import sys
import zipfile
from pathlib import Path

import msgpack  # type: ignore[import-untyped, import-not-found, unused-ignore] # pip install msgpack, for this alone

MOST = 30_000
TARGET = Path("kbsite/search/frequent.txt")
_LIST = "wordfreq/data/large_nb.msgpack.gz"
_WORD = re.compile(r"[a-zæøåéèêòóôü]{4,}")

HEAD = """\
# The commonest 30,000 Norwegian words of four letters or more, the commonest first.
# From wordfreq 3.1.1 (https://github.com/rspeer/wordfreq), by Robyn Speer: data under CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/), as this file is. Made by bench/frequent_words.py.
"""


def frequent_words(wheel: Path) -> list[str]:
    """Return the words of the wheel's list of Norwegian, the commonest first."""
    with zipfile.ZipFile(wheel) as archive:
        _, *bins = msgpack.loads(gzip.decompress(archive.read(_LIST)), raw=False)
    words = (word for same in bins for word in sorted(same))
    return [word for word in words if _WORD.fullmatch(word)][:MOST]


if __name__ == "__main__":
    TARGET.write_text(HEAD + "\n".join(frequent_words(Path(sys.argv[1]))) + "\n", encoding="utf-8")
