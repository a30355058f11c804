"""Moving a page: planned, checked on the whole site in memory, and then done on disk."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.authoring.move import Move, move
from kbsite.authoring.move.disk import move_files
from kbsite.diagnostics import EnvironmentFault, errors
from kbsite.model import Source
from kbsite.pipeline.load import LOADERS, load
from kbsite.pipeline.report import silent
from kbsite.read.content import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.diagnostics import Diagnostic
    from kbsite.pipeline.report import Options


def move_page(options: Options, old: str, new: str, *, write: bool) -> tuple[Move, tuple[Diagnostic, ...]]:
    """Return the move of a page, and the errors that it would introduce; done if `write` and there are none."""
    settings, _ = LOADERS.config(options.root)
    if settings is None:
        raise EnvironmentFault("faulty-settings")
    content = LOADERS.read(options.root, settings.limits.text)
    before = load(options, silent, replace(LOADERS, read=lambda _root, _limit: content))
    if before.site is None:
        raise EnvironmentFault("faulty-settings")
    data = [Source(path, each) for path, each in read_data(options.root).items() if path.startswith("data/")]
    planned = move(before.site, content, data, old, new)
    moved = planned.content(content)
    after = load(options, silent, replace(LOADERS, read=lambda _root, _limit: moved))
    wrong = _new(errors(before.problems), errors(after.problems), planned.paths)
    if write and not wrong:
        move_files(options.root, planned.paths, [(each.path, each.before, each.after) for each in planned.edits])
    return planned, wrong


def _new(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], paths: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Return the errors that the move introduces, wherever their files are now.

    Those in data/ are left out: the files of data/ are checked as they were before the move.
    """
    known = Counter((paths.get(each.location.file, each.location.file), each.code) for each in before)
    found = []
    for each in after:
        what = each.location.file, each.code
        known[what] -= 1
        if known[what] < 0 and not each.location.file.startswith("data/"):
            found.append(each)
    return tuple(found)
