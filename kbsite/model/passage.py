"""A passage: the text of one block in one language, split by voice."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kbsite.norwegian.names_and_dates import blanked, without_quotations

if TYPE_CHECKING:
    from kbsite.diagnostics import Location


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


class Mark(NamedTuple):
    """The place of `offset` of a passage: on `line` from `column` on; `whole`: all of it is there."""

    offset: int
    line: int
    column: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one block, such as a paragraph or list item, in one language; `lang` is "" for the section's own.

    Code is left out. A part of a block in another language is a passage of its own. `quoted` is a block that
    is marked as a quotation, `cell` one of a table. The block begins `at`, and `marks` have in order the
    place of each piece of its text.
    """

    lang: str
    runs: tuple[Run, ...]
    at: Location
    marks: tuple[Mark, ...] = field(compare=False)
    quoted: bool = False
    cell: bool = False

    @property
    def whole(self) -> str:
        """The whole text."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    @property
    def text(self) -> str:
        """The text without link texts, but with italics."""
        return " ".join(run.text for run in self.runs if run.voice is not Voice.LINKED)

    @property
    def linked(self) -> str:
        """The link texts."""
        return " ".join(run.text for run in self.runs if run.voice is Voice.LINKED)

    @property
    def own(self) -> str:
        """The writer's own words: as long as `whole`, blanks for links, italics and quotations."""
        if self.quoted:
            return blanked(self.whole)
        runs = (run.text if run.voice is Voice.OWN else blanked(run.text) for run in self.runs)
        return without_quotations("".join(runs))

    def place(self, offset: int) -> Location:
        """Return the place in the source of the character at `offset` of `whole`."""
        index = bisect_right(self.marks, offset, key=itemgetter(0)) - 1
        if index < 0:
            return self.at
        mark = self.marks[index]
        return replace(self.at, line=mark.line, column=mark.column + (0 if mark.whole else offset - mark.offset))
