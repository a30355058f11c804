"""What readers say in everyday words → the lines that tell the search what a site calls it.

Most of those words the site scarcely has. They are told together with the list of its words, which a query fetches
that has a word that is not known; so they are left out of the set of those that are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kbsite.model.search import Everyday, is_word
from kbsite.search.stemming import base
from kbsite.search.vocabulary import DIGITS, shared_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from kbsite.model.search import Group
    from kbsite.search.pagefind import Indexed

OWN = 20
"""A word that is on more than one in so many of the pages is the site's own: nothing built in is said of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """Entries that the search is told of at once, and those that it is told of words that are not known.

    `left_out` has the words of the latter without their inflections.
    """

    at_once: tuple[Everyday, ...]
    later: tuple[Everyday, ...]
    left_out: frozenset[str]


def everyday_words(
    built_in: Sequence[Everyday],
    own: Sequence[Everyday],
    indexed: Sequence[Indexed],
    words: Iterable[str],
    *,
    grouped: AbstractSet[str],
    stems: str,
) -> Told:
    """Return what is told of the entries that are built in and of a site's own; `words` is its vocabulary.

    `grouped` has the words of the groups of synonyms, without their inflections in the language `stems`: the script
    looks for them on the site before it knows more, and so they cannot be left out.
    """
    entries = [*built_in, *own]
    bases = {text: base(text, stems) for each in entries for text in each.words}
    often = _pages(frozenset(bases.values()), indexed, words, stems)
    rare = {text for text, word in bases.items() if often.get(word, 0) * OWN <= len(indexed)}
    later = {text for text in rare if " " not in text and bases[text] not in grouped}
    written = {text for each in own for text in each.words}
    return Told(
        at_once=_with(entries, (rare | written) - later),
        later=_with(entries, later),
        left_out=frozenset(bases[text] for text in later),
    )


def lacking(groups: Iterable[Group], is_of_use: Callable[[str], bool]) -> tuple[list[Group], list[Everyday]]:
    """Return groups of related words without words that find nothing in place of others, and what these lead to.

    A reader may say them all the same. Phrases and signs stay.
    """
    left, said = [], []
    for each in groups:
        idle = tuple(word for word in each if " " not in word and is_word(word) and not is_of_use(word))
        rest = tuple(word for word in each if word not in idle)
        parted = idle and any(map(is_word, rest))
        if parted:
            said.append(Everyday(idle, rest))
        left.append(rest if parted else each)
    return [each for each in left if len(each) > 1], said


def line(words: Group) -> str:
    """Return a group with | between its members.

    Each but the first begins with how many letters it has in common with the one before, in base 36:
    `høring|2yring` is høring and høyring.
    """
    return words[0] + "".join(_after(*pair) for pair in pairwise(words))


def lines(entries: Iterable[Everyday]) -> list[str]:
    """Return entries as lines in alphabetical order, with > between what is said and what it means."""
    return sorted(f"{line(each.words)}>{line(each.means)}" for each in entries)


def _after(before: str, word: str) -> str:
    shared = shared_letters(before, word)
    return f"|{DIGITS[shared]}{word[shared:]}"


def _pages(bases: AbstractSet[str], indexed: Sequence[Indexed], words: Iterable[str], stems: str) -> dict[str, int]:
    """Return on how many pages each of some words is, in any form."""
    forms = {word: found for word in words if (found := base(word, stems)) in bases}
    places: dict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(indexed):
        for word in forms.keys() & set(page.words):
            places[forms[word]].add(number)
    return {word: len(numbers) for word, numbers in places.items()}


def _with(entries: Iterable[Everyday], words: AbstractSet[str]) -> tuple[Everyday, ...]:
    """Return entries with those of their words that are in `words`; without those that have none."""
    kept = ((each, tuple(text for text in each.words if text in words)) for each in entries)
    return tuple(replace(each, words=said) for each, said in kept if said)
