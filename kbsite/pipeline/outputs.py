"""Site and layouts → every output but the search index: planned as a whole first, then made one by one.

`build` and `check` both use this; they differ only in what they do with each output.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.pipeline.kept.assets import kept_assets
from kbsite.pipeline.kept.pages import KeptPages, Rendered
from kbsite.pipeline.kept.related import with_related
from kbsite.pipeline.kept.store import key
from kbsite.pipeline.pictures import look_of
from kbsite.render.compose import planned_pages, site_views
from kbsite.render.compose.hrefs import base_path
from kbsite.render.outputs.assets import asset_links
from kbsite.render.outputs.calendars import calendars
from kbsite.render.outputs.citations import citations
from kbsite.render.outputs.favicon import favicon
from kbsite.render.outputs.feeds import feeds
from kbsite.render.outputs.files import content_files
from kbsite.render.outputs.hosting import hosting_files
from kbsite.render.outputs.open_data import open_data
from kbsite.render.outputs.open_data.pages import made_now, page_texts
from kbsite.render.outputs.page_facts import page_facts
from kbsite.render.outputs.pdfs import pdf_links, with_pdf
from kbsite.render.outputs.sharing import cards, with_card
from kbsite.render.outputs.sitemap import robots, sitemap
from kbsite.render.outputs.suggestions import suggestions, version_of
from kbsite.render.outputs.web_manifest import web_manifest
from kbsite.render.templates import LayoutError, renderer
from kbsite.site.reads import Digests, ReadSite, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import CardLook, Config, Site
    from kbsite.pipeline.kept.store import Store
    from kbsite.pipeline.report import Options, Progress
    from kbsite.read.content import Layouts
    from kbsite.render.compose import PlannedPage, Strings
    from kbsite.render.outputs.open_data.pages import Keep
    from kbsite.render.outputs.page_facts import PageFacts
    from kbsite.render.outputs.pdfs import PdfFile
    from kbsite.render.templates import Renderer
    from kbsite.render.views import FileView


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every output but the search index, before any page is composed or any file is written.

    `needed` is what pages refer to (style, script, pictures, attachments, PDF files, the files of /admin/). `pages`
    are the pages, and `make` composes and renders one. `companions` gives the files beside them (feeds, sitemap,
    suggestions, references, pictures for sharing), and `cards` those pictures alone.
    `version` is that of the suggestions, which pages have in their address of them.
    """

    needed: tuple[Output, ...]
    pages: tuple[PlannedPage, ...]
    make: Callable[[PlannedPage], Rendered]
    companions: Callable[[Sequence[PageFacts]], Iterator[Output]]
    cards: Callable[[Sequence[PageFacts]], Iterator[Output]]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What planning can use of earlier builds: the store, and digests of the documents, by path, and the rest."""

    store: Store
    documents: Mapping[str, bytes]
    of_all: bytes


@dataclass(frozen=True, slots=True)
class Produced:
    """What producing gave: the errors of the layouts, sorted by place, and the path of every output, in order."""

    faults: tuple[Diagnostic, ...]
    paths: tuple[str, ...] = ()


def plan(
    site: Site,
    layouts: Layouts,
    strings: Strings,
    options: Options,
    pdfs: Sequence[PdfFile] = (),
    kept: Kept | None = None,
) -> Plan:
    """Return the plan of a site without errors; `pdfs` are its PDF files, which pages link to.

    A page that is `kept`, and made of the same, is not made again.

    Raises LayoutError where the layouts' assets cannot be used, and EnvironmentFault where the files of /admin/
    have not been fetched.
    """
    published = kept_assets(layouts.assets, kept.store if kept else None)
    files = (*published.files, *content_files(site))
    version = version_of(suggestions(site, strings))
    look = look_of(site, layouts)
    assets = asset_links(layouts.assets, base_path(site.config), published.version)
    views = site_views(site, assets, searchable=options.searchable, suggestions=UNVERSIONED)
    maker = _Maker(site.config, renderer(layouts, views, strings), look, pdf_links(site.config, pdfs))
    if kept:
        with_related(site, kept.of_all, kept.store)
    read = read_site(site) if kept else site
    keep: Keep = made_now
    if kept and isinstance(read, ReadSite):
        digests = Digests(site, kept.documents)
        known = KeptPages(kept.store, read, digests, key(kept.of_all, digests.of((), views)))
        maker, keep = replace(maker, kept=known), known.text
    taken = tuple(each.path for each in files)
    return Plan(
        needed=(*_editing(site, options), *files, *(Output(each.path, each.data) for each in pdfs)),
        pages=tuple(planned_pages(read, strings)),
        make=maker.make,
        companions=lambda facts: companions(site, strings, facts, taken, look, page_texts(read, strings, keep)),
        cards=lambda facts: cards(((each.path, each.card) for each in facts), site.config, look),
        version=version,
    )


UNVERSIONED = "kbsite-suggestions"
"""The version of the suggestions in a page until it is published: any new title changes it, in each page."""


@dataclass(frozen=True, slots=True)
class _Maker:
    """Composes and renders pages; `pdfs` are the links to their PDF files, by path."""

    config: Config
    renderer: Renderer
    look: CardLook
    pdfs: Mapping[str, FileView]
    kept: KeptPages | None = None

    def make(self, planned: PlannedPage) -> Rendered:
        """Return a page, kept or made now."""
        made = partial(self._make, planned)
        return self.kept.page(planned, made, self.pdfs.get(planned.path)) if self.kept else made()

    def _make(self, planned: PlannedPage) -> Rendered:
        job = with_pdf(with_card(planned.job(), self.config, self.look), self.pdfs.get(planned.path))
        return Rendered(self.renderer.page(job), page_facts(job, self.config))


def produce(
    planned: Plan,
    keep: Callable[[Output], object],
    progress: Progress,
    ahead: Callable[[Iterable[Output]], object] = lambda _cards: None,
    *,
    checking: bool = False,
) -> Produced:
    """Pass every output to `keep`, in the order that they are published in; only one page is in memory at a time.

    A page whose layout has an error is not passed on; the others are rendered all the same, so that one run finds
    every error. `ahead` is given the pictures for sharing before they are passed on. With `checking` the files
    beside the pages are not made: no layout takes part in them, so they have no fault that the site has not.
    """
    faults: set[Diagnostic] = set()
    paths: list[str] = []
    facts: list[PageFacts] = []

    def passed(output: Output) -> None:
        keep(output)
        paths.append(output.path)

    for output in planned.needed:
        passed(output)
    place, version = f"?v={UNVERSIONED}".encode(), f"?v={planned.version}".encode()
    for done, page in enumerate(planned.pages, start=1):
        try:
            made = planned.make(page)
            passed(Output(page.path, made.html.replace(place, version)))
            facts.append(made.facts)
        except LayoutError as error:
            faults.add(error.problem)
        progress("rendering", done, len(planned.pages))
    if not faults and not checking:
        ahead(planned.cards(facts))
        for output in planned.companions(facts):
            passed(output)
    return Produced(tuple(sorted(faults)), tuple(paths))


def companions(
    site: Site,
    strings: Strings,
    pages: Iterable[PageFacts],
    taken: Iterable[str],
    look: CardLook,
    texts: Iterable[Output] | None = None,
) -> Iterator[Output]:
    """Yield the files beside the pages, such as feeds, sitemap and pictures for sharing.

    One whose path is in `taken`, as a file of static/ may be, is left out: a reference, a calendar, favicon.ico.
    `texts` are the Markdown of the pages, made here where they are not given.
    """
    everything = tuple(pages)
    yield from feeds(site, strings)
    yield sitemap(page.entry for page in everything)
    yield robots(site.config)
    yield suggestions(site, strings)
    paths = frozenset(taken)
    yield from citations((each for page in everything for each in page.references), paths)
    yield from calendars(site, paths)
    yield from open_data(site, strings, paths, texts)
    yield from web_manifest(site.config, paths)
    yield from favicon(site.config, site.static, paths, look)
    yield from cards(((page.path, page.card) for page in everything), site.config, look)
    moved = ((page.path, page.moved) for page in everything if page.moved)
    yield from hosting_files(site.config, moved, (*paths, *(page.path for page in everything)))


def _editing(site: Site, options: Options) -> tuple[Output, ...]:
    """Return the files of /admin/, for editing in the browser; none unless the site has set it up."""
    if site.config.cms is None:
        return ()
    from kbsite.authoring.cms.files import cms_files  # noqa: PLC0415 - few sites need it

    return cms_files(site, site.config.cms, options.root)
