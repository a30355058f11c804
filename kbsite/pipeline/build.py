"""The whole build, from top to bottom: read this file first.

disk ─read→ Source ─parse→ Document ─assemble→ Site ─check→ Diagnostics
                                         └─compose→ Views ─render→ Outputs ─write→ public/ ─index→ search
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import errors
from kbsite.model import Output
from kbsite.pipeline.load import LOADERS, Loaders, Report, load, with_history
from kbsite.publish.folder import publish, put, refuse_sources, stage
from kbsite.read.content import has_layouts, read_layouts
from kbsite.render.compose import compose, site_views
from kbsite.render.compose.hrefs import base_path
from kbsite.render.compose.telling import telling
from kbsite.render.outputs.assets import asset_files, asset_links
from kbsite.render.outputs.citations import citations
from kbsite.render.outputs.feeds import feeds
from kbsite.render.outputs.files import content_files
from kbsite.render.outputs.sitemap import robots, sitemap
from kbsite.render.outputs.suggestions import suggestions
from kbsite.render.templates import LayoutError, load_strings, renderer
from kbsite.search import pagefind
from kbsite.search.data import search_data
from kbsite.search.pages import search_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site
    from kbsite.pipeline.load import Options, Progress
    from kbsite.read.content import Layouts
    from kbsite.render.compose import PageJob, Strings


def build(options: Options, progress: Progress) -> Report:
    """Build the site and publish it, unless something is wrong: then what stood before stands still."""
    made_of = [options.root / name for name in ("content", "data", "layouts")]
    refuse_sources(options.output, [*made_of, options.layouts])
    loaded = with_history(load(options, progress), options.root)
    layouts = read_layouts(options.layouts)
    strings, faults = load_strings(layouts)
    problems = (*loaded.problems, *faults)
    if loaded.site is None or faults or _stops(problems, options):
        return replace(loaded.report(), problems=tuple(sorted(problems)), usable=loaded.usable and not faults)
    beside = _editing(loaded.site, options)
    with stage(options.output, force=options.force) as folder:
        try:
            paths, count = _produce(loaded.site, layouts, strings, options, folder, progress)
            paths = [*put(folder, beside), *paths]
        except LayoutError as error:
            return Report((*problems, error.problem), loaded.files, usable=False)
        if options.searchable:
            progress("indexing", 0, 1)
            pagefind.index(folder)
            indexed = pagefind.indexed(folder)
            told = put(folder, [search_pages(loaded.site, indexed), search_data(loaded.site, indexed)])
            paths = [*pagefind.files(folder), *told, *paths]
        written = publish(folder, options.output, paths, force=options.force)
    return Report(tuple(sorted(problems)), loaded.files, count, written, site=loaded.site, note=loaded.note)


def examine(options: Options, progress: Progress, steps: Loaders = LOADERS) -> Report:
    """Return all problems that a build would meet, and write nothing; without layouts, those of the content.

    No more pages are rendered than it takes to lead each layout everywhere (`telling`).
    """
    loaded = load(options, progress, steps)
    if loaded.site is None or errors(loaded.problems) or not has_layouts(options.layouts):
        return loaded.report()
    layouts = read_layouts(options.layouts)
    strings, faults = load_strings(layouts)
    problems = (*loaded.problems, *faults)
    usable = not faults
    if not faults:
        try:
            sheets = telling(compose(loaded.site, strings))
            for _ in _rendered(sheets, loaded.site, layouts, strings, options, progress):
                pass
        except LayoutError as error:
            problems, usable = (*problems, error.problem), False
    return replace(loaded.report(), problems=tuple(sorted(problems)), usable=usable)


def _produce(
    site: Site, layouts: Layouts, strings: Strings, options: Options, folder: Path, progress: Progress
) -> tuple[list[str], int]:
    """Write everything but the search index to `folder`; return the paths, pages last, and how many pages."""
    files = itertools.chain(asset_files(layouts.assets), content_files(site))
    before = put(folder, files)
    sheets = tuple(compose(site, strings))
    pages = put(folder, _rendered(sheets, site, layouts, strings, options, progress))
    return [*before, *pages, *put(folder, companions(site, sheets, before))], len(pages)


def _editing(site: Site, options: Options) -> tuple[Output, ...]:
    """Return the files of /admin/, where pages are edited in the browser; none unless the site says so."""
    if site.config.cms is None:
        return ()
    from kbsite.authoring.cms.files import cms_files  # noqa: PLC0415 - few sites need it

    return cms_files(site, site.config.cms, options.root)


def companions(site: Site, sheets: Iterable[PageJob], taken: Iterable[str]) -> Iterator[Output]:
    """Yield what is made beside the pages: feeds, sitemap, suggestions, references that are not `taken`."""
    everything = tuple(sheets)
    yield from feeds(site)
    yield sitemap(sheet.page for sheet in everything)
    yield robots(site.config)
    yield suggestions(site)
    yield from citations(everything, frozenset(taken))


def _rendered(
    sheets: Iterable[PageJob],
    site: Site,
    layouts: Layouts,
    strings: Strings,
    options: Options,
    progress: Progress,
) -> Iterator[Output]:
    """Yield each page as it is finished."""
    links = asset_links(layouts.assets, base_path(site.config))
    views = site_views(site, links, searchable=options.searchable)
    render = renderer(layouts, views, strings)
    for done, sheet in enumerate(sheets, start=1):
        yield Output(sheet.path, render.page(sheet))
        progress("rendering", done, len(site.pages))


def _stops(problems: tuple[Diagnostic, ...], options: Options) -> bool:
    return bool(problems) if options.strict else bool(errors(problems))
