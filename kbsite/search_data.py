"""What the page of the search is told: `/sok/ord.json`, read by layouts/assets/question.js and words.js."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.made import SEARCH
from kbsite.model import Output
from kbsite.search_language import search_language
from kbsite.vocabulary import packed, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kbsite.model import Site
    from kbsite.search import Indexed
    from kbsite.search_words import Group

PATH = f"{SEARCH.strip('/')}/ord.json"


def search_data(site: Site, indexed: Sequence[Indexed]) -> Output:
    """Return the file; pages are named as the index names them."""
    language = search_language(site)
    names = {page.address: page.name for page in indexed}
    data = {
        "stop": " ".join(language.stop),
        "same": _lines(language.same),
        "near": _lines(language.near),
        "bets": [[bet.queries, names[bet.address]] for bet in language.bets if bet.address in names],
        "laws": [[law.id.replace("-", ""), [*law.names, *law.abbreviations]] for law in site.config.laws],
        "articles": list(_articles(site, names)),
        "words": packed(vocabulary(page.text for page in indexed)),
    }
    return Output(PATH, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _lines(groups: Iterable[Group]) -> list[str]:
    return ["|".join(group) for group in groups]


def _articles(site: Site, names: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the names of the pages of each article that has chapters, its own first."""
    for page in site.pages:
        chapters = site.chapters.get(page.address, ())
        if chapters and not page.place.original:
            yield [names[each.address] for each in (page, *chapters) if each.address in names]
