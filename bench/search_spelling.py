"""Measures what the search does to words: `python -m bench.search_spelling [FOLDER]`, over a built site; needs Node.

Two figures: how many of the 2,000 commonest Norwegian words that the site does not have are changed into others, and
how many misspelt words of the site are put right. Every third word of five letters or more that the site has gives
three slips: a letter missing, a letter doubled, two letters swapped, at a place that its own letters decide. A slip that
is a word itself, or that begins one of the site, is no misspelt word.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from kbsite.search.frequent import frequent_words, lacking
from kbsite.search.pagefind import indexed
from kbsite.search.stemming import base

COMMON = 2_000
THIN = 3
"""Of how many words of the site one is misspelt: all take minutes."""
_ASK = Path(__file__).with_suffix(".mjs")


def slips(word: str) -> dict[str, str]:
    """Return three ways of misspelling a word, by their kinds."""
    at = 1 + sum(map(ord, word)) % (len(word) - 2)
    swapped = next((i for i in (*range(at, len(word) - 1), *range(at)) if word[i] != word[i + 1]), at)
    return {
        "a letter missing": word[:at] + word[at + 1 :],
        "a letter doubled": word[: at + 1] + word[at:],
        "two letters swapped": word[:swapped] + word[swapped + 1] + word[swapped] + word[swapped + 2 :],
    }


def words_of(folder: Path) -> set[str]:
    """Return all words of letters in the index of a site."""
    return {word for page in indexed(folder) for word in re.findall(r"[^\W\d_]+", page.text.lower())}


def main(folder: str = "public") -> None:
    """Print both figures as a table in Markdown."""
    words = words_of(Path(folder))
    begun = {word[:length] for word in words for length in range(1, len(word) + 1)}
    real = begun | set(frequent_words())
    common = [word for word in lacking(words) if word not in begun][:COMMON]
    asked = [(kind, word, slip) for word in sorted(words)[::THIN] if len(word) > 4 for kind, slip in slips(word).items()]
    wrong = [each for each in asked if each[2] not in real]
    given = {"folder": str(Path(folder).resolve()), "words": [*common, *(slip for _, _, slip in wrong)]}
    node = shutil.which("node") or "node"
    done = subprocess.run([node, str(_ASK)], input=json.dumps(given), capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    changed = [(word, to) for word, to in zip(common, answers, strict=False) if to]
    print(f"| what | words | share |\n| --- | ---: | ---: |\n| common words changed | {len(changed)} of {COMMON} | "
          f"{len(changed) / COMMON:.1%} |")
    rows = [(kind, base(word) == base(to)) for (kind, word, _), to in zip(wrong, answers[len(common) :], strict=True)]
    for kind in (*slips("planlegging"), ""):
        right = [is_right for each, is_right in rows if kind in ("", each)]
        name = f"misspelt words put right{kind and ': ' + kind}"
        print(f"| {name} | {sum(right)} of {len(right)} | {sum(right) / len(right):.1%} |")
    if "-v" in sys.argv:
        print(changed[:20])
        print([(w, s, t) for (_, w, s), t in zip(wrong, answers[len(common):], strict=True) if base(w) != base(t)][::25])


if __name__ == "__main__":
    main(*[each for each in sys.argv[1:] if each != "-v"])
