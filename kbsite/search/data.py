"""What the search page is told of words: `ord.json` beside the index, read by layouts/assets/question.js."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.model.search import group
from kbsite.render.compact_json import compact_json
from kbsite.search.answers import SEARCH_ANSWERS, search_answers
from kbsite.search.frequent import bloom_filter, mistakable
from kbsite.search.language import search_language
from kbsite.search.vocabulary import packed, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.model import Site
    from kbsite.model.lexicon import Term
    from kbsite.model.search import Group
    from kbsite.search.pagefind import Indexed

SEARCH_WORDS = "ord.json"

SEARCH_FREQUENT = "vanlige.json"

MOST_RARE = 20_000
"""How many words of the site a slip may be put right to, the commonest."""

KEPT = 2 / 3
"""How much of a word its inflections have in common: artikkel, artikler."""


def search_files(site: Site, indexed: Sequence[Indexed]) -> tuple[Output, ...]:
    """Return what the search is told of words, and the two files that it fetches when a query asks for them."""
    return (search_data(site, indexed), _frequent(site, indexed), search_answers(site))


def search_data(site: Site, indexed: Sequence[Indexed]) -> Output:
    """Return the file; pages are named by their ids in the index."""
    language = search_language(site)
    words = vocabulary(page.text for page in indexed)
    names = {page.address: page.name for page in indexed}
    same = _lines(language.same, words)
    data = {
        "stop": " ".join(language.stop),
        "same": same,
        "near": _lines(language.near, words),
        "bets": [[bet.queries, names[bet.address]] for bet in language.bets if bet.address in names],
        "laws": [[law.id, [*law.names, *law.abbreviations]] for law in site.config.laws],
        "terms": [[term.id, *_names(term, same)] for term in site.config.glossary],
        "answers": SEARCH_ANSWERS,
        "frequent": SEARCH_FREQUENT,
        "words": packed(words),
    }
    return Output(SEARCH_WORDS, compact_json(data).encode())


def _names(term: Term, same: Iterable[str]) -> list[str]:
    """Return what a term is called: its name, and other names that no group of `same` has with it."""
    first, *others = filter(None, group((term.term.nb, term.term.nn, term.abbreviation)))
    grouped = {name for line in same if first in (names := line.split("|")) for name in names}
    return [first, *(name for name in others if name not in grouped)]


def _frequent(site: Site, indexed: Sequence[Indexed]) -> Output:
    """Return the common words that the site lacks and its own rare ones, fetched for a word that is not known."""
    texts = [page.text for page in indexed]
    words = vocabulary(texts, MOST_RARE)
    rare = sorted(set(words).difference(vocabulary(texts)))
    frequent = bloom_filter(mistakable(sorted({*words, *search_language(site).stop})))
    data = {"frequent": frequent, "rare": packed(rare), "complete": len(words) < MOST_RARE}
    return Output(SEARCH_FREQUENT, compact_json(data).encode())


def _lines(groups: Iterable[Group], words: Sequence[str]) -> list[str]:
    """Return the groups that can find something; `words` is the site's vocabulary, sorted."""
    found = (each for each in groups if any(_begins(words, text) for text in each))
    return ["|".join(each) for each in found]


def _begins(words: Sequence[str], text: str) -> bool:
    """Return whether the vocabulary has a word that starts with the first word of `text`."""
    found = re.match(r"[^\W\d_]+", text)
    stem = found[0][: max(3, int(len(found[0]) * KEPT))] if found else ""
    at = bisect_left(words, stem)
    return not stem or (at < len(words) and words[at].startswith(stem))
