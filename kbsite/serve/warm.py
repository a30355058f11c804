"""ROOT → the newest edition, kept warm: what was made of the same bytes is not made again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, EnvironmentFault, errors
from kbsite.pipeline.load import Loaders, load, silent, with_history
from kbsite.read.content import read_layouts
from kbsite.render.templates import load_strings
from kbsite.serve.snapshot import Snapshot, edition
from kbsite.site.assemble import Shown

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

    What a build for publishing would say is said too: a page that is out may not link to a draft.
    """
    steps = Loaders(memory.config, memory.lexicon, memory.parse, cache(memory.read))  # both see the same files
    try:
        loaded = with_history(load(options, silent, steps), options.root, memory.log)
        published = load(replace(options, shown=Shown()), silent, steps)
        layouts = read_layouts(options.layouts)
    except EnvironmentFault as fault:
        return Outcome(None, fault=fault)
    except OSError as error:  # a file went away while it was read
        return Outcome(
            None, fault=EnvironmentFault("not-readable", file=str(error.filename), reason=error.strerror or "?")
        )
    strings, faults = load_strings(layouts)
    problems = tuple(sorted({*loaded.problems, *published.problems, *faults}))
    stopped = errors(loaded.problems) or faults
    if loaded.site is None or stopped:
        return Outcome(None, problems)
    return Outcome(edition(loaded.site, layouts, strings, before), problems, editor=loaded.site.config.editor)
