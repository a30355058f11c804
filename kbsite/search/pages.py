"""What the search page is told of pages: `sider.json` beside the index, read by layouts/assets/lookup.js.

Pagefind has filters and sorting of its own. They cost the reader more bytes than this table, they count only pages
that match all words of a query, and their files differ from run to run.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.compact_json import compact_json
from kbsite.render.compose.parts import authors, marks
from kbsite.search.built_in import stemmed_as
from kbsite.search.stemming import base, stem
from kbsite.search.vocabulary import places
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kbsite.model import Document, Site, Theme
    from kbsite.search.pagefind import Indexed

FILTERS = ("kind", "theme", "author", "year", "language")
"""The facets of the search."""

FEW = 40
"""On how many pages a word may stand that the index does not tell from others."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The metadata of a page in the search: its date as 20261008, the values of its facets, and its marks."""

    day: str
    values: Mapping[str, tuple[str, ...]]
    marks: tuple[str, ...] = ()


def search_pages(site: Site, indexed: Sequence[Indexed]) -> Output:
    """Return the file: the ids of the pages in the index, the newest first, and a column for each facet.

    A value is stored once, and in the column as its number: `0,2` are the first and the third. `marks` is such a
    column, of what a hit must say about its page: `example`, `archived`.
    """
    known = _labels(site)
    pages = [page for page in indexed if page.address in known]
    pages.sort(key=lambda page: known[page.address].day, reverse=True)
    labels = [known[page.address] for page in pages]
    data = {
        "pages": " ".join(page.name for page in pages),
        "days": " ".join(each.day or "-" for each in labels),
        "articles": _column([_article(site, page.address) for page in pages])[1],
        "asked": " ".join("-" if page.asked is None else str(page.asked) for page in pages),
        "derived": _derived([page.words for page in pages], stemmed_as(site.config.language)),
        "marks": _column([each.marks for each in labels]),
        "filters": {name: _column([each.values.get(name, ()) for each in labels]) for name in FILTERS},
    }
    return Output(site.config.routes.search_pages, compact_json(data).encode())


def _derived(texts: Sequence[Sequence[str]], language: str) -> dict[str, str]:
    """Return on which pages words stand that the index does not tell from others, by their number.

    The index takes `kommuneloven` for `kommune` and `fastlege` for `fast`, for they have a stem in common. Here
    each word has its own: without its inflection, but with what it is derived with.
    """
    words = places(texts)
    bases: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, list[str]] = defaultdict(list)
    for word in words:
        bases[stem(word, language)].add(base(word, language))
        forms[base(word, language)].append(word)
    shared = {each for key, group in bases.items() if len(group) > 1 for each in group if each != key}
    found = {each: {number for word in forms[each] for number in words[word]} for each in shared}
    kept = (each for each in shared if len(found[each]) <= FEW)
    return {each: " ".join(map(str, sorted(found[each]))) for each in sorted(kept)}


def _column(rows: Iterable[tuple[str, ...]]) -> tuple[list[str], str]:
    """Return the distinct values in the order of their first page, and the numbers of each page's values."""
    numbers: dict[str, int] = {}
    cells = [",".join(str(numbers.setdefault(value, len(numbers))) for value in row) for row in rows]
    return list(numbers), " ".join(cell or "-" for cell in cells)


def _article(site: Site, address: str) -> tuple[str, ...]:
    """Return the address of the article that a page belongs to, where the article has chapters."""
    parent = site.parents.get(address)
    article = parent.address if parent else address
    return (article,) if article in site.chapters else ()


def _labels(site: Site) -> dict[str, Labels]:
    """Return the metadata of each page that can be found, by address."""
    found = dict(_of_documents(site))
    for theme in site.config.themes:
        found[routes.theme(site.config.kinds, theme.id)] = _of_theme(site, theme)
    return found


def _of_documents(site: Site) -> Iterator[tuple[str, Labels]]:
    for document in site.pages:
        yield document.address, _of_document(site, document)
    for author in site.authors:
        yield author.address, _of_document(site, author)


def _of_document(site: Site, document: Document) -> Labels:
    lang, date = site.config.language, document.meta.date
    values = {
        "kind": (document.meta.one.in_language(lang),),
        "theme": tuple(site.config.theme(theme).title.in_language(lang) for theme in document.meta.themes),
        "author": tuple(profile.meta.title for profile, _, _ in authors(site, document)),
        "year": (str(date.year),) if date else (),
        "language": (site.config.language_name(language(document, site.config)),),
    }
    return Labels(date.isoformat().replace("-", "") if date else "", values, marks(document))


def _of_theme(site: Site, theme: Theme) -> Labels:
    lang = site.config.language
    intro = site.introductions.get(theme.id)
    values = {
        "kind": (site.config.kinds.introducing("theme").one.in_language(lang),),
        "theme": (theme.title.in_language(lang),),
        "language": (site.config.language_name(language(intro, site.config) if intro else lang),),
    }
    return Labels("", values)
