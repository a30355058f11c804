"""Running text that is made up, with as many different words as real text of the same length has.

A word is new or said before, by the rule of Simon (1955): a new one comes when the number of different words is
behind Heaps' law; else one is said again, drawn from this site's own content (42,000 words) and all that was said
since. The two constants of the law are those of the content. So the most used words are real and as frequent as
they are there; when the content's are used up come compounds of their parts, each in some of its forms. What it
lacks of real text: words that stand together because they are on one subject.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAPS_FACTOR, HEAPS_POWER = 10.7, 0.583
"""Different words = factor · words ^ power."""

_FORMS = ("", "en", "er", "ene", "et", "a", "s", "ens")

_BATCH = 5000


class RunningText:
    """Text that goes on and on, the same on every run."""

    def __init__(self, content: Path) -> None:
        self._dice = random.Random(2)  # noqa: S311 - no secret: the same text on every run
        self._pool = content_words(content)
        self._before = len(self._pool)
        self.known = [word for word, _ in Counter(self._pool).most_common()]
        self._unsaid = self._new_words()
        self._said: set[str] = set()

    @property
    def different(self) -> int:
        """Return how many different words have been drawn."""
        return len(self._said)

    def draw(self, count: int) -> list[str]:
        """Return the next `count` words."""
        start = len(self._pool)
        for at in range(start, start + count):
            if len(self._said) < HEAPS_FACTOR * (at - self._before) ** HEAPS_POWER:
                word = next(word for word in self._unsaid if word not in self._said)
            else:
                word = self._pool[int(self._dice.random() * at)]
            self._pool.append(word)
            self._said.add(word)
        return self._pool[start:]

    def _new_words(self) -> Iterator[str]:
        """Yield words that differ from one another."""
        yield from self.known
        seen = set(self.known)
        first = [word[:length] for word in self.known for length in (4, 5, 6) if len(word) >= length]
        last = [word for word in self.known if 4 <= len(word) <= 8]
        while True:
            batch: list[str] = []
            while len(batch) < _BATCH:
                compound = self._dice.choice(first) + self._dice.choice(("", "", "s")) + self._dice.choice(last)
                batch += [compound + form for form in self._dice.sample(_FORMS, self._dice.randint(1, 3))]
            self._dice.shuffle(batch)
            for word in batch:
                if word not in seen:
                    seen.add(word)
                    yield word


def content_words(content: Path) -> list[str]:
    """Return the words of the texts in the folder `content`, one after another."""
    found: list[str] = []
    for path in sorted(content.rglob("*.md")):
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        found += words(re.sub(r"\]\([^)]*\)|<[^>]*>", " ", text))
    return found
