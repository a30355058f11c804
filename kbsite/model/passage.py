"""A passage: what one block of a text says in one language, and in whose words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import blanked, without_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.diagnostics import Location

_NO_WORDS = re.compile(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?<=\])\([^)]*\)|(?<=\])\{[^}]*\}|(?<=\])\[[^\]]*\]|\[\^[^\]]*\]|<[^>]*>"
)
"""What of a line of the source is not read as words: code, addresses, attributes, marks of footnotes."""

_WORD = re.compile(r"\w+")

_BETWEEN = r"[\W_]+"

_NEAR = 80
"""How much of a text before and behind a place is enough to find it in the source."""


class Voice(Enum):
    """Whose words a run is: the writer's own, or those of links and in italics, which are often titles."""

    OWN = "own"
    LINKED = "linked"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a block; its line breaks are those of the source."""

    text: str
    voice: Voice = Voice.OWN


@dataclass(frozen=True, slots=True)
class Passage:
    """What one block, such as a paragraph or a list item, says in one language; `lang` is "" for the section's own.

    Code is left out. A part of a block in another language is a passage of its own. `quoted` is a block that is
    marked as a quotation. `lines` are those of the block in the source, which begins `at`: they only tell places.
    """

    lang: str
    runs: tuple[Run, ...]
    at: Location
    lines: tuple[str, ...] = field(compare=False)
    quoted: bool = False

    @property
    def whole(self) -> str:
        """All that it says."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    @property
    def text(self) -> str:
        """Its own words and those in italics, without those that links stand on."""
        return " ".join(run.text for run in self.runs if run.voice is not Voice.LINKED)

    @property
    def linked(self) -> str:
        """The words that links stand on."""
        return " ".join(run.text for run in self.runs if run.voice is Voice.LINKED)

    @property
    def own(self) -> str:
        """What surely are the writer's words: as long as `whole`, blanks for links, italics and quotations."""
        if self.quoted:
            return blanked(self.whole)
        runs = (run.text if run.voice is Voice.OWN else blanked(run.text) for run in self.runs)
        return without_quotations("".join(runs))

    def place(self, offset: int) -> Location:
        """Return where in the source the word stands that begins at `offset` of `whole`."""
        whole = self.whole
        first = whole.count("\n", 0, offset)
        before = _WORD.findall(whole[max(0, offset - _NEAR) : offset].rpartition("\n")[2])[-3:]
        after = _WORD.findall(whole[offset : offset + _NEAR].partition("\n")[0])[:4]
        for context, words in ((before, after), (before, after[:1]), ([], after), ([], after[:1])):
            for index in sorted(range(len(self.lines)), key=lambda line: line != first):
                column = _column(self.lines[index], context, words)
                if column:
                    return replace(self.at, line=self.at.line + index, column=column)
        return self.at


def _column(line: str, context: Sequence[str], words: Sequence[str]) -> int:
    """Return the column of the first of `words` where they stand behind `context`, markup between or not; or 0."""
    read = _NO_WORDS.sub(lambda found: " " * len(found[0]), line)
    before = _BETWEEN.join([*map(re.escape, context), ""])
    match = re.search(rf"(?<!\w){before}(?P<here>{_BETWEEN.join(map(re.escape, words))})(?!\w)", read)
    return match.start("here") + 1 if match and words else 0
