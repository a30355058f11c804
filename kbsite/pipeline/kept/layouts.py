"""What layouts say and what is wrong with them, kept from one build to the next: their files alone decide it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.pipeline.kept.builds import layout_files
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.kept.reports import as_data, from_data
from kbsite.pipeline.kept.store import key
from kbsite.render.outputs.assets import asset_problems
from kbsite.render.templates import load_strings

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic
    from kbsite.pipeline.kept.store import Store
    from kbsite.read.content import Layouts
    from kbsite.render.compose import Strings


def words_of(layouts: Layouts, kept: Store | None) -> tuple[Strings, tuple[Diagnostic, ...]]:
    """Return the words of the layouts, and the problems of these, of the templates and of the assets.

    Raises LayoutError where a file of them cannot be used.
    """
    if kept is None or layouts.problems:
        return _words_of(layouts)
    named = json.dumps([layouts.shown_as, sorted(layouts.borrowed)])
    name = key(b"layouts", engine(), named.encode(), *layout_files(layouts))
    try:
        strings, problems = json.loads(kept.get(name) or b"")
        return strings, tuple(from_data(*each) for each in problems)
    except (ValueError, TypeError, KeyError):
        found = _words_of(layouts)
        kept.put(name, json.dumps([found[0], [as_data(each) for each in found[1]]]).encode())
        return found


def _words_of(layouts: Layouts) -> tuple[Strings, tuple[Diagnostic, ...]]:
    strings, faults = load_strings(layouts)
    return strings, (*faults, *asset_problems(layouts.assets, layouts.place))
