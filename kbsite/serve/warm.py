"""ROOT → the newest edition, kept warm: what was made of the same bytes is not made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, EnvironmentFault, conflicts_first, errors
from kbsite.pipeline.load import Loaders, load, published_problems, silent, with_history
from kbsite.read.content import read_layouts
from kbsite.render.outputs.assets import asset_problems
from kbsite.render.templates import load_strings, missing_layouts
from kbsite.serve.snapshot import Snapshot, edition

if TYPE_CHECKING:
    from kbsite.pipeline.cache import ParseCache
    from kbsite.pipeline.load import Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: an edition where there is no error, all problems, and what the surroundings lack."""

    edition: Snapshot | None
    problems: tuple[Diagnostic, ...] = ()
    fault: EnvironmentFault | None = None
    editor: str = ""


def refresh(options: Options, memory: ParseCache, before: Snapshot | None) -> Outcome:
    """Return what ROOT and its layouts give now.

    The site is read, assembled and checked once. What is wrong with the pages that readers see is found in another
    view of it: a page that is out may not link to a draft, though the draft is shown here.
    """
    loaders = Loaders(
        config=memory.config, read=memory.read, lexicon=memory.lexicon, parse=memory.parse, log=memory.log
    )
    try:
        loaded = with_history(load(options, silent, loaders), options.root, loaders.log)
        layouts = read_layouts(options.layouts)
    except EnvironmentFault as fault:
        return Outcome(None, fault=fault)
    except OSError as error:  # a file went away while it was read
        return Outcome(
            None, fault=EnvironmentFault("not-readable", file=str(error.filename), reason=error.strerror or "?")
        )
    strings, faults = load_strings(layouts)
    faults = (*faults, *asset_problems(layouts.assets, layouts.shown_as))
    if loaded.site is not None:
        faults = (*faults, *missing_layouts(loaded.site.config.kinds, layouts))
    found = {*loaded.problems, *published_problems(loaded, options), *faults}
    problems = tuple(sorted(conflicts_first(found)))
    stopped = errors(loaded.problems) or faults
    if loaded.site is None or stopped:
        return Outcome(None, problems)
    return Outcome(edition(loaded.site, layouts, strings, before), problems, editor=loaded.site.config.editor)
