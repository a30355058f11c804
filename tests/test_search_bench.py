"""What the measurements of the search count, and the text that they are made on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.corpus import HEAPS_FACTOR, HEAPS_POWER, RunningText
from bench.search_features import features_table, kinds_table
from bench.search_weight import Cost, kind_of, table
from kbsite.search.evaluation.queries import Query
from kbsite.search.evaluation.score import Result
from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_made_up_text_has_as_many_different_words_as_real_text() -> None:
    text = RunningText(ROOT / "content")
    for count in (4_000, 40_000, 160_000):
        text.draw(count)
    said = 204_000
    assert text.different == pytest.approx(HEAPS_FACTOR * said**HEAPS_POWER, rel=0.05)


def test_its_commonest_words_are_those_of_the_content() -> None:
    counted = Counter(RunningText(ROOT / "content").draw(20_000))
    assert {"og", "i", "er", "det", "som"} <= {word for word, _ in counted.most_common(8)}
    assert 0.03 < counted["og"] / 20_000 < 0.05


def test_it_is_the_same_on_every_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Tittel\n---\nEn plan [for](https://a.no) folk.", encoding="utf-8")
    drawn = RunningText(tmp_path).draw(20)
    assert drawn == RunningText(tmp_path).draw(20)
    assert {"en", "plan", "for", "folk"} < set(drawn)
    assert "tittel" not in drawn
    assert "https" not in drawn


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sok/", "page"),
        ("/assets/find.js", "the site's own script"),
        ("/sok/indeks/1-a/ord.json", "words (`ord.json`)"),
        ("/sok/indeks/1-a/vanlige.json", "common words (`vanlige.json`)"),
        ("/sok/indeks/1-a/oppslag.json", "laws and terms (`oppslag.json`)"),
        ("/sok/indeks/1-a/pagefind.js", "Pagefind: script and worker"),
        ("/sok/indeks/1-a/pagefind-worker.js", "Pagefind: script and worker"),
        ("/sok/indeks/1-a/wasm.unknown.pagefind", "Pagefind: WebAssembly"),
        ("/sok/indeks/1-a/pagefind-entry.json", "Pagefind: entry and metadata"),
        ("/sok/indeks/1-a/index/no_1.pf_index", "Pagefind: index"),
        ("/favicon.ico", "other"),
    ],
)
def test_a_file_is_counted_by_its_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_bytes_are_summed_and_compared_with_the_smallest_site() -> None:
    costs = [
        Cost(60, 5, Counter({"page": 100}), Counter({"page": 1}), 90, 0.5, 2),
        Cost(
            1000,
            9,
            Counter({"page": 100, "Pagefind: index": 150}),
            Counter({"page": 1, "Pagefind: index": 3}),
            220,
            1,
            4,
        ),
    ]
    lines = table(costs).splitlines()
    assert lines[0] == "| pages | 60 | 1,000 |"
    assert "| Pagefind: index | 0 (0) | 150 (3) |" in lines
    assert "| **bytes to the first result** | **90** | **220** |" in lines
    assert "| bytes to all ten (requests) | 100 (1) | 250 (4) |" in lines
    assert "| of those of the smallest | 1.00 × | 2.50 × |" in lines


def test_a_part_that_is_left_out_is_compared_with_the_whole() -> None:
    query = Query("ord", "a", ("/rett/",))
    right, wrong = Result(query, ("/rett/",)), Result(query, ("/feil/", "/rett/"))
    measured = {
        "Pagefind as it comes": [[wrong, wrong]],
        "ours": [[right, right]],
        "without `same`": [[right, wrong]],
    }
    lines = features_table(measured, ["tuning"]).splitlines()
    assert lines[2:] == [
        "| Pagefind as it comes | 0.500 | 2 of 2 |",
        "| ours | 1.000 | 2 of 2 |",
        "| without `same` | 0.750 (-0.250) | 2 of 2 |",
    ]
    assert kinds_table(measured, 0).splitlines()[::2] == [
        "| kind | Pagefind as it comes | ours |",
        "| `a` | 0.500 | 1.000 |",
    ]
