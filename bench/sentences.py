"""Running text of this site's own sentences, so that a made-up site has no more problems than a real one."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from kbsite.norwegian.sentences import sentences, word_count
from kbsite.norwegian.standards import slips

if TYPE_CHECKING:
    from pathlib import Path

_FEWEST, _MOST = 6, 30
"""How many words a sentence that is drawn has."""

_PLAIN = re.compile(r"[A-ZÆØÅ][^|*_\[\]<>{}`#\\$«»:?!()/]+\.")
"""A sentence without markup; nothing of it can be left half open."""

_CAPITALS = re.compile("[A-ZÆØÅ]{2}")

_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]")


class Sentences:
    """Sentences that go on and on, the same on every run; `draw` is for `bench.measure.write_site`."""

    def __init__(self, content: Path) -> None:
        self._dice = random.Random(3)  # noqa: S311 - no secret: the same text on every run
        self._known = real_sentences(content)

    def draw(self, count: int) -> list[str]:
        """Return words of whole sentences, at least `count` of them; the last has no full stop."""
        found: list[str] = []
        while len(found) < count:
            found += self._dice.choice(self._known).split()
        return [*found[:-1], found[-1].removesuffix(".")]


def real_sentences(content: Path) -> list[str]:
    """Return the plain sentences of the texts in bokmål in the folder `content`, each once."""
    found: dict[str, None] = {}
    for path in sorted(content.rglob("*.md")):
        if path.name.endswith(".nn.md"):
            continue
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        for block in _MARKUP.sub(r"\1", text).split("\n\n"):
            line = " ".join(block.split())
            for begin, end in sentences(line):
                each = line[begin:end].strip()
                if _is_plain(each):
                    found.setdefault(each)
    return list(found)


def _is_plain(sentence: str) -> bool:
    """Return whether a sentence needs nothing around it, and is bokmål without abbreviations."""
    return (
        _PLAIN.fullmatch(sentence) is not None
        and not _CAPITALS.search(sentence)
        and not slips(sentence, "nb")
        and _FEWEST <= word_count(sentence) <= _MOST
    )
