"""An incremental rebuild: ROOT → the newest snapshot, with parsed files from the cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, EnvironmentFault, conflicts_first, errors
from kbsite.pipeline.garbage import settled, uncollected
from kbsite.pipeline.held_back import with_held_back
from kbsite.pipeline.load import Loaders, load, published_problems, with_history
from kbsite.pipeline.report import silent
from kbsite.read.content import read_layouts
from kbsite.render.looks import contrast_problems, with_looks
from kbsite.render.templates import missing_layouts
from kbsite.serve.snapshot import Snapshot, take_snapshot

if TYPE_CHECKING:
    from kbsite.pipeline.cache import ParseCache
    from kbsite.pipeline.report import Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a build: a snapshot of what has no error, all problems, and environment faults.

    `held` are the files with errors, of which the snapshot has the last good text or none.
    """

    snapshot: Snapshot | None
    problems: tuple[Diagnostic, ...] = ()
    fault: EnvironmentFault | None = None
    editor: str = ""
    held: frozenset[str] = frozenset()


def refresh(options: Options, cache: ParseCache, before: Snapshot | None) -> Outcome:
    """Return the outcome of building ROOT with its layouts.

    No circles of values are looked for meanwhile, nor later among the values that there are then: to look through a
    whole site takes longer than to rebuild it.
    """
    with uncollected():
        outcome = _refresh(options, cache, before)
        settled()
    return outcome


def _refresh(options: Options, cache: ParseCache, before: Snapshot | None) -> Outcome:
    """Return the outcome of building ROOT with its layouts.

    The site is read, assembled and checked once. Problems of the published pages are found in a second
    view of it: a published page may not link to a draft, though the draft is shown here.
    """
    loaders = Loaders(
        config=cache.config,
        read=cache.read,
        lexicon=cache.lexicon,
        parse=cache.parse,
        log=cache.log,
        named=cache.named,
        check=cache.check,
    )
    try:
        loaded = with_history(load(options, silent, loaders), options.root, loaders.log)
        layouts = read_layouts(options.layouts)
    except EnvironmentFault as fault:
        return Outcome(None, fault=fault)
    except OSError as error:  # a file was removed while it was read
        return Outcome(
            None, fault=EnvironmentFault("not-readable", file=str(error.filename), reason=error.strerror or "?")
        )
    strings, faults = cache.words(layouts, loaded.site.config if loaded.site else None)
    if loaded.site is not None:
        config = loaded.site.config
        faults = (*faults, *missing_layouts(config.kinds, layouts), *contrast_problems(config, layouts))
        layouts = with_looks(layouts, config)
    found = {*loaded.problems, *published_problems(loaded, options), *faults}
    problems = tuple(sorted(conflicts_first(found)))
    if loaded.site is None or errors(faults):
        return Outcome(None, problems)
    shown, held = loaded.site, frozenset[str]()
    if errors(loaded.problems):
        found_good = with_held_back(loaded, options, before.site if before else None)
        if found_good is None:
            return Outcome(None, problems)
        shown, held = found_good
    snapshot = take_snapshot(shown, layouts, strings, cache.published(layouts.assets), before)
    return Outcome(snapshot, problems, editor=loaded.site.config.editor, held=held)
