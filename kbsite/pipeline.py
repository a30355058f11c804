"""The whole build, from top to bottom: read this file first.

disk ─read→ Source ─parse→ Document ─assemble→ Site ─check→ Diagnostics
                                         └─compose→ Views ─render→ Outputs ─write→ public/ ─index→ search
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.assemble import Shown, assemble
from kbsite.checks import check, told
from kbsite.checks.escapes import escapes
from kbsite.compose import compose, site_views
from kbsite.compose.hrefs import base_path
from kbsite.compose.telling import telling
from kbsite.config import config
from kbsite.diagnostics import Diagnostic, errors
from kbsite.git.log import read_log
from kbsite.history import history, last_changes
from kbsite.model import Output
from kbsite.outputs.assets import asset_files, asset_links
from kbsite.outputs.citations import citations
from kbsite.outputs.feeds import feeds
from kbsite.outputs.files import content_files
from kbsite.outputs.sitemap import robots, sitemap
from kbsite.outputs.suggestions import suggestions
from kbsite.parse import parse
from kbsite.parse.annotate import NO_LEXICON, lexicon
from kbsite.read import has_layouts, read_content, read_layouts
from kbsite.render import LayoutError, load_strings, renderer
from kbsite.search import pagefind
from kbsite.search.data import search_data
from kbsite.search.pages import search_pages
from kbsite.write import publish, put, refuse_sources, stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from kbsite.compose import Sheet, Strings
    from kbsite.diagnostics import Fault
    from kbsite.history import Log
    from kbsite.model import Config, Content, Parsed, Site, Source
    from kbsite.parse.annotate import Lexicon
    from kbsite.read import Layouts
    from kbsite.write import Written

PUBLISHED_ONLY = Shown()
Progress = Callable[[str, int, int], None]
"""Told the name of the step, how much of it is done, and how much there is."""


def silent(_name: str, _done: int, _total: int) -> None:
    """Tell nobody of progress."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for: where from, where to, and what is shown."""

    root: Path
    layouts: Path
    output: Path
    today: date
    base_url: str = ""
    shown: Shown = PUBLISHED_ONLY
    searchable: bool = True
    strict: bool = False
    force: bool = False
    spelling: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it: all problems by place, how many files were read, how many pages and what was written.

    `site` is what was looked at, where the configuration let it come about.
    `written` is None where nothing was. `usable` is false when the set-up itself, and not the content, is at fault.
    `note` is what the surroundings lack that a site can do without.
    """

    problems: tuple[Diagnostic, ...]
    files: int
    pages: int = 0
    written: Written | None = None
    usable: bool = True
    site: Site | None = None
    note: Fault | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """What turns files into values; `serve` has steps that remember what they made of the same bytes."""

    config: Callable[[Path], tuple[Config | None, tuple[Diagnostic, ...]]] = config
    lexicon: Callable[..., Lexicon] = lexicon
    parse: Callable[[Source, Lexicon], Parsed] = parse
    read: Callable[[Path], Content] = read_content


STEPS = Steps()


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
    return Report(tuple(sorted(problems)), loaded.files, count, written, note=loaded.note)


def examine(options: Options, progress: Progress, steps: Steps = STEPS) -> Report:
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


@dataclass(frozen=True, slots=True)
class Loaded:
    """The content, read and cross-linked; `site` is None where the configuration is at fault."""

    site: Site | None
    problems: tuple[Diagnostic, ...]
    files: int
    usable: bool
    note: Fault | None = None

    def report(self) -> Report:
        """Return what can be said before anything is rendered."""
        return Report(self.problems, self.files, usable=self.usable, site=self.site, note=self.note)


def load(options: Options, progress: Progress, steps: Steps = STEPS) -> Loaded:
    """Return the site that ROOT holds, and every problem of its content, sorted by place."""
    content = steps.read(options.root)
    settings, problems = steps.config(options.root)
    known = steps.lexicon(settings.laws, settings.glossary) if settings else NO_LEXICON
    parsed = []
    for done, source in enumerate(content.sources, start=1):
        parsed.append(steps.parse(source, known))
        progress("reading", done, len(content.sources))
    found = [*problems, *escapes(content), *(each for one in parsed for each in one.problems)]
    if settings is None:
        return Loaded(None, tuple(sorted(found)), len(content.sources), usable=False)
    if options.base_url:
        settings = replace(settings, base_url=options.base_url)
    documents = [one.document for one in parsed if one.document]
    site = assemble(documents, content, settings, options.today, options.shown)
    found += check(site)
    if options.spelling:
        found += _misspelt(site)
    return Loaded(site, tuple(sorted(set(told(found, site)))), len(content.sources), usable=True)


def _misspelt(site: Site) -> tuple[Diagnostic, ...]:
    """Return what is found by a program that not every machine has, and so never by a build."""
    from kbsite.spelling import spelling  # noqa: PLC0415 - only those who ask for it need it

    return tuple(spelling(site))


def with_history(loaded: Loaded, root: Path, read: Callable[[Path], Log] = read_log) -> Loaded:
    """Return the site with the days on which git saw its pages changed, unless it wants none of that."""
    if loaded.site is None or not loaded.site.config.updated_from_git:
        return loaded
    log = read(root)
    changed = last_changes(loaded.site, history(log))
    return replace(loaded, site=replace(loaded.site, changed=changed), note=log.fault)


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
    from kbsite.cms.files import cms_files  # noqa: PLC0415 - few sites need it

    return cms_files(site, site.config.cms, options.root)


def companions(site: Site, sheets: Iterable[Sheet], taken: Iterable[str]) -> Iterator[Output]:
    """Yield what is made beside the pages: feeds, sitemap, suggestions, references that are not `taken`."""
    everything = tuple(sheets)
    yield from feeds(site)
    yield sitemap(sheet.page for sheet in everything)
    yield robots(site.config)
    yield suggestions(site)
    yield from citations(everything, frozenset(taken))


def _rendered(
    sheets: Iterable[Sheet],
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
