"""Renamed files of content: as git has seen them, and by the similarity of their texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kbsite.parse.place import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.model import Content, Source
    from kbsite.model.history import Log

_ALIKE = 0.5
"""The least similarity of two texts, from 0 to 1, for the one to be the other renamed."""

_MOST = 10_000
"""How many pairs of files are compared at most; git gives up at such a number too."""


def renamed_in(log: Log, later: Mapping[str, str], present: Iterable[str]) -> dict[str, str]:
    """Return the path that each renamed file has now, by every path that it had; those that are gone are left out.

    `later` are renames that are not committed yet. A path that another file has now is that file's.
    """
    now = {key(path) for path in present}
    steps = [(change.old, change.new) for each in log.commits for change in each.changes if change.what == "R"]
    names: dict[str, str] = {}
    had: dict[str, set[str]] = defaultdict(set)
    for old, new in (*steps, *later.items()):
        moved = had.pop(key(old), set()) | {key(old)}
        had[key(new)] |= moved
        names |= dict.fromkeys(moved, key(new))
    return {old: new for old, new in names.items() if new in now and old not in now}


def renamed_between(before: Content, now: Content) -> dict[str, str]:
    """Return the new path of each page that is there under another name: the same bytes, or most lines."""
    old = {key(each.path): each for each in before.sources}
    new = {key(each.path): each for each in now.sources}
    gone = {path: each for path, each in old.items() if path not in new}
    come = {path: each for path, each in new.items() if path not in old}
    found: dict[str, str] = {}
    by_bytes: dict[bytes, list[str]] = defaultdict(list)
    for path, each in come.items():
        by_bytes[each.data].append(path)
    for path, each in gone.items():
        if by_bytes[each.data]:
            found[path] = by_bytes[each.data].pop(0)
    left = {path: _lines(each) for path, each in come.items() if path not in found.values()}
    missing = [path for path in gone if path not in found]
    if len(left) * len(missing) <= _MOST:
        pairs = ((_alike(_lines(gone[was]), left[at]), was, at) for was in missing for at in left)
        for alike, was, at in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            if alike >= _ALIKE and was not in found and at not in found.values():
                found[was] = at
    return found


def _lines(source: Source) -> Counter[bytes]:
    return Counter(line.strip() for line in source.data.split(b"\n") if line.strip(b"- \r\t"))


def _alike(one: Mapping[bytes, int], other: Mapping[bytes, int]) -> float:
    old, new = Counter(one), Counter(other)
    return 2 * (old & new).total() / ((old.total() + new.total()) or 1)
