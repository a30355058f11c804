"""All pages together: the same page under two addresses merged, chapters found, names of one person joined."""

from __future__ import annotations

import difflib
import itertools
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.importing.debris import normal
from kbsite.importing.links import address_key
from kbsite.importing.model import SURE, Doubt, Person, Read
from kbsite.importing.plain import plain
from kbsite.importing.standard import run_together, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SHORT = 200
"""Texts shorter than this, in characters, are the same only if they are equal and have the same title."""


def merged(reads: Sequence[Read]) -> list[Read]:
    """Return each page once: those with one path on hosts of one site, and those with one title and text.

    The first stands; what it lacks it gets from the others, and it has the addresses of all.
    """
    found: list[Read] = []
    by_path: dict[str, int] = {}
    by_text: dict[str, int] = {}
    for read in reads:
        path, text = _path(read), _fingerprint(read)
        at = by_path.get(path) if path else None
        at = by_text.get(text) if at is None and text else at
        if at is None:
            at = len(found)
            found.append(read)
        else:
            found[at] = _joined(found[at], read, same_text=_fingerprint(found[at]) == text)
        if path:
            by_path.setdefault(path, at)
        if text:
            by_text.setdefault(text, at)
    return found


def _path(read: Read) -> str:
    return address_key(read.page.address) if read.page.address else ""


def _fingerprint(read: Read) -> str:
    text = " ".join(normal(plain(block.text)) for block in (*read.question, *read.body))
    return f"{normal(read.title.value)}\n{text}" if len(text) >= _SHORT else ""


def _joined(first: Read, other: Read, *, same_text: bool) -> Read:
    addresses = tuple(dict.fromkeys((*first.addresses, *other.addresses)))
    doubts = first.doubts if same_text else (*first.doubts, Doubt("import_doubt_twin_differs", other.page.origin))
    return replace(
        first,
        addresses=addresses,
        twins=(*first.twins, other.page.origin),
        date=first.date if first.date.value else other.date,
        updated=first.updated if first.updated.value else other.updated,
        people=first.people or other.people,
        doubts=doubts,
    )


@dataclass(frozen=True, slots=True)
class Chapters:
    """Which page each chapter belongs to, and the chapters of each page in order, all by index.

    `guessed` are the pages whose order of chapters no link shows.
    """

    parent: Mapping[int, int]
    of: Mapping[int, tuple[int, ...]]
    guessed: frozenset[int]


def chapters(reads: Sequence[Read], chaptered: frozenset[str], allowed: Sequence[bool]) -> Chapters:
    """Return the chapters: pages whose address is that of a page of a kind with chapters, and one part more.

    Chapters of chapters follow the one that they belong to. `allowed` says which pages may have chapters.
    """
    by_address: dict[str, int] = {}
    for at, read in enumerate(reads):
        for address in read.addresses:
            by_address.setdefault(address_key(address), at)
    parent: dict[int, int] = {}
    for at, read in enumerate(reads):
        above = _above(read, by_address)
        fits = above is not None and above != at and allowed[above]
        if fits and above is not None and read.kind.value != "qa" and reads[above].kind.value in chaptered:
            parent[at] = above
    roots = {at: _root(at, parent) for at in parent}
    of: dict[int, list[int]] = defaultdict(list)
    for at in parent:
        of[roots[at]].append(at)
    guessed = frozenset(root for root, below in of.items() if not _all_linked(reads, root, below))
    ordered = {root: _ordered(reads, parent, root, below) for root, below in of.items()}
    return Chapters(roots, ordered, guessed)


def _above(read: Read, by_address: Mapping[str, int]) -> int | None:
    for address in read.addresses:
        upper = address_key(address).rpartition("/")[0]
        if upper and upper in by_address:
            return by_address[upper]
    return None


def _root(at: int, parent: Mapping[int, int]) -> int:
    seen = {at}
    while at in parent and parent[at] not in seen:
        at = parent[at]
        seen.add(at)
    return at


def _linked(reads: Sequence[Read], above: int, at: int) -> int:
    """Return the position of a page's address in the text of another; a large number where it is not there."""
    text = "\n".join(block.text for block in (*reads[above].question, *reads[above].body)).casefold()
    places = [text.find(address.rstrip("/").casefold()) for address in reads[at].addresses]
    last = [text.find(f"/{address.rstrip('/').rpartition('/')[2]}".casefold()) for address in reads[at].addresses]
    return min((place for place in (*places, *last) if place >= 0), default=1_000_000_000)


def _all_linked(reads: Sequence[Read], root: int, below: Iterable[int]) -> bool:
    return all(_linked(reads, root, at) < 1_000_000_000 or reads[at].page.fields.get("order") for at in below)


def _ordered(reads: Sequence[Read], parent: Mapping[int, int], root: int, below: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(below, key=lambda at: _place(reads, parent, root, at)))


def _place(reads: Sequence[Read], parent: Mapping[int, int], root: int, at: int) -> tuple[object, ...]:
    """Return the sort key of a chapter: that of each page from the article down to it."""
    line = [at]
    while line[-1] in parent and parent[line[-1]] != root and len(line) < 10:
        line.append(parent[line[-1]])
    above = [root, *reversed(line)]
    return tuple(_key(reads, up, down) for up, down in itertools.pairwise(above))


def _key(reads: Sequence[Read], above: int, at: int) -> tuple[int, int, int]:
    order = reads[at].page.fields.get("order", "")
    return (int(order) if order.lstrip("-").isdigit() else 0, _linked(reads, above, at), at)


def same_people(reads: Sequence[Read], names: Mapping[str, Sequence[str]]) -> list[Read]:
    """Return the pages with the names that the map gives for other ways of writing them.

    A name that is nearly another one is told, and kept.
    """
    known = {normal(other): name for name, others in names.items() for other in (*others, name)}
    found = [replace(read, people=tuple(_renamed(each, known) for each in read.people)) for read in reads]
    counts: dict[str, int] = defaultdict(int)
    for read in found:
        for each in read.people:
            counts[each.name] += 1
    alike: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        for word in _ends(name):
            alike[word].append(name)
    near = {name: _near(name, counts, alike) for name in counts}
    return [_with_near(read, near) for read in found]


def _renamed(person: Person, known: Mapping[str, str]) -> Person:
    name = known.get(normal(person.name), person.name)
    return replace(person, name=name, sure=SURE if normal(person.name) in known else person.sure)


def _ends(name: str) -> set[str]:
    """Return the first and the last word of a name: two ways of writing one name have one of them in common."""
    words = name.casefold().split()
    return {words[0], words[-1]}


def _near(name: str, counts: Mapping[str, int], alike: Mapping[str, Sequence[str]]) -> str:
    """Return the name, more frequent than this one, that it is most like; "" where there is none."""
    mine = counts[name], name
    candidates = dict.fromkeys(other for word in sorted(_ends(name)) for other in alike[word])
    others = [other for other in candidates if (counts[other], other) > mine]
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.88)
    return close[0] if close else next((other for other in others if _initials(name, other)), "")


def _initials(name: str, other: str) -> bool:
    short, whole = name.split(), other.split()
    return (
        len(short) > 1 and short[-1] == whole[-1] and len(short[0].rstrip(".")) == 1 and whole[0][0] == short[0][0]
    )


def _with_near(read: Read, near: Mapping[str, str]) -> Read:
    alike = [(each.name, near[each.name]) for each in read.people if near[each.name]]
    told = [Doubt("import_doubt_same_person", " / ".join(pair)) for pair in alike]
    return replace(read, doubts=(*read.doubts, *told)) if told else read


def with_glued_words(reads: Sequence[Read]) -> list[Read]:
    """Return the pages with a doubt for each word that seems to be two."""
    known = vocabulary((*read.question, *read.body) for read in reads)
    found = []
    for read in reads:
        glued = dict.fromkeys(run_together((*read.question, *read.body), known))
        found.append(replace(read, doubts=(*read.doubts, *(Doubt("import_doubt_glued", word) for word in glued))))
    return found
