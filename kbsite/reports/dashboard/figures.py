"""The data of the dashboard: charts, listings, the table of links between themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbsite.reports.dashboard.charts import Drawing
    from kbsite.reports.overview import Entry


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
