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
from kbsite.pipeline.compressed import missing_library, with_compressed
from kbsite.pipeline.garbage import uncollected
from kbsite.pipeline.jobs.pool import Workers, workers
from kbsite.pipeline.kept.builds import inputs, layout_files, texts
from kbsite.pipeline.kept.everything import still
from kbsite.pipeline.kept.index import Made, kept_edition
from kbsite.pipeline.kept.layouts import of_languages, words_of
from kbsite.pipeline.kept.parsed import KeptParsing
from kbsite.pipeline.kept.reports import keep_report
from kbsite.pipeline.kept.room import bounded
from kbsite.pipeline.kept.standing import Built, is_proven, proven, remember, standing
from kbsite.pipeline.kept.store import Store, key, store
from kbsite.pipeline.load import LOADERS, Loaders, load, with_history
from kbsite.pipeline.outputs import Kept, Plan, plan, produce
from kbsite.pipeline.pdfs import Pdfs, make_pdfs, planned_pdfs
from kbsite.pipeline.pictures import draw_ahead, finished
from kbsite.pipeline.portable import portable
from kbsite.publish.beside import is_made
from kbsite.publish.editions import editions
from kbsite.publish.folder import discard, publish, stage
from kbsite.publish.journal import begun
from kbsite.publish.limits import refuse_beyond
from kbsite.publish.releases import release
from kbsite.publish.sources import refuse_sources
from kbsite.publish.staged import Staged
from kbsite.publish.written import Written
from kbsite.read.content import read_layouts
from kbsite.render.compose.hrefs import base_path
from kbsite.render.looks import contrast_problems, with_looks
from kbsite.render.templates import LayoutError, missing_layouts
from kbsite.search.edition import edition_files, folder_of, name_in_search_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site
    from kbsite.pipeline.report import Options, Progress, Report
    from kbsite.read.content import Layouts
    from kbsite.render.compose import Strings


@dataclass(frozen=True, slots=True)
class Ready:
    """A site without errors of its content, and its layouts.

    `inputs` is the digest of all that it is made of, and `words` that of the texts and the settings alone.
    `kept` is what planning can use of earlier builds.
    """

    site: Site
    layouts: Layouts
    strings: Strings
    inputs: bytes = b""
    words: bytes = b""
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """The state before any page is rendered; `plan` is None where there is an error already."""

    report: Report
    site: Site | None = None
    plan: Plan | None = None


def build(options: Options, progress: Progress, name: bytes = b"") -> Report:
    """Build the site and publish it; where there is an error nothing is written.

    `name` is the digest of everything that is read, if it is known: the report is kept by it.
    """
    refuse_sources(options.output, options.sources)
    with uncollected(), store(options.root) as kept, workers(options.jobs, options.executor) as hands:
        report, ready = examined(options, progress, LOADERS, kept, hands)
        if ready is None or _stops(report, options):
            told = _without_writing(prepared(report, ready, options, progress), progress)
            keep_report(kept, still(name, options, kept), told)
            return told
        again = standing(kept, ready.inputs, options)
        if again:
            written = Written(changed=0, same=again.files, removed=0)
            told = replace(report, pages=again.pages, pdfs=again.pdfs, written=written)
        else:
            found = prepared(report, ready, options, progress, make_pdfs)
            told = _published(found, ready, options, progress, kept, hands)
        keep_report(kept, still(name, options, kept), told, ready.inputs)
        return told


def _published(
    found: Prepared, ready: Ready, options: Options, progress: Progress, kept: Store, hands: Workers | None
) -> Report:
    """Make all outputs and publish them; `kept` remembers what was published."""
    if found.site is None or found.plan is None:
        return found.report
    unfinished = begun(options.output) is not None
    with stage(options.output, force=options.force, releases=options.releases > 0) as folder:
        staged = Staged(folder, None if options.releases or not is_made(options.output) else options.output)
        produced = produce(
            found.plan,
            lambda output: staged.put(_finished(output, found.site, options)),
            progress,
            lambda cards: draw_ahead(cards, options.root, hands) if hands else None,
        )
        if produced.faults:
            return _with_faults(found.report, produced.faults)
        paths = [*produced.paths]
        older: tuple[str, ...] = ()
        if options.searchable:
            progress("indexing", 0, 1)
            made = _index(ready, staged, options, kept, found.plan.version)
            paths, older = [*made.files, *paths, *made.listed], made.kept
        lacks = missing_library() if found.site.config.precompress else None
        if found.site.config.precompress and not lacks:
            paths = with_compressed(staged, paths, options.root, progress)
        beyond = refuse_beyond(found.site.config.hosting, staged.at, paths)
        written = _publish(staged, options, paths, older)
        bounded(options.root)
        if not found.report.notes and not lacks and not beyond:
            built = Built(pages=len(found.plan.pages), pdfs=found.report.pdfs, files=len(paths))
            remember(kept, ready.inputs, options.output, built, staged.digests)
    finished_first = EnvironmentFault("finished-first", folder=str(options.output)) if unfinished else None
    report = found.report
    said = (*report.notes, *(note for note in (finished_first, lacks, *beyond) if note))
    return replace(report, pages=len(found.plan.pages), written=written, notes=said)


def _finished(output: Output, site: Site | None, options: Options) -> Output:
    """Return an output as it is published."""
    ready = finished(output, options.root)
    if (
        not options.portable
        or site is None
        or not ready.path.endswith(".html")
        or not isinstance(ready.data, bytes)
    ):
        return ready
    return replace(ready, data=portable(ready.path, ready.data, base_path(site.config)))


def _publish(staged: Staged, options: Options, paths: list[str], kept: tuple[str, ...]) -> Written:
    if options.releases:
        return release(staged.folder, options.output, paths, keep=options.releases, kept=kept)
    return publish(staged.folder, options.output, paths, force=options.force, kept=kept, same=staged.same)


def examine(options: Options, progress: Progress, name: bytes = b"") -> Report:
    """Return all problems that a build would find; the report is kept by `name`, where builds keep anything."""
    with (
        uncollected(),
        store(options.root, creating=False) as kept,
        workers(options.jobs, options.executor) as hands,
    ):
        return examine_with(kept, options, progress, hands, name)


def examine_with(
    kept: Store, options: Options, progress: Progress, hands: Workers | None = None, name: bytes = b""
) -> Report:
    """Return all problems that a build would find: every output but the search index is made and discarded.

    Nothing is made where the same was made without a fault before.
    """
    report, ready = examined(options, progress, LOADERS, kept, hands)
    if ready and is_proven(kept, ready.inputs):
        found = report
    else:
        found = _without_writing(prepared(report, ready, options, progress), progress)
        if ready and found.problems == report.problems and found.usable and not found.notes:
            proven(kept, ready.inputs)
    keep_report(
        kept, still(name, options, kept), found, b"" if ready is None or _stops(found, options) else ready.inputs
    )
    return found


def examined(
    options: Options, progress: Progress, loaders: Loaders, kept: Store, hands: Workers | None = None
) -> tuple[Report, Ready | None]:
    """Return every problem but those of planning and rendering, and the site where none is an error."""
    parsing = KeptParsing(kept, options.today, options.base_url, workers=hands)
    loaded = with_history(load(options, progress, parsing.loaders(loaders)), options.root, loaders.log)
    report = loaded.report()
    try:
        layouts = read_layouts(options.layouts)
    except EnvironmentFault as fault:
        return replace(report, fault=report.fault or fault, usable=False), None
    try:
        strings, faults = words_of(layouts, kept, *of_languages(loaded.site.config if loaded.site else None))
        missing = missing_layouts(loaded.site.config.kinds, layouts) if loaded.site else ()
    except LayoutError as error:
        return _with_faults(report, (error.problem,)), None
    near = contrast_problems(loaded.site.config, layouts) if loaded.site else ()
    report = _with_faults(report, (*faults, *missing, *near))
    if loaded.site is None or loaded.linked is None or not report.usable or errors(report.problems):
        return report, None
    layouts = with_looks(layouts, loaded.site.config)
    words = texts(parsing.settings[0], loaded.linked.content)
    name = inputs(words, loaded.linked.content, loaded.site, layouts, options)
    of_all = key(parsing.settings[0], *layout_files(layouts))
    known = Kept(store=kept, documents=parsing.digests(loaded.site), of_all=of_all) if parsing.settings[0] else None
    return report, Ready(loaded.site, layouts, strings, name, words, known)


def prepared(
    report: Report,
    ready: Ready | None,
    options: Options,
    progress: Progress,
    pdfs: Callable[..., Pdfs] = planned_pdfs,
) -> Prepared:
    """Return the plan of the outputs too; `pdfs` gives the PDF files, which only a build typesets."""
    if ready is None:
        return Prepared(report)
    try:
        files = Pdfs() if _stops(report, options) else pdfs(ready.site, ready.layouts, options.root, progress)
        planned = plan(ready.site, ready.layouts, ready.strings, options, files.files, ready.kept)
    except LayoutError as error:
        return Prepared(_with_faults(report, (error.problem,)))
    except EnvironmentFault as fault:
        return Prepared(replace(report, fault=report.fault or fault, usable=False))
    notes = (*report.notes, *files.notes)
    report = replace(report, pdfs=len(files.files), typeset=files.typeset, notes=notes)
    return Prepared(report, ready.site, planned)


def _without_writing(found: Prepared, progress: Progress) -> Report:
    """Return all problems, including those that only rendering finds."""
    if found.plan is None:
        return found.report
    try:
        return _with_faults(found.report, produce(found.plan, discard, progress, checking=True).faults)
    except EnvironmentFault as fault:
        return replace(found.report, fault=fault, usable=False)


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The files of the new search index, the list of editions, and the folders of the older ones that stay."""

    files: tuple[str, ...]
    listed: tuple[str, ...]
    kept: tuple[str, ...]


def _index(ready: Ready, staged: Staged, options: Options, kept: Store, version: str) -> _Indexed:
    """Make the search index of all pages, in the staging folder, and name it in the search page."""
    name = kept_edition(ready.site, staged, options.root, Made(ready.words, version), kept)
    config = ready.site.config
    name_in_search_page(config, staged, name)
    place, listing = folder_of(config), config.routes.editions
    names = editions(options.output, place, name, listing)
    text = "".join(f"{each}\n" for each in names)
    listed = f"{place}/{listing}"
    staged.put(Output(listed, text.encode()))
    older = tuple(f"{place}/{each}" for each in names[1:])
    return _Indexed(tuple(edition_files(config, staged.folder, name)), (listed,), older)


def _with_faults(report: Report, faults: tuple[Diagnostic, ...]) -> Report:
    """Return the report with the problems of the layouts; their errors make the site unusable."""
    problems = tuple(sorted(conflicts_first((*report.problems, *faults))))
    return replace(report, problems=problems, usable=report.usable and not errors(faults))


def _stops(report: Report, options: Options) -> bool:
    return bool(report.problems) if options.strict else bool(errors(report.problems))
