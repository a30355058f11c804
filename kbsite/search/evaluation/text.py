"""The results of a search test as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.reports.text_table import table
from kbsite.search.evaluation.score import WITHIN, by_kind, score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.search.evaluation.score import Result, Score


def as_text(results: Sequence[Result], words: Catalogue, *, verbose: bool = False) -> str:
    """Return a line for each query and a table by kind; `verbose` adds what the failing queries found first."""
    return f"{_ranks(results, words, verbose=verbose)}\n{score_table(results, words)}"


def score_table(results: Sequence[Result], words: Catalogue) -> str:
    """Return MRR and shares as an aligned table, a row for each kind of query and one for all."""
    head = [words.line("tested_kind"), words.line("tested_number"), "MRR@10"]
    rows = [[*head, *(words.line("tested_first", n=most) for most in WITHIN)]]
    rows += [_row(kind, each, words) for kind, each in by_kind(results)]
    return table([*rows, _row(words.line("tested_all"), score(results), words)])


def as_json(results: Sequence[Result]) -> str:
    """Return a JSON object with queries, kinds and total; a rank is null where no right page is in the top ten."""
    data = {
        "queries": [
            {
                "query": result.query.text,
                "kind": result.query.kind,
                "pages": result.query.pages,
                "rank": result.rank,
                "found": result.found,
            }
            for result in results
        ],
        "kinds": [{"kind": kind, **_object(each)} for kind, each in by_kind(results)],
        "total": _object(score(results)),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def shortfalls(total: Score, limits: Mapping[str, Fraction | None], words: Catalogue) -> str:
    """Return a line for each limit that is not reached, by the name of its measure."""
    reached = {"mrr": total.mrr, "first_five": total.first_five}
    return "".join(
        f"{words.line(f'tested_low_{name}', share=_share(reached[name], words), limit=_share(limit, words))}\n"
        for name, limit in limits.items()
        if limit is not None and reached[name] < limit
    )


def kinds_below(results: Sequence[Result], limit: Fraction | None, words: Catalogue) -> str:
    """Return a line for each kind of query whose MRR@10 is below a limit, if there is one."""
    if limit is None:
        return ""
    low = ((kind, each.mrr) for kind, each in by_kind(results) if each.mrr < limit)
    return "".join(
        f"{words.line('tested_low_kind', kind=kind, share=_share(mrr, words), limit=_share(limit, words))}\n"
        for kind, mrr in low
    )


def _ranks(results: Sequence[Result], words: Catalogue, *, verbose: bool) -> str:
    width = max(len(result.query.kind) for result in results)
    lines = []
    for result in results:
        rank = "–" if result.rank is None else str(result.rank)
        lines.append(f"{result.query.kind.ljust(width)}  {rank.rjust(2)}  {result.query.text}")
        if result.rank is None or (verbose and result.rank > 1):
            came = words.line("tested_came_first", page=result.found[0]) if result.found else ""
            lines.append(f"{' ' * width}      {came or words.line('tested_no_hits')}")
    return "".join(f"{line}\n" for line in lines)


def _row(name: str, each: Score, words: Catalogue) -> list[str]:
    return [name, str(each.number), *(_share(share, words) for share in (each.mrr, *each.within))]


def _share(share: Fraction, words: Catalogue) -> str:
    """Return a share of 1 with three decimals, rounded down, so that it never looks like a limit it misses."""
    thousands = share.numerator * 1000 // share.denominator
    text = f"{thousands // 1000}.{thousands % 1000:03}"
    return text if words.language == "en" else text.replace(".", ",")


def _object(each: Score) -> dict[str, Any]:
    shares = {str(most): round(float(share), 4) for most, share in zip(WITHIN, each.within, strict=True)}
    return {"number": each.number, "mrr": round(float(each.mrr), 4), "first": shares}
