"""What the search page is told of words: `ord.json` beside the index, read by layouts/assets/question.js."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.model.search import group
from kbsite.render.compact_json import compact_json
from kbsite.search.answers import SEARCH_ANSWERS, search_answers
from kbsite.search.frequent import mistakable
from kbsite.search.language import search_language
from kbsite.search.stemming import stem
from kbsite.search.vocabulary import MOST, packed, stems, vocabulary
from kbsite.search.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.model import Site
    from kbsite.model.lexicon import Term
    from kbsite.model.search import Group
    from kbsite.search.pagefind import Indexed

SEARCH_WORDS = "ord.json"

SEARCH_FREQUENT = "vanlige.json"

SITE_BITS = 22
"""Of words that the site lacks, one in a thousand is taken for one that it has."""

COMMON_BITS = 19
"""Of misspelt words, one or two in a hundred are taken for a common word, and left as they are."""

_WORD = re.compile(r"[^\W\d_]{3,}")

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
    same, near = _lines(language.same, words), _lines(language.near, words)
    data = {
        "stop": " ".join(language.stop),
        "same": same,
        "near": near,
        "bets": [[bet.queries, names[bet.address]] for bet in language.bets if bet.address in names],
        "laws": [[law.id, [*law.names, *law.abbreviations]] for law in site.config.laws],
        "terms": [[term.id, *_names(term, same)] for term in site.config.glossary],
        "answers": SEARCH_ANSWERS,
        "frequent": SEARCH_FREQUENT,
        "words": word_set({*stems(page.text for page in indexed), *_beginning(words, (*same, *near))}, SITE_BITS),
    }
    return Output(SEARCH_WORDS, compact_json(data).encode())


def _names(term: Term, same: Iterable[str]) -> list[str]:
    """Return what a term is called: its name, and other names that no group of `same` has with it."""
    first, *others = filter(None, group((term.term.nb, term.term.nn, term.abbreviation)))
    grouped = {name for line in same if first in (names := line.split("|")) for name in names}
    return [first, *(name for name in others if name not in grouped)]


def _frequent(site: Site, indexed: Sequence[Indexed]) -> Output:
    """Return the words of the site and the common ones that it lacks, fetched for a word that is not known."""
    words = vocabulary(page.text for page in indexed)
    frequent = word_set(mistakable(sorted({*words, *search_language(site).stop})), COMMON_BITS)
    data = {"words": packed(words), "frequent": frequent, "complete": len(words) < MOST}
    return Output(SEARCH_FREQUENT, compact_json(data).encode())


def _lines(groups: Iterable[Group], words: Sequence[str]) -> list[str]:
    """Return the groups that can find something; `words` is the site's vocabulary, sorted."""
    found = (each for each in groups if any(_begins(words, text) for text in each))
    return ["|".join(each) for each in found]


def _beginning(words: Sequence[str], lines: Iterable[str]) -> set[str]:
    """Return the stems of the words of some groups that a word of the site begins with: it may be a compound."""
    stemmed = {stem(word) for line in lines for word in _WORD.findall(line)}
    return {
        each for each in stemmed if (at := bisect_left(words, each)) < len(words) and words[at].startswith(each)
    }


def _begins(words: Sequence[str], text: str) -> bool:
    """Return whether the vocabulary has a word that starts with the first word of `text`."""
    found = re.match(r"[^\W\d_]+", text)
    stem = found[0][: max(3, int(len(found[0]) * KEPT))] if found else ""
    at = bisect_left(words, stem)
    return not stem or (at < len(words) and words[at].startswith(stem))
