"""What the search page is told of words: `ord.json` beside the index, read by layouts/assets/question.js."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.compact_json import compact_json
from kbsite.search.language import search_language
from kbsite.search.vocabulary import packed, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.model import Site
    from kbsite.model.search import Group
    from kbsite.search.pagefind import Indexed

SEARCH_WORDS = "ord.json"

KEPT = 2 / 3
"""How much of a word its inflections have in common: artikkel, artikler."""


def search_data(site: Site, indexed: Sequence[Indexed]) -> Output:
    """Return the file; pages are named by their ids in the index."""
    language = search_language(site)
    words = vocabulary(page.text for page in indexed)
    names = {page.address: page.name for page in indexed}
    data = {
        "stop": " ".join(language.stop),
        "same": _lines(language.same, words),
        "near": _lines(language.near, words),
        "bets": [[bet.queries, names[bet.address]] for bet in language.bets if bet.address in names],
        "laws": [[law.id.replace("-", ""), [*law.names, *law.abbreviations]] for law in site.config.laws],
        "words": packed(words),
    }
    return Output(SEARCH_WORDS, compact_json(data).encode())


def _lines(groups: Iterable[Group], words: Sequence[str]) -> list[str]:
    """Return the groups that can find something; `words` is the site's vocabulary, sorted."""
    return ["|".join(group) for group in groups if any(_begins(words, text) for text in group)]


def _begins(words: Sequence[str], text: str) -> bool:
    """Return whether the vocabulary has a word that starts with the first word of `text`."""
    found = re.match(r"[^\W\d_]+", text)
    stem = found[0][: max(3, int(len(found[0]) * KEPT))] if found else ""
    at = bisect_left(words, stem)
    return not stem or (at < len(words) and words[at].startswith(stem))
