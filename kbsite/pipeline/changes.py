"""What a branch brings in: the problems that are there now and were not there where it left another branch.

The whole site is looked at as it was then, not the changed files alone: a page that is gone breaks links elsewhere.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.checks.lost_addresses import lost_addresses
from kbsite.pipeline.build import examine
from kbsite.pipeline.cache import ParseCache
from kbsite.pipeline.load import Loaders, load, silent
from kbsite.read.content import lines, read_content
from kbsite.read.git.branch import changed, export, merge_base
from kbsite.read.git.renames import renamed_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.pipeline.load import Options, Progress, Report

_ADVICE = {"near", "known", "first"}
"""Values of a problem that tell what there is elsewhere; they may change while the problem is the same."""

_ALIKE = 0.5
"""How much of two texts must be the same for one to be the other under a new name."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The problems of a site at one time, and the lines of each file that had or has one, where it is there."""

    problems: Sequence[Diagnostic]
    lines: Mapping[str, Sequence[str]]


def examine_changes(options: Options, ref: str, progress: Progress) -> Report:
    """Return the problems that were not there when the branch that is checked out left `ref`.

    Among them are the addresses that were published then and lead nowhere now.
    A site whose settings or layouts are at fault is told of as a whole: nothing else can be said of it.
    """
    commit = merge_base(options.root, ref)
    memory = ParseCache()
    steps = Loaders(lexicon=memory.lexicon, parse=memory.parse)
    report = examine(options, progress, steps)
    if not report.usable:
        return report
    with tempfile.TemporaryDirectory(prefix="kbsite-") as name:
        folder = Path(name)
        export(options.root, commit, folder)
        before = load(replace(options, root=folder), silent, steps)
        lost: tuple[Diagnostic, ...] = ()
        if before.site and report.site:
            renamed = renamed_between(read_content(folder), read_content(options.root))
            lost = tuple(lost_addresses(before.site, report.site, renamed))
        files = {each.location.file for each in (*before.problems, *report.problems)}
        then = Sight(before.problems, lines(folder, files))
        now = Sight(report.problems, lines(options.root, files))
    return replace(report, problems=tuple(sorted((*introduced(now, then), *lost))))


def changed_files(root: Path, ref: str) -> frozenset[str]:
    """Return the paths of the files that are not as they were when the branch left `ref`."""
    return changed(root, merge_base(root, ref))


def introduced(now: Sight, then: Sight) -> tuple[Diagnostic, ...]:
    """Return the problems of `now` that are not those of `then`.

    A problem is the same wherever its line has moved, and in a file that has a new name. Where a file has more of
    the same than before, those on lines that had none are the new ones.
    """
    names = _renamed(now, then)
    here = [(each, _what(each, names), _line(each, now)) for each in now.problems]
    old = [(_what(each, {}), _line(each, then)) for each in then.problems]
    known = Counter(old)
    spare = Counter(what for what, _ in old)
    left = []
    for each, what, line in here:
        if known[what, line]:
            known[what, line] -= 1
            spare[what] -= 1
        else:
            left.append((each, what))
    found = []
    for each, what in left:
        if spare[what]:
            spare[what] -= 1
        else:
            found.append(each)
    return tuple(found)


def _what(found: Diagnostic, names: Mapping[str, str]) -> tuple[object, ...]:
    """Return what a problem is, wherever in its file it stands."""
    values = tuple(pair for pair in found.values if pair[0] not in _ADVICE)
    return _plain(names.get(found.location.file, found.location.file)), found.code, values


def _line(found: Diagnostic, sight: Sight) -> str:
    text = sight.lines.get(found.location.file, ())
    return text[found.location.line - 1].strip() if found.location.line <= len(text) else ""


def _renamed(now: Sight, then: Sight) -> dict[str, str]:
    """Return the former name of each file with problems that has a new one: that of the text most like its own."""
    here, there = set(map(_plain, now.lines)), set(map(_plain, then.lines))
    gone = {name: Counter(text) for name, text in then.lines.items() if _plain(name) not in here}
    found = {}
    for name, text in now.lines.items():
        if _plain(name) in there or not gone:
            continue
        likest = max(sorted(gone), key=lambda old: _likeness(gone[old], text))
        if _likeness(gone[likest], text) >= _ALIKE:
            found[name] = likest
            del gone[likest]
    return found


def _likeness(old: Counter[str], text: Iterable[str]) -> float:
    new = Counter(text)
    return 2 * (old & new).total() / ((old.total() + new.total()) or 1)


def _plain(name: str) -> str:
    """Return a path in composed letters: some disks give å back as a and a ring."""
    return unicodedata.normalize("NFC", name)
