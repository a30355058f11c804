"""Ranks the pages of a built site as a search server would: `python -m bench.search_peer FILE [FOLDER]`.

BM25 with Norwegian Snowball stemming over the text that Pagefind indexed, read from Pagefind's own files: the
summary and the text, which begins with the title, as one field. No word is left out as a stop word; what is on
every page weighs next to nothing. The second table counts the title twice.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). The rarity of a word has 1
added within the logarithm, as in Lucene, so that no word counts against a page.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import snowballstemmer

from kbsite.diagnostics.catalogue import catalogue
from kbsite.model import Source
from kbsite.read.data_files import fields_of
from kbsite.search.evaluation.built_site import built_site
from kbsite.search.evaluation.queries import queries
from kbsite.search.evaluation.score import DEPTH, Result
from kbsite.search.evaluation.text import score_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.search.evaluation.queries import Query

K1, B = 1.2, 0.75
"""How soon a word that comes again counts less, and how much a long page counts less than a short one."""

_SIGNATURE = b"pagefind_dcd"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page as Pagefind has it; the text begins with the title."""

    address: str
    title: str
    summary: str
    text: str


class Peer:
    """An in-memory index of pages, by stem: the term frequency on each page."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        self._lengths: dict[str, int] = {}
        for address, text in texts.items():
            found = stems(text)
            self._lengths[address] = len(found)
            for stem, count in Counter(found).items():
                self._counts[stem][address] = count
        self._mean = sum(self._lengths.values()) / len(self._lengths)

    def search(self, query: str) -> tuple[str, ...]:
        """Return the addresses of the pages that have any word of `query`, the best first."""
        scores: dict[str, float] = defaultdict(float)
        for stem in stems(query):
            pages = self._counts.get(stem, {})
            rarity = log(1 + (len(self._lengths) - len(pages) + 0.5) / (len(pages) + 0.5))
            for address, count in pages.items():
                length = 1 - B + B * self._lengths[address] / self._mean
                scores[address] += rarity * count * (K1 + 1) / (count + K1 * length)
        return tuple(sorted(scores, key=lambda address: (-scores[address], address)))


def stems(text: str) -> list[str]:
    """Return the stems of the words and numbers of a text."""
    return [_stem(word) for word in re.findall(r"[^\W_]+", text.lower())]


@cache
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("norwegian")


def indexed(folder: Path) -> list[Indexed]:
    """Return the pages in the index of the site in `folder`."""
    pages = []
    for path in sorted((folder / "sok" / "indeks").glob("*/fragment/*.pf_fragment")):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
        meta = data["meta"]
        pages.append(Indexed(data["url"], meta.get("title", ""), meta.get("summary", ""), data["content"]))
    return pages


def peers(pages: Sequence[Indexed]) -> dict[str, Peer]:
    """Return the two ways of indexing the same pages, by name."""
    return {
        "BM25": Peer({page.address: f"{page.summary} {page.text}" for page in pages}),
        "BM25, title twice": Peer({page.address: f"{page.title} {page.summary} {page.text}" for page in pages}),
    }


def results(peer: Peer, listed: Sequence[Query]) -> list[Result]:
    """Return what each query finds."""
    return [Result(query, peer.search(query.text)[:DEPTH]) for query in listed]


def read_queries(file: Path, folder: Path) -> tuple[Query, ...]:
    """Return the queries in `file`, which has no faults."""
    source = Source(file.as_posix(), file.read_bytes())
    listed, problems = queries(fields_of(source), source.path, built_site(folder).has_page)
    if problems:
        raise SystemExit(f"{file} has faults: {problems[:3]}")
    return listed


def main(file: str, folder: str = "public") -> None:
    """Print a table for each way of indexing."""
    listed = read_queries(Path(file), Path(folder))
    for name, peer in peers(indexed(Path(folder))).items():
        print(f"{name}\n{score_table(results(peer, listed), catalogue('en'))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
