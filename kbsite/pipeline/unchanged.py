"""Commands whose report is known, since nothing that they read has changed: it is told again at once.

The command line asks here first. Of the rest of the pipeline nothing is imported before it is needed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.pipeline.kept.everything import everything
from kbsite.pipeline.kept.reports import kept_report, since_commit
from kbsite.pipeline.kept.standing import standing
from kbsite.pipeline.kept.store import store
from kbsite.publish.sources import refuse_sources
from kbsite.publish.written import Written
from kbsite.read.git.branch import merge_base

if TYPE_CHECKING:
    from kbsite.pipeline.report import Options, Progress, Report


def build(options: Options, progress: Progress) -> Report:
    """Build the site and publish it; where there is an error nothing is written."""
    refuse_sources(options.output, options.sources)
    name = everything(options)
    return _standing(options, name) or _build(options, progress, name)


def examine(options: Options, progress: Progress, *, whole: bool = False) -> Report:
    """Return all problems that a build would find; `whole` asks for the site too, which no kept report has."""
    name = b"" if whole else everything(options)
    return _kept(options, name) or _examine(options, progress, name)


def examine_changes(options: Options, ref: str, progress: Progress) -> Report:
    """Return the problems that the current branch has introduced since it left `ref`."""
    name = everything(options)
    since = since_commit(name, merge_base(options.root, ref)) if name else b""
    return _kept(options, since) or _examine_changes(options, ref, progress, name)


def _standing(options: Options, name: bytes) -> Report | None:
    """Return the report of a build, where the output folder has what it would make."""
    with store(options.root, writing=False) as kept:
        found = kept_report(kept, name)
        again = standing(kept, found[1], options) if found else None
        if found is None or again is None:
            return None
        written = Written(changed=0, same=again.files, removed=0)
        return replace(found[0], pages=again.pages, pdfs=again.pdfs, written=written)


def _kept(options: Options, name: bytes) -> Report | None:
    with store(options.root, writing=False) as kept:
        found = kept_report(kept, name)
        return found[0] if found else None


def _build(options: Options, progress: Progress, name: bytes) -> Report:
    from kbsite.pipeline.build import build as build_anew  # noqa: PLC0415 - this and all that it needs

    return build_anew(options, progress, name)


def _examine(options: Options, progress: Progress, name: bytes) -> Report:
    from kbsite.pipeline.build import examine as examine_anew  # noqa: PLC0415 - this and all that it needs

    return examine_anew(options, progress, name)


def _examine_changes(options: Options, ref: str, progress: Progress, name: bytes) -> Report:
    from kbsite.pipeline.changes import examine_changes as examine_anew  # noqa: PLC0415 - this and all that it needs

    return examine_anew(options, ref, progress, name)
