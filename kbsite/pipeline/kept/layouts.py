"""What layouts say and what is wrong with them, kept from one build to the next: their files alone decide it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.pipeline.kept.builds import layout_files
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.kept.reports import as_data, from_data
from kbsite.pipeline.kept.store import key
from kbsite.render.outputs.assets import asset_problems
from kbsite.render.templates import load_strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config
    from kbsite.pipeline.kept.store import Store
    from kbsite.read.content import Layouts
    from kbsite.render.compose import Strings


def words_of(
    layouts: Layouts, kept: Store | None, languages: Sequence[str] = SHIPPED, stand_in: str = "en"
) -> tuple[Strings, tuple[Diagnostic, ...]]:
    """Return the words of the layouts, and the problems of these, of the templates and of the assets.

    `languages` are those of the site, and the words in `stand_in` are shown where others lack some.
    Raises LayoutError where a file of them cannot be used.
    """
    if kept is None or layouts.problems:
        return _words_of(layouts, languages, stand_in)
    named = json.dumps([layouts.shown_as, sorted(layouts.borrowed), *languages, stand_in])
    name = key(b"layouts", engine(), named.encode(), *layout_files(layouts))
    try:
        strings, problems = json.loads(kept.get(name) or b"")
        return strings, tuple(from_data(*each) for each in problems)
    except (ValueError, TypeError, KeyError):
        found = _words_of(layouts, languages, stand_in)
        kept.put(name, json.dumps([found[0], [as_data(each) for each in found[1]]]).encode())
        return found


def of_languages(settings: Config | None) -> tuple[tuple[str, ...], str]:
    """Return the languages of a site, and the one whose words stand in for others; without settings the shipped."""
    return (settings.languages, settings.stand_in("")) if settings else (SHIPPED, "en")


def _words_of(layouts: Layouts, languages: Sequence[str], stand_in: str) -> tuple[Strings, tuple[Diagnostic, ...]]:
    strings, faults = load_strings(layouts, languages, stand_in)
    return strings, (*faults, *asset_problems(layouts.assets, layouts.place))
