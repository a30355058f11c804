"""The peer that the search is measured against: BM25 with Norwegian stemming, over a corpus made by hand."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from bench.search_peer import Indexed, Peer, indexed, peers

if TYPE_CHECKING:
    from pathlib import Path

PEER = Peer(
    {
        "/a/": "Planen gjelder folkehelse i kommunen og fire andre ord her",
        "/b/": "Kommunen har en plan for beredskap og fire andre ord til",
        "/c/": "Kommunen har ingenting",
    }
)


def test_a_word_is_found_however_it_is_inflected() -> None:
    assert PEER.search("PLANENE") == PEER.search("planer") == ("/a/", "/b/")


def test_one_word_is_enough_and_the_rarer_weighs_more() -> None:
    assert PEER.search("beredskap, kommunen")[0] == "/b/"
    assert set(PEER.search("beredskap, kommunen")) == {"/a/", "/b/", "/c/"}


def test_a_short_page_comes_before_a_long_one() -> None:
    assert PEER.search("kommune")[0] == "/c/"


def test_what_is_nowhere_finds_nothing() -> None:
    assert PEER.search("xyzzy") == PEER.search("–") == ()


def test_a_title_that_counts_twice_weighs_more() -> None:
    pages = [
        Indexed("/om/", "Om kommunen", "", "Om kommunen. En plan er en god plan."),
        Indexed("/plan/", "Plan", "", "Plan. Om kommunen og tiden som går."),
    ]
    once, twice = peers(pages).values()
    assert once.search("plan") == ("/om/", "/plan/")
    assert twice.search("plan") == ("/plan/", "/om/")


def test_the_pages_are_those_that_pagefind_has(tmp_path: Path) -> None:
    data = {"url": "/om/", "content": "Om oss. Vi", "meta": {"title": "Om oss", "date": "d20260101"}, "filters": {}}
    folder = tmp_path / "sok" / "indeks" / "1" / "fragment"
    folder.mkdir(parents=True)
    packed = gzip.compress(b"pagefind_dcd" + json.dumps(data).encode())
    (folder / "no_1.pf_fragment").write_bytes(packed)
    assert indexed(tmp_path) == [Indexed("/om/", "Om oss", "", "Om oss. Vi")]
