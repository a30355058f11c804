"""The language data of a site's search: stop words, synonyms and best bets, built in and of the site's own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kbsite.model import ToPage
from kbsite.model.search import Everyday, group, is_word
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.norwegian.standards import PAIRS
from kbsite.search.built_in import built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.model import Config, Site
    from kbsite.model.search import Group

_AFTER_TITLE = re.compile(r"(?:\s+m\.?\s?[mv]\.?)?\s*\([^()]*\)\s*$")
"""The end of a law's title that nobody types: m.m., and the short title, which is among the law's names."""


@dataclass(frozen=True, slots=True)
class Bet:
    """A best bet: a page that an editor pinned to these queries, by its address."""

    queries: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """Stop words, groups of synonyms (`same`), groups of related words (`near`), everyday words, and best bets.

    `everyday` is built in, and says nothing of words that a site itself uses; `own_everyday` is the site's.
    `stop_alike` has the stop words that are one word in both written standards. All are in the normal form of
    model.search. A word may be in several groups.
    """

    stop: tuple[str, ...]
    stop_alike: tuple[Group, ...]
    same: tuple[Group, ...]
    near: tuple[Group, ...]
    everyday: tuple[Everyday, ...]
    own_everyday: tuple[Everyday, ...]
    bets: tuple[Bet, ...]


def search_language(site: Site) -> SearchLanguage:
    """Return the language data of a site; a word that the site's own data use is never a stop word."""
    config = site.config
    known = built_in(config.language)
    pairs = PAIRS if config.language in LANGUAGES else ()
    own_stop = config.words.get(config.language, {}).get("stop_words", "").split()
    own_same, own_near = _groups(_same(config)), _groups(_near(config))
    same = joined([*_groups((*known.same, *known.abbreviations, *pairs)), *own_same])
    own_everyday = _everyday(config.search.everyday)
    named = {word for words in (*own_same, *own_near, *(each.words for each in own_everyday)) for word in words}
    return SearchLanguage(
        stop=tuple(word for word in group((*known.stop, *own_stop)) if word not in named),
        stop_alike=tuple(words for words in known.stop_alike if named.isdisjoint(words)),
        same=same,
        near=_not_within([*_groups(known.near), *own_near], same),
        everyday=_everyday(known.everyday),
        own_everyday=own_everyday,
        bets=tuple(_bets(site)),
    )


def _everyday(entries: Iterable[Everyday]) -> tuple[Everyday, ...]:
    """Return entries in normal form, without what is no word."""
    found = (Everyday(*(tuple(filter(is_word, group(each))) for each in (one.words, one.means))) for one in entries)
    return tuple(each for each in found if each.words and each.means)


def joined(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return groups with those merged that share two words or more.

    Groups that share only one word stay apart: it may have two meanings, as nynorsk løyve (bevilling, tillatelse)
    and many abbreviations have.
    """
    found: dict[int, Group] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(groups):
        words = each
        while alike := _sharing_two(words, found, places):
            words = tuple(dict.fromkeys(chain(*map(found.pop, alike), words)))
        found[number] = words
        for word in words:
            places[word].append(number)
    return tuple(found.values())


def _sharing_two(words: Group, found: Mapping[int, Group], places: Mapping[str, list[int]]) -> list[int]:
    """Return which of the groups found so far share two words or more with `words`."""
    shared = Counter(number for word in words for number in places.get(word, ()) if number in found)
    return sorted(number for number, count in shared.items() if count > 1)


def _not_within(near: Iterable[Group], same: Iterable[Group]) -> tuple[Group, ...]:
    """Return the groups of `near`, each once, that are not a subset of another group of either kind."""
    first: dict[frozenset[str], Group] = {}
    for words in near:
        first.setdefault(frozenset(words), words)
    each_once = tuple(first.values())
    places: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate((*same, *each_once)):
        for word in words:
            places[word].add(number)
    return tuple(words for words in each_once if len(set.intersection(*(places[word] for word in words))) == 1)


def _groups(groups: Iterable[Iterable[str]]) -> list[Group]:
    """Return the groups with at least two different words in normal form."""
    return [found for found in map(group, groups) if len(found) > 1]


def _same(config: Config) -> Iterator[tuple[str, ...]]:
    """Yield synonyms from the site's own data: written standards, abbreviations, and names of laws."""
    for term in config.glossary:
        yield (*term.term.forms, term.abbreviation)
    for theme in config.themes:
        yield theme.title.forms
    for law in config.laws:
        yield (*law.names, *law.abbreviations, *(_AFTER_TITLE.sub("", title) for title in law.title.forms))
    yield from config.search.same


def _near(config: Config) -> Iterator[tuple[str, ...]]:
    """Yield related words from the site's own data; the synonyms of a theme are near its title, not one another."""
    for term in config.glossary:
        yield (*term.term.forms, *term.synonyms)
    for theme in config.themes:
        for synonym in theme.synonyms:
            yield (*theme.title.forms, synonym)
    yield from config.search.near


def _bets(site: Site) -> Iterator[Bet]:
    """Yield the best bets whose page is published."""
    for bet, target in zip(site.config.search.bets, site.pinned, strict=True):
        if isinstance(target, ToPage) and target.shown:
            yield Bet(group(bet.queries), target.document.address)
