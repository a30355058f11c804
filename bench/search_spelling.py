"""Measures what the search does to words of a built site: `python -m bench.search_spelling [FOLDER]`; needs Node.

Two figures: how many of the 2,000 commonest Norwegian words that the site does not have are changed into others,
and how many misspelt words of the site are put right. Every third word of five letters or more that the site has
gives three slips: a letter missing, a letter doubled, two letters swapped, at a place that its own letters decide.
A slip that is a word itself, or that begins one of the site, is no misspelt word.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

from kbsite.model.routes import Routes
from kbsite.search.frequent import frequent_words
from kbsite.search.pagefind import indexed
from kbsite.search.stemming import base

COMMON = 2_000
THIN = 3
"""Of how many words of the site one is misspelt: all take minutes."""


class Answer(TypedDict):
    """What a word is changed into, "" for nothing, and what else is looked for as the same word."""

    corrected: str
    also: list[str]


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


def is_right(word: str, answer: Answer) -> bool:
    """Return whether a misspelt word is changed into what was meant, in some form, or is looked for as that."""
    return base(word) in {base(answer["corrected"]), *([] if answer["corrected"] else map(base, answer["also"]))}


def words_of(folder: Path) -> set[str]:
    """Return all words of letters in an edition of the index of a site."""
    return {word for page in indexed(folder) for word in page.words}


def main(folder: str = "public") -> None:
    """Print both figures as a table in Markdown."""
    routes = Routes()
    editions = Path(folder) / routes.index.strip("/")
    newest = editions / (editions / routes.editions).read_text(encoding="utf-8").split()[0]
    words = words_of(newest)
    begun = {word[:length] for word in words for length in range(1, len(word) + 1)}
    real = begun | set(frequent_words())
    had = {base(word) for word in words}
    lacking = (word for word in frequent_words() if base(word) not in had)
    common = [word for word in lacking if word not in begun][:COMMON]
    asked = [
        (kind, word, slip) for word in sorted(words)[::THIN] if len(word) > 4 for kind, slip in slips(word).items()
    ]
    wrong = [each for each in asked if each[2] not in real]
    given = {"folder": str(newest.resolve()), "words": [*common, *(slip for _, _, slip in wrong)]}
    node = shutil.which("node") or "node"
    done = subprocess.run(  # noqa: S603 - Node, with a script of this folder
        [node, str(_ASK)], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    answers: list[Answer] = json.loads(done.stdout)
    changed = [(word, to["corrected"]) for word, to in zip(common, answers, strict=False) if to["corrected"]]
    print(
        f"| what | words | share |\n| --- | ---: | ---: |\n| common words changed | {len(changed)} of {COMMON} | "
        f"{len(changed) / COMMON:.1%} |"
    )
    rows = [(kind, is_right(word, to)) for (kind, word, _), to in zip(wrong, answers[len(common) :], strict=True)]
    for kind in (*slips("planlegging"), ""):
        right = [put for each, put in rows if kind in ("", each)]
        name = f"misspelt words put right{kind and ': ' + kind}"
        print(f"| {name} | {sum(right)} of {len(right)} | {sum(right) / len(right):.1%} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
