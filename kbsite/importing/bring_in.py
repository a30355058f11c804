"""An import from beginning to end: the site as it is, the map, the plan, what was written, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, errors
from kbsite.importing.existing import existing
from kbsite.importing.forms.read import READERS, files_of, printable
from kbsite.importing.map_file import MapFile, read_map
from kbsite.importing.plan import Plan, Refused, Source, arrange, read_all
from kbsite.importing.review import as_csv, as_html
from kbsite.importing.trial import Trial
from kbsite.importing.write import Done, read_state, write
from kbsite.pipeline.cache import ParseCache
from kbsite.pipeline.load import load
from kbsite.pipeline.report import silent
from kbsite.publish.folder import overwrite
from kbsite.schema.file_types import ALLOWED, ending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.importing.model import Problem, Read
    from kbsite.model import Site
    from kbsite.pipeline.report import Options, Progress

_PAGES = frozenset(each.lstrip(".") for each in READERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be imported: the source, the map (None: none), the folder of imports, and whether to write."""

    source: Path
    map_file: Path | None
    folder: Path
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an import did; `wrong` are the errors of the map."""

    wrong: tuple[Diagnostic, ...]
    problems: tuple[Problem, ...] = ()
    plan: Plan | None = None
    done: Done | None = None


def bring_in(options: Options, request: Request, words: Catalogue, progress: Progress = silent) -> Result:
    """Import a source: nothing is written where the map has errors, or with `dry_run`.

    What would be an error in the site is left out, and told of.
    """
    trial = Trial(options, words, ParseCache(), progress=progress)
    site = trial.site()
    if site is None:
        raise EnvironmentFault("faulty-settings")
    chosen, wrong = chosen_map(request.map_file, site)
    if errors(wrong):
        return Result(wrong=errors(wrong))
    told: list[Problem] = []
    reads, skipped = read_all(request.source, chosen, site.config, told.append, progress)
    with TemporaryDirectory(prefix="kbsite-") as unpacked:
        files = {**attachments(request.source), **_unpacked(reads, Path(unpacked))}
        job = _Job(options, request, words, trial, chosen, site)
        return _written(Source(reads, skipped, files), told, job)


@dataclass(frozen=True, slots=True)
class _Job:
    """What an import needs to know from its beginning to its end."""

    options: Options
    request: Request
    words: Catalogue
    trial: Trial
    chosen: MapFile
    site: Site


def _written(source: Source, told: list[Problem], job: _Job) -> Result:
    """Try the plan of a source on the site, and write what is left of it."""
    request, root = job.request, job.options.root
    before = read_state(request.folder)
    here = existing(job.site, before.paths)

    def made(refused: Refused) -> Plan:
        return arrange(source, job.chosen, job.site.config, here, refused)

    def outcomes(plan: Plan) -> Mapping[str, str]:
        return write(root, request.folder, plan, before, dry_run=True).outcomes

    found, refused = job.trial.settled(made, outcomes)
    done = write(root, request.folder, found, before, dry_run=request.dry_run)
    problems = (*told, *refused)
    if not request.dry_run:
        overwrite(request.folder / "review.csv", as_csv(found, done, job.words))
        overwrite(request.folder / "review.html", as_html(found, done, problems, job.words))
    return Result(wrong=(), problems=problems, plan=found, done=done)


def _unpacked(reads: Sequence[Read], folder: Path) -> dict[str, Path]:
    """Write the pictures that are inside other files to a folder, and return them by their paths in the source."""
    found: dict[str, Path] = {}
    for name, data in (picture for read in reads for picture in read.page.pictures):
        found[name] = folder / f"{len(found)}.{name.rpartition('.')[2]}"
        found[name].write_bytes(data)
    return found


def site_of(options: Options) -> Site:
    """Return the site as it is; raises EnvironmentFault where its settings have errors."""
    site = load(options, silent).site
    if site is None:
        raise EnvironmentFault("faulty-settings")
    return site


def chosen_map(path: Path | None, site: Site) -> tuple[MapFile, tuple[Diagnostic, ...]]:
    """Return the map and its problems; without a file, one that says nothing."""
    if path is None:
        return MapFile(), ()
    try:
        return read_map(path.name, path.read_bytes(), site.config)
    except OSError as error:
        raise EnvironmentFault("not-readable", file=str(path), reason=error.strerror or "?") from error


def attachments(source: Path) -> Mapping[str, Path]:
    """Return the files of a source that are no pages, and can be shown or sent for, by their paths."""
    folder, names = files_of(source)
    inside = folder.resolve()
    found = {}
    for name in names:
        end = ending(name)
        if end in ALLOWED and (end not in _PAGES or end in ("docx", "csv", "xml", "json")):
            path = folder / name
            if path.resolve().is_relative_to(inside) and path.is_file():
                found[printable(name)] = path
    return found
