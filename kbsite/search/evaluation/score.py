"""Ranks of the right pages → MRR and shares, for each kind of query and for all.

Fractions, so that no rounding decides whether a limit is reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.search.evaluation.queries import Query

DEPTH = 10
"""How many results are looked at."""

WITHIN = (1, 3, 5, 10)
"""Among how many of the first a right page is counted."""


@dataclass(frozen=True, slots=True)
class Result:
    """A query and the pages that it found, best first."""

    query: Query
    found: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """Return the rank of the first right page, counted from 1; None where none is among the first ten."""
        ranks = (rank for rank, page in enumerate(self.found[:DEPTH], start=1) if page in self.query.pages)
        return next(ranks, None)


@dataclass(frozen=True, slots=True)
class Score:
    """Mean reciprocal rank (MRR@10), and the share of queries with a right page first, and in the first five."""

    number: int
    mrr: Fraction
    within: tuple[Fraction, ...]

    @property
    def first_five(self) -> Fraction:
        """Return the share of the queries with a right page among the first five."""
        return self.within[WITHIN.index(5)]


def score(results: Sequence[Result]) -> Score:
    """Return the score of `results`, of which there is at least one."""
    number = len(results)
    ranks = [result.rank for result in results if result.rank is not None]
    mrr = sum((Fraction(1, rank) for rank in ranks), Fraction(0)) / number
    return Score(number, mrr, tuple(Fraction(sum(rank <= most for rank in ranks), number) for most in WITHIN))


def by_kind(results: Sequence[Result]) -> tuple[tuple[str, Score], ...]:
    """Return the score of each kind of query, in the order in which the kinds come."""
    kinds = dict.fromkeys(result.query.kind for result in results)
    return tuple((kind, score([each for each in results if each.query.kind == kind])) for kind in kinds)
