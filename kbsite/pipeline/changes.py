"""What a branch introduces: the problems that are there now and were not where it left another branch.

The whole site of that commit is checked, not the changed files alone: a removed page breaks links elsewhere.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.checks.lost_addresses import lost_addresses
from kbsite.pipeline.build import examine_with
from kbsite.pipeline.kept.everything import still
from kbsite.pipeline.kept.parsed import KeptParsing
from kbsite.pipeline.kept.reports import keep_report, since_commit
from kbsite.pipeline.kept.store import store
from kbsite.pipeline.load import LOADERS, load
from kbsite.pipeline.report import silent
from kbsite.read.content import lines, read_content
from kbsite.read.git.branch import changed, export, merge_base
from kbsite.read.git.renames import renamed_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site
    from kbsite.pipeline.report import Options, Progress, Report

_ADVICE = {"near", "known", "first"}
"""Values of a problem that depend on other files; they may change while the problem is the same."""

_ALIKE = 0.5
"""The least similarity of two texts, from 0 to 1, for the one to be the other renamed."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The problems of a site at one commit, and the lines of each file with problems at either, where it exists."""

    problems: Sequence[Diagnostic]
    lines: Mapping[str, Sequence[str]]


def examine_changes(options: Options, ref: str, progress: Progress, everything: bytes = b"") -> Report:
    """Return the problems that the current branch has introduced since it left `ref`.

    Among them are the addresses that were published then and lead nowhere now. Where the settings or layouts have
    errors, all problems are reported: nothing else can be checked. `everything` is the digest of all that is read
    beside that commit, if it is known: the report is kept by it, where builds keep anything.
    """
    commit = merge_base(options.root, ref)
    with store(options.root, creating=False) as kept, tempfile.TemporaryDirectory(prefix="kbsite-") as name:
        report = examine_with(kept, options, progress, name=everything)
        if not report.usable:
            return report
        folder = Path(name)
        export(options.root, commit, folder)
        parsing = KeptParsing(kept, options.today, options.base_url)
        before = load(replace(options, root=folder), silent, parsing.loaders(LOADERS))
        lost: tuple[Diagnostic, ...] = ()
        if before.site and report.site:
            renamed = renamed_between(read_content(folder), read_content(options.root))
            lost = tuple(lost_addresses(before.site, report.site, renamed))
        files = {each.location.file for each in (*before.problems, *report.problems)}
        then = Sight(before.problems, lines(folder, files))
        now = Sight(report.problems, lines(options.root, files))
        found = replace(report, problems=tuple(sorted((*introduced(now, then), *lost))))
        if still(everything, options, kept):
            keep_report(kept, since_commit(everything, commit), found)
    return found


def site_before(options: Options, ref: str) -> Site | None:
    """Return the site at the commit where the branch left `ref`; None where it cannot be read."""
    commit = merge_base(options.root, ref)
    with tempfile.TemporaryDirectory(prefix="kbsite-") as name:
        export(options.root, commit, Path(name))
        return load(replace(options, root=Path(name)), silent).site


def changed_files(root: Path, ref: str) -> frozenset[str]:
    """Return the paths of the files that have changed since the branch left `ref`."""
    return changed(root, merge_base(root, ref))


def introduced(now: Sight, then: Sight) -> tuple[Diagnostic, ...]:
    """Return the problems of `now` that are not among those of `then`.

    A problem is the same when its line has moved or its file was renamed. Where a file has more of the same than
    before, those on lines that had none are the new ones.
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
    """Return the identity of a problem, independent of its line."""
    values = tuple(pair for pair in found.values if pair[0] not in _ADVICE)
    return _plain(names.get(found.location.file, found.location.file)), found.code, values


def _line(found: Diagnostic, sight: Sight) -> str:
    text = sight.lines.get(found.location.file, ())
    return text[found.location.line - 1].strip() if found.location.line <= len(text) else ""


def _renamed(now: Sight, then: Sight) -> dict[str, str]:
    """Return the former name of each renamed file with problems: that of the file with the most similar text."""
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
    """Return a path in composed letters (NFC): some file systems decompose å into a and a ring."""
    return unicodedata.normalize("NFC", name)
