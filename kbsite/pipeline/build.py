"""The whole build, from top to bottom: read this file first.

disk ─read→ Source ─parse→ Document ─assemble→ Site ─check→ Diagnostics
                                         └─plan→ Plan ─produce→ Outputs ─write→ public/ ─index→ search

`build` and `examine` (the command `check`) share `prepare` and `produce`, so that both find the same problems.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, conflicts_first, errors
from kbsite.model import Output
from kbsite.pipeline.load import LOADERS, Loaders, Report, load, with_history
from kbsite.pipeline.outputs import Plan, plan, produce
from kbsite.pipeline.pdfs import Pdfs, make_pdfs, planned_pdfs
from kbsite.pipeline.pictures import finished
from kbsite.publish.editions import LIST, editions
from kbsite.publish.folder import discard, publish, put, refuse_sources, stage
from kbsite.publish.journal import begun
from kbsite.publish.limits import refuse_beyond
from kbsite.publish.releases import release
from kbsite.read.content import read_layouts
from kbsite.render.looks import contrast_problems, with_looks
from kbsite.render.outputs.assets import asset_problems
from kbsite.render.templates import LayoutError, load_strings, missing_layouts
from kbsite.search.edition import FOLDER, edition_files, make_edition, name_in_search_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site
    from kbsite.pipeline.load import Options, Progress
    from kbsite.publish.written import Written


@dataclass(frozen=True, slots=True)
class Prepared:
    """The state before any page is rendered; `plan` is None where there is an error already."""

    report: Report
    site: Site | None = None
    plan: Plan | None = None


def build(options: Options, progress: Progress) -> Report:
    """Build the site and publish it; where there is an error nothing is written."""
    refuse_sources(
        options.output, [*(options.root / each for each in ("content", "data", "static")), options.layouts]
    )
    prepared = prepare(options, progress, LOADERS, make_pdfs)
    if prepared.site is None or prepared.plan is None or _stops(prepared.report, options):
        return _without_writing(prepared, progress)
    unfinished = begun(options.output) is not None
    with stage(options.output, force=options.force, releases=options.releases > 0) as folder:
        faults = produce(prepared.plan, lambda output: put(folder, [finished(output, options.root)]), progress)
        if faults:
            return _with_faults(prepared.report, faults)
        paths = [*prepared.plan.paths]
        kept: tuple[str, ...] = ()
        if options.searchable:
            progress("indexing", 0, 1)
            made = _index(prepared.site, folder, options.output)
            paths, kept = [*made.files, *paths, *made.listed], made.kept
        refuse_beyond(prepared.site.config.hosting, folder, paths)
        written = _publish(folder, options, paths, kept)
    notes = (EnvironmentFault("finished-first", folder=str(options.output)),) if unfinished else ()
    report = prepared.report
    return replace(report, pages=len(prepared.plan.jobs), written=written, notes=(*report.notes, *notes))


def _publish(folder: Path, options: Options, paths: list[str], kept: tuple[str, ...]) -> Written:
    if options.releases:
        return release(folder, options.output, paths, keep=options.releases, kept=kept)
    return publish(folder, options.output, paths, force=options.force, kept=kept)


def examine(options: Options, progress: Progress, loaders: Loaders = LOADERS) -> Report:
    """Return all problems that a build would find: every output but the search index is made and discarded."""
    return _without_writing(prepare(options, progress, loaders), progress)


def prepare(
    options: Options, progress: Progress, loaders: Loaders, pdfs: Callable[..., Pdfs] = planned_pdfs
) -> Prepared:
    """Return every problem but those of rendering, and the plan of the outputs where none is an error.

    `pdfs` gives the PDF files: only a build typesets them.
    """
    loaded = with_history(load(options, progress, loaders), options.root, loaders.log)
    report = loaded.report()
    try:
        layouts = read_layouts(options.layouts)
        strings, faults = load_strings(layouts)
        missing = missing_layouts(loaded.site.config.kinds, layouts) if loaded.site else ()
        in_assets = asset_problems(layouts.assets, layouts.place)
        near = contrast_problems(loaded.site.config, layouts) if loaded.site else ()
        report = _with_faults(report, (*faults, *missing, *in_assets, *near))
        if loaded.site is None or not report.usable or errors(report.problems):
            return Prepared(report)
        layouts = with_looks(layouts, loaded.site.config)
        files = Pdfs() if _stops(report, options) else pdfs(loaded.site, layouts, options.root, progress)
        planned = plan(loaded.site, layouts, strings, options, files.files)
        report = replace(report, pdfs=len(files.files), typeset=files.typeset, notes=(*report.notes, *files.notes))
    except LayoutError as error:
        return Prepared(_with_faults(report, (error.problem,)))
    except EnvironmentFault as fault:
        return Prepared(replace(report, fault=report.fault or fault, usable=False))
    return Prepared(report, loaded.site, planned)


def _without_writing(prepared: Prepared, progress: Progress) -> Report:
    """Return all problems, including those that only rendering finds."""
    if prepared.plan is None:
        return prepared.report
    try:
        return _with_faults(prepared.report, produce(prepared.plan, discard, progress))
    except EnvironmentFault as fault:
        return replace(prepared.report, fault=fault, usable=False)


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The files of the new search index, the list of editions, and the folders of the older ones that stay."""

    files: tuple[str, ...]
    listed: tuple[str, ...]
    kept: tuple[str, ...]


def _index(site: Site, folder: Path, output: Path) -> _Indexed:
    """Make the search index of the pages in `folder`, in it, and name it in the search page there."""
    name = make_edition(site, folder)
    name_in_search_page(folder, name)
    names = editions(output, FOLDER, name)
    text = "".join(f"{each}\n" for each in names)
    listed = put(folder, [Output(f"{FOLDER}/{LIST}", text.encode())])
    kept = tuple(f"{FOLDER}/{each}" for each in names[1:])
    return _Indexed(tuple(edition_files(folder, name)), tuple(listed), kept)


def _with_faults(report: Report, faults: tuple[Diagnostic, ...]) -> Report:
    """Return the report with the errors of the layouts, which make the site unusable."""
    problems = tuple(sorted(conflicts_first((*report.problems, *faults))))
    return replace(report, problems=problems, usable=report.usable and not faults)


def _stops(report: Report, options: Options) -> bool:
    return bool(report.problems) if options.strict else bool(errors(report.problems))
