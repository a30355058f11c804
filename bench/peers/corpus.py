"""The pages of a made-up site, the same on every run, which `sites.py` writes for kbsite and each of its peers.

`pages` are of real sentences, `drawn_pages` of whatever words are drawn. The sentences are those of this project's
own pages in bokmål, shuffled: six themes, two hundred authors, half of the pages questions and half articles, some
600 words each, with three headings and a link to another page.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

THEMES = ("plan", "folkehelse", "rus", "alkohol", "oppvekst", "beredskap")
AUTHORS = 200
FOLDERS = ("sporsmal-og-svar", "artikler")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its folder, name and front matter, and its text with `{link}` for the address of another page."""

    folder: str
    name: str
    title: str
    day: date
    themes: tuple[str, ...]
    author: str
    summary: str
    text: str
    link: tuple[str, str]

    @property
    def is_question(self) -> bool:
        """Return whether it is a question with its answer."""
        return self.folder == FOLDERS[0]


def pages(count: int, pool: Sequence[str]) -> Iterator[Page]:
    """Yield `count` pages, the same for the same pool of sentences."""
    dice = random.Random(7)  # noqa: S311 - no secret: the same site on every run
    words = sorted({word.lower() for text in pool for word in re.findall(r"[a-zæøå]{5,12}", text)})

    def compound() -> str:
        return f"{dice.choice(words)[:6]}{dice.choice(words)}"

    for number in range(count):
        other = dice.randrange(count)
        yield Page(
            folder=FOLDERS[number % 2],
            name=f"side-{number}",
            title=f"{compound().capitalize()} og {compound()} {number}",
            day=date(2016, 1, 1) + timedelta(days=dice.randrange(3900)),
            themes=tuple(dice.sample(THEMES, 2)),
            author=f"forfatter-{dice.randrange(AUTHORS)}",
            summary=dice.choice(pool),
            text=_text(dice, pool, number, f"Ordet {compound()} står her sammen med {compound()}."),
            link=(FOLDERS[other % 2], f"side-{other}"),
        )


def drawn_pages(count: int, draw: Callable[[int], Sequence[str]], *, summaries: bool) -> Iterator[Page]:
    """Yield `count` questions of about 770 words; `draw` returns so many words of running text.

    A page without a summary is one warning.
    """
    dice = random.Random(1)  # noqa: S311 - no secret: the same site on every run
    for number in range(count):
        day = date(2016, 1, 1) + timedelta(days=dice.randrange(3900))
        one, two, *rest = (f"{text[:1].upper()}{text[1:]}." for text in (" ".join(draw(70)) for _ in range(11)))
        long = [word.strip(".,;") for word in draw(70) if len(word) > 4]
        yield Page(
            folder=FOLDERS[0],
            name=f"sporsmal-{number}",
            title=f"{' '.join(long[:4]).capitalize()} {number}",
            day=day,
            themes=tuple(dice.sample(THEMES, 2)),
            author=f"forfatter-{dice.randrange(AUTHORS)}",
            summary=f"{' '.join(draw(20))}." if summaries else "",
            text=f"## Spørsmål\n\n{one}\n\n## Svar\n\n{two} Se [en annen side]({{link}}).\n\n### Først\n\n"
            + "\n\n".join(rest)
            + "\n",
            link=(FOLDERS[0], f"sporsmal-{dice.randrange(count)}"),
        )


def _text(dice: random.Random, pool: Sequence[str], number: int, extra: str) -> str:
    one, two, three, four, five, six, seven, eight = (
        " ".join(dice.choice(pool) for _ in range(length)) for length in (4, 5, 5, 4, 5, 5, 6, 5)
    )
    link = "Se [en annen side]({link})."
    if number % 2:
        return (
            f"{one}\n\n## Først {number}\n\n{two}\n\n{three} {link}\n\n## Så {number}\n\n{four}\n\n"
            f"- {dice.choice(pool)}\n- {extra}\n\n{five}\n\n## Til slutt {number}\n\n{six}\n\n{seven}\n\n{eight}\n"
        )
    return (
        f"## Spørsmål\n\n{one}\n\n## Svar\n\n{two}\n\n{three} {link}\n\n"
        f"### Først {number}\n\n{four} {extra}\n\n{five}\n\n"
        f"### Til slutt {number}\n\n{six}\n\n{seven}\n\n{eight}\n"
    )
