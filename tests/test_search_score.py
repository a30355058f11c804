"""Ranks, MRR and shares: numbers in, numbers out."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from kbsite.diagnostics.catalogue import catalogue
from kbsite.search.evaluation.queries import Query
from kbsite.search.evaluation.score import Result, by_kind, score
from kbsite.search.evaluation.text import as_json, as_text, kinds_below, shortfalls

WRONG = tuple(f"/feil-{number}/" for number in range(12))


def result(rank: int, kind: str = "a", text: str = "ord") -> Result:
    """Return a result with the right page at a rank; 0 finds nothing at all."""
    return Result(Query(text, kind, ("/rett/", "/like-rett/")), (*WRONG[: rank - 1], "/rett/") if rank else ())


def test_the_rank_is_that_of_the_first_right_page() -> None:
    query = Query("ord", "a", ("/rett/", "/like-rett/"))
    assert Result(query, ("/feil/", "/like-rett/", "/rett/")).rank == 2


@pytest.mark.parametrize("rank", [0, 11])
def test_a_page_that_is_not_among_the_first_ten_has_no_rank(rank: int) -> None:
    assert result(10).rank == 10
    assert result(rank).rank is None


def test_mrr_is_the_mean_of_one_by_rank_and_a_miss_counts_nothing() -> None:
    found = score([result(1), result(2), result(4), result(0)])
    assert (found.number, found.mrr) == (4, Fraction(7, 16))
    assert found.within == (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(3, 4))
    assert found.first_five == Fraction(3, 4)


def test_kinds_come_in_the_order_of_the_file() -> None:
    found = by_kind([result(1, "b"), result(2, "a"), result(2, "b")])
    assert [(kind, each.number, each.mrr) for kind, each in found] == [
        ("b", 2, Fraction(3, 4)),
        ("a", 1, Fraction(1, 2)),
    ]


def test_a_limit_that_is_reached_exactly_is_reached() -> None:
    words = catalogue("nb")
    total = score([*(result(1) for _ in range(19)), result(0)])
    assert shortfalls(total, {"mrr": Fraction("0.95"), "first_five": Fraction("0.95")}, words) == ""
    low = shortfalls(total, {"mrr": None, "first_five": Fraction("0.951")}, words)
    assert low == "Andelen blant de fem første er 0,950, og skulle vært minst 0,951\n"


def test_each_kind_below_the_limit_is_said_and_one_that_reaches_it_is_not() -> None:
    found = [result(1, "a"), result(2, "b"), result(4, "c")]
    assert kinds_below(found, Fraction("0.5"), catalogue("en")) == (
        "MRR@10 of “c” is 0.250, and should be at least 0.500\n"
    )
    assert kinds_below(found, Fraction("0.25"), catalogue("en")) == kinds_below(found, None, catalogue("en")) == ""


def test_a_share_is_never_shown_as_more_than_it_is() -> None:
    total = score([*(result(1) for _ in range(2)), result(0)])
    assert "MRR@10 is 0.666," in shortfalls(total, {"mrr": Fraction("0.667")}, catalogue("en"))


def test_each_query_has_a_line_and_a_miss_shows_what_came_first() -> None:
    results = [
        result(2, "ord", "to"),
        Result(Query("bom", "spørsmål", ("/rett/",)), WRONG),
        result(0, "ord", "null"),
    ]
    plain = [
        "ord        2  to",
        "spørsmål   –  bom",
        "              først kom /feil-0/",
        "ord        –  null",
        "              ingen treff",
        "",
        "Slag      Antall  MRR@10  Første 1  Første 3  Første 5  Første 10",
        "ord            2   0,250     0,000     0,500     0,500      0,500",
        "spørsmål       1   0,000     0,000     0,000     0,000      0,000",
        "Alle           3   0,166     0,000     0,333     0,333      0,333",
    ]
    assert as_text(results, catalogue("nb")).splitlines() == plain
    more = as_text(results, catalogue("nb"), verbose=True).splitlines()
    assert more == [plain[0], "              først kom /feil-0/", *plain[1:]]


def test_json_says_the_same() -> None:
    found = json.loads(as_json([result(2, text="å"), result(0)]))
    assert found["queries"][0] == {
        "query": "å",
        "kind": "a",
        "pages": ["/rett/", "/like-rett/"],
        "rank": 2,
        "found": ["/feil-0/", "/rett/"],
    }
    assert found["queries"][1]["rank"] is None
    total = {"number": 2, "mrr": 0.25, "first": {"1": 0.0, "3": 0.5, "5": 0.5, "10": 0.5}}
    assert found["total"] == total
    assert found["kinds"] == [{"kind": "a", **total}]
