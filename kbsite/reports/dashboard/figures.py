"""The data of the dashboard: charts, listings, the table of links between themes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.model.files import BOARD_LISTS

if TYPE_CHECKING:
    from kbsite.reports.dashboard.charts import Drawing
    from kbsite.reports.overview import Entry


LONG = 300
"""How many pages or links are listed on the dashboard itself; a longer list has pages of its own."""

PART = 1000
"""How many are on one of those."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A bar chart with its heading, a note on what it counts, and a legend: style and words."""

    id: str
    title: str
    note: str
    drawing: Drawing
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages behind a bar, or the links behind a cell; `figure` is the chart that links to it."""

    id: str
    title: str
    figure: str
    entries: tuple[Entry, ...] = ()
    links: tuple[tuple[Entry, Entry], ...] = ()

    @property
    def count(self) -> int:
        """Return how many pages or links it has."""
        return len(self.entries) + len(self.links)

    @property
    def pages(self) -> tuple[tuple[str, int, int], ...]:
        """Return the pages of its own that a long list has: the name of the file, and its first and last place."""
        if self.count <= LONG:
            return ()
        starts = range(0, self.count, PART)
        return tuple(
            (f"{BOARD_LISTS}{self.id}-{n}.html", at + 1, min(at + PART, self.count))
            for n, at in enumerate(starts, 1)
        )

    def part(self, first: int, last: int) -> Listing:
        """Return what is from one place to another, counted from 1."""
        return replace(self, entries=self.entries[first - 1 : last], links=self.links[first - 1 : last])


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of links from one theme to another, and its shade, from 0 (lightest) to 4."""

    count: int
    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """What readers asked: the query, how many did, what the search answered, and what an editor can do."""

    query: str
    readers: str
    said: str
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of one verdict; `figure` is the chart that links to them."""

    id: str
    title: str
    figure: str
    entries: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole dashboard; `between` has a row of cells for each theme, `thin` what each theme lacks.

    `questions` are empty where no file says what readers asked.
    """

    site: str
    url: str
    day: str
    pages: str
    figures: tuple[Figure, ...]
    themes: tuple[str, ...]
    between: tuple[tuple[Cell, ...], ...]
    thin: tuple[tuple[str, str], ...]
    lists: tuple[Listing, ...]
    questions: tuple[Questions, ...] = ()

    def groups(self, between: str) -> tuple[tuple[str, str], ...]:
        """Return the id and the title of each figure, and last of the table `between` themes."""
        return (*((each.id, each.title) for each in self.figures), ("between", between))
