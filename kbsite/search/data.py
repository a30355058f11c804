"""What the search page is told of words: `ord.json` beside the index, read by layouts/assets/question.js."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.model.search import Everyday, group
from kbsite.render.compact_json import compact_json
from kbsite.search.answers import search_answers
from kbsite.search.built_in import stemmed_as
from kbsite.search.everyday import everyday_words, lacking, line, lines
from kbsite.search.frequent import mistakable, plain
from kbsite.search.language import search_language
from kbsite.search.stemming import base, stem
from kbsite.search.vocabulary import MOST, packed, stems, vocabulary
from kbsite.search.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kbsite.model import Site
    from kbsite.model.search import Group
    from kbsite.search.everyday import Told
    from kbsite.search.frequent import Near
    from kbsite.search.language import SearchLanguage
    from kbsite.search.pagefind import Indexed


SITE_BITS = 21
"""Of words that the site lacks, one in four hundred is taken for one that it has."""

COMMON_BITS = 19
"""Of misspelt words, one or two in a hundred are taken for a common word, and left as they are."""

RARITIES = (0.1, 0.3, 0.7)
"""The shares of the pages that tell rarer stop words from commoner ones; those on more pages are not looked up."""

_WORD = re.compile(r"[^\W\d_]{3,}")

_LETTERS = re.compile(r"[^\W_]+")

Bases = tuple[str, ...]


def search_files(site: Site, indexed: Sequence[Indexed], near: Near | None = None) -> tuple[Output, ...]:
    """Return what the search is told of words, and the two files that it fetches when a query asks for them.

    `near` has the common words near to words of this or of earlier sites, and gets those of others.
    """
    words = vocabulary(page.words for page in indexed)
    first, told = search_data(site, indexed, words)
    return (first, _frequent(site, words, told, near), search_answers(site))


def search_data(site: Site, indexed: Sequence[Indexed], words: Sequence[str]) -> tuple[Output, Told]:
    """Return the file, and what is told of everyday words.

    Pages are named by their ids in the index, and `words` is their vocabulary.
    """
    language, own = search_language(site), stemmed_as(site.config.language)
    names = {page.address: page.name for page in indexed}
    near = [each for each in language.near if _finds(each, words, own)]
    laws = {law.id: (*law.names, *law.abbreviations) for law in site.config.laws}
    terms = {term.id: (*term.term.forms, term.abbreviation) for term in site.config.glossary}
    first = {name for called in (*laws.values(), *terms.values()) for name in group(called)[:1]}
    same = [each for each in language.same if _finds(each, words, own) or not first.isdisjoint(each)]
    near, told = _told(site, language, indexed, words, (same, near))
    known = {*stems((page.words for page in indexed), own)} - told.left_out
    groups = (*same, *near, *(each.means for each in told.at_once))
    data = {
        "stop": _by_rarity(language, indexed),
        "same": _folded(_lean(same, first, own)),
        "near": _folded(_lean(near, frozenset(), own)),
        "bets": [[bet.queries, names[bet.address]] for bet in language.bets if bet.address in names],
        "laws": [_named(name, called, same) for name, called in laws.items()],
        "terms": [_named(name, called, same) for name, called in terms.items()],
        "answers": site.config.routes.search_answers,
        "frequent": site.config.routes.search_frequent,
        "everyday": lines(told.at_once),
        "words": word_set(known | _beginning(words, groups, own), SITE_BITS),
    }
    return Output(site.config.routes.search_words, compact_json(data).encode()), told


def _told(
    site: Site,
    language: SearchLanguage,
    indexed: Sequence[Indexed],
    words: Sequence[str],
    groups: tuple[Sequence[Group], Sequence[Group]],
) -> tuple[list[Group], Told]:
    """Return what is left of the related words, and what is told of everyday words.

    `groups` has the synonyms and the related words. An entry is told that leads to something on the site, and to
    more than they do.
    """
    (same, near), own = groups, stemmed_as(site.config.language)
    synonyms = {word for each in same for word in each}
    named = {name.lower() for kind in site.config.kinds for name in kind.one.forms}
    of_kinds = [each for each in near if not named.isdisjoint(each)]
    others = [each for each in near if named.isdisjoint(each)]
    left, said = lacking(others, lambda word: word in synonyms or _begins(words, stem(word, own)))
    together = {(word, other) for each in (*same, *near) for word in each for other in each}

    def leading(entries: Iterable[Everyday]) -> Iterator[Everyday]:
        for each in entries:
            new = tuple(word for word in each.words if not any((word, other) in together for other in each.means))
            if new and _finds(each.means, words, own):
                yield Everyday(new, each.means)

    left += of_kinds
    grouped = {base(word, own) for each in (*same, *left) for text in each for word in text.split()}
    known, new = tuple(leading(language.everyday)), (*leading(language.own_everyday), *said)
    return left, everyday_words(known, new, indexed, words, grouped=grouped, stems=own)


def _by_rarity(language: SearchLanguage, indexed: Sequence[Indexed]) -> list[str]:
    """Return the stop words: a text for each of RARITIES, the rarest first, and last those that are not looked up.

    What is one word in both standards is written with | between: `hva|kva`.
    """
    alike = [words for words in language.stop_alike if set(words) <= set(language.stop)]
    alone = set(language.stop).difference(*alike)
    places: dict[str, set[int]] = {word: set() for word in language.stop}
    for number, page in enumerate(indexed):
        for word in places.keys() & set(page.words):
            places[word].add(number)
    found: list[list[str]] = [[] for _ in (*RARITIES, 1)]
    for words in sorted([*alike, *((word,) for word in alone)]):
        share = len(set().union(*map(places.__getitem__, words))) / max(1, len(indexed))
        found[bisect_left(RARITIES, share) if share else -1].append("|".join(words))
    return list(map(" ".join, found))


def _named(name: str, called: Iterable[str], same: Iterable[Group]) -> list[str]:
    """Return an id, and what has it is called: its first name, and other names that no group of `same` has with it.

    An id is "" that is the first name without å, æ and ø, and with hyphens for its blanks.
    """
    names = [each for each in group(called) if each]
    grouped = {each for words in same if not set(names[:1]).isdisjoint(words) for each in words}
    others = (each for each in names[1:] if each not in grouped)
    return ["" if names and plain(names[0]).replace(" ", "-") == name else name, *names[:1], *others]


def _frequent(site: Site, words: Sequence[str], told: Told, near: Near | None) -> Output:
    """Return what a word that is not known fetches: the site's words, common ones it lacks, everyday ones."""
    known = sorted({*words, *search_language(site).stop})
    frequent = word_set(mistakable(known, stemmed_as(site.config.language), near), COMMON_BITS)
    data = {
        "words": packed(words),
        "frequent": frequent,
        "everyday": lines(told.later),
        "complete": len(words) < MOST,
    }
    return Output(site.config.routes.search_frequent, compact_json(data).encode())


def _finds(words: Group, site: Sequence[str], language: str) -> bool:
    """Return whether a group can find something; `site` is the site's vocabulary, sorted.

    Of one member at least each word must begin a word of the site, as layouts/assets/query-expansion.js asks.
    """
    return any(all(_begins(site, stem(word, language)) for word in _WORD.findall(text)) for text in words)


def _lean(groups: Iterable[Group], kept: AbstractSet[str], language: str) -> list[Group]:
    """Return groups without what is the same to the script in the browser, which compares uninflected words.

    A member goes that has the same words, inflections apart, as one before it, unless it is in `kept`; and so does
    a group all of whose members another group has.
    """
    lean = {each: _by_bases(each, kept, language) for each in dict.fromkeys(groups)}
    holding: dict[Bases, list[Group]] = defaultdict(list)
    for each, members in lean.items():
        for bases in members:
            holding[bases].append(each)
    gone: set[Group] = set()
    for each, members in lean.items():
        others = (lean[other] for other in holding[next(iter(members))] if other != each and other not in gone)
        within_another = kept.isdisjoint(each) and any(members.keys() <= other.keys() for other in others)
        if len(members) < 2 or within_another:
            gone.add(each)
    return [tuple(chain.from_iterable(members.values())) for each, members in lean.items() if each not in gone]


def _by_bases(words: Group, kept: AbstractSet[str], language: str) -> dict[Bases, list[str]]:
    """Return the members to keep of a group, by their words without inflections: the first, and those in `kept`."""
    members: dict[Bases, list[str]] = {}
    for name in words:
        bases = tuple(base(word, language) for word in _LETTERS.findall(name))
        if bases not in members or name in kept:
            members.setdefault(bases, []).append(name)
    return members


def _folded(groups: Iterable[Group]) -> list[str]:
    """Return groups as lines in alphabetical order."""
    return sorted(map(line, groups))


def _beginning(words: Sequence[str], groups: Iterable[Group], language: str) -> set[str]:
    """Return the stems of the words of some groups that a word of the site begins with: it may be a compound."""
    stemmed = {stem(word, language) for group in groups for text in group for word in _WORD.findall(text)}
    return {each for each in stemmed if _begins(words, each)}


def _begins(words: Sequence[str], start: str) -> bool:
    """Return whether a word of the vocabulary begins so."""
    at = bisect_left(words, start)
    return at < len(words) and words[at].startswith(start)
