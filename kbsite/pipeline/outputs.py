"""Site and layouts → every output but the search index: planned as a whole first, then made one by one.

`build` and `check` both use this; they differ only in what they do with each output.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.compose import compose, site_views
from kbsite.render.compose.hrefs import base_path
from kbsite.render.outputs.assets import asset_files, asset_links
from kbsite.render.outputs.calendars import calendars
from kbsite.render.outputs.citations import citations
from kbsite.render.outputs.feeds import feeds
from kbsite.render.outputs.files import content_files
from kbsite.render.outputs.hosting import hosting_files
from kbsite.render.outputs.open_data import open_data
from kbsite.render.outputs.pdfs import with_pdfs
from kbsite.render.outputs.sharing import card_look, cards, with_cards
from kbsite.render.outputs.sitemap import robots, sitemap
from kbsite.render.outputs.suggestions import suggestions, version_of
from kbsite.render.outputs.web_manifest import web_manifest
from kbsite.render.templates import LayoutError, renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import CardLook, Site
    from kbsite.pipeline.report import Options, Progress
    from kbsite.read.content import Layouts
    from kbsite.render.compose import PageJob, Strings
    from kbsite.render.outputs.pdfs import PdfFile
    from kbsite.render.templates import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every output but the search index, before any page is rendered or any file is written.

    `needed` is what pages refer to (style, script, pictures, attachments, PDF files, the files of /admin/); `jobs`
    are the pages to be rendered; `companions` are the files made beside them (feeds, sitemap, suggestions,
    references, pictures for sharing).
    """

    needed: tuple[Output, ...]
    jobs: tuple[PageJob, ...]
    companions: tuple[Output, ...]
    renderer: Renderer

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of every output, in the order that they are made and published in."""
        pages = (job.path for job in self.jobs)
        return (*(each.path for each in self.needed), *pages, *(each.path for each in self.companions))


def plan(site: Site, layouts: Layouts, strings: Strings, options: Options, pdfs: Sequence[PdfFile] = ()) -> Plan:
    """Return the plan of a site without errors; `pdfs` are its PDF files, which pages link to.

    Raises LayoutError where the layouts' assets cannot be used, and EnvironmentFault where the files of /admin/
    have not been fetched.
    """
    files = (*asset_files(layouts.assets), *content_files(site))
    version = version_of(suggestions(site, strings))
    look = card_look(layouts.assets, site.config)
    jobs = tuple(with_pdfs(with_cards(compose(site, strings), site.config, look), site.config, pdfs))
    links = asset_links(layouts.assets, base_path(site.config))
    return Plan(
        needed=(*_editing(site, options), *files, *(Output(each.path, each.data) for each in pdfs)),
        jobs=jobs,
        companions=tuple(companions(site, strings, jobs, (each.path for each in files), look)),
        renderer=renderer(
            layouts, site_views(site, links, searchable=options.searchable, suggestions=version), strings
        ),
    )


def produce(planned: Plan, keep: Callable[[Output], object], progress: Progress) -> tuple[Diagnostic, ...]:
    """Pass every output to `keep`, in the order of `planned.paths`; return the layout errors, sorted by place.

    A page whose layout has an error is not passed on; the others are rendered all the same, so that one run finds
    every error.
    """
    faults: set[Diagnostic] = set()
    for output in planned.needed:
        keep(output)
    for done, job in enumerate(planned.jobs, start=1):
        try:
            keep(Output(job.path, planned.renderer.page(job)))
        except LayoutError as error:
            faults.add(error.problem)
        progress("rendering", done, len(planned.jobs))
    for output in planned.companions:
        keep(output)
    return tuple(sorted(faults))


def companions(
    site: Site, strings: Strings, jobs: Iterable[PageJob], taken: Iterable[str], look: CardLook
) -> Iterator[Output]:
    """Yield the files beside the pages, such as feeds, sitemap and pictures for sharing.

    A reference or a calendar whose path is in `taken` is left out.
    """
    everything = tuple(jobs)
    yield from feeds(site, strings)
    yield sitemap(job.page for job in everything)
    yield robots(site.config)
    yield suggestions(site, strings)
    paths = frozenset(taken)
    yield from citations(everything, paths)
    yield from calendars(site, paths)
    yield from open_data(site, strings, paths)
    yield from web_manifest(site.config, paths)
    yield from cards(everything, site.config, look)
    yield from hosting_files(site.config, everything, (*paths, *(job.path for job in everything)))


def _editing(site: Site, options: Options) -> tuple[Output, ...]:
    """Return the files of /admin/, for editing in the browser; none unless the site has set it up."""
    if site.config.cms is None:
        return ()
    from kbsite.authoring.cms.files import cms_files  # noqa: PLC0415 - few sites need it

    return cms_files(site, site.config.cms, options.root)
