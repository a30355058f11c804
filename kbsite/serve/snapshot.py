"""The site after one saved change: every page rendered on request, nothing written to disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kbsite.pipeline.outputs import companions
from kbsite.pipeline.pictures import look_of
from kbsite.render.compose import planned_pages, site_views
from kbsite.render.compose.hrefs import base_path
from kbsite.render.outputs.assets import asset_links
from kbsite.render.outputs.files import content_files
from kbsite.render.outputs.page_facts import page_facts
from kbsite.render.outputs.sharing import with_card
from kbsite.render.outputs.suggestions import suggestions, version_of
from kbsite.render.templates import renderer
from kbsite.site import routes
from kbsite.site.assemble import not_shown
from kbsite.site.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.model import CardLook, Site, ToMake
    from kbsite.pipeline.kept.assets import PublishedAssets
    from kbsite.read.content import Layouts
    from kbsite.render.compose import PageJob, PlannedPage, Strings
    from kbsite.render.templates import Renderer


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that has been asked for: its view, and the HTML of it."""

    job: PageJob
    html: bytes


@dataclass(frozen=True)
class Snapshot:
    """A site without errors, of which a page is composed and rendered when it is asked for.

    `published` are style and script of the layouts. `rendered` caches those pages, by path. `before` has those of
    earlier snapshots, as long as the layouts and what all pages have in common are the same: a page whose view is
    the same is not rendered again.
    """

    site: Site
    layouts: Layouts
    strings: Strings
    published: PublishedAssets
    planned: Mapping[str, PlannedPage]
    renderer: Renderer
    before: Mapping[str, Rendered]
    rendered: dict[str, Rendered] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Return the site's base path, with a slash at both ends."""
        return base_path(self.site.config)

    @cached_property
    def look(self) -> CardLook:
        """Return how the pictures for sharing look."""
        return look_of(self.site, self.layouts)

    def job(self, path: str) -> PageJob:
        """Return a page of `planned`, composed."""
        return with_card(self.planned[path].job(), self.site.config, self.look)

    def page(self, path: str) -> bytes:
        """Return a page of `planned`; raises LayoutError where its layout has an error."""
        if path not in self.rendered:
            job, old = self.job(path), self.before.get(path)
            same = old is not None and old.job == job
            self.rendered[path] = old if old and same else Rendered(job, self.renderer.page(job))
        return self.rendered[path].html

    @cached_property
    def assets(self) -> Mapping[str, bytes | Path | ToMake]:
        """Return style and script of the layouts, and the pictures and attachments, by path."""
        outputs = (*self.published.files, *content_files(self.site))
        return {output.path: output.data for output in outputs}

    @cached_property
    def companions(self) -> Mapping[str, bytes | Path | ToMake]:
        """Return feeds, sitemap and the other outputs that are no pages, by path."""
        facts = (page_facts(self.job(path), self.site.config) for path in self.planned)
        made_too = companions(self.site, self.strings, facts, self.assets, self.look)
        return {output.path: output.data for output in made_too}

    @cached_property
    def unpublished(self) -> Mapping[str, str]:
        """Return why a page is not published, `draft` or `future`, by its path."""
        hidden = not_shown(self.site.documents, self.site.today, Shown())
        reasons = {page.address: hidden[page.path] for page in self.site.pages if page.path in hidden}
        whole = {f"{address}{self.site.config.routes.whole}": reason for address, reason in reasons.items()}
        return {routes.output_path(address): reason for address, reason in (whole | reasons).items()}

    @cached_property
    def sources(self) -> Mapping[str, frozenset[str]]:
        """Return the files that a page is made of, by its path; only pages that are written in a file are there."""
        own = {routes.output_path(page.address): frozenset({page.path}) for page in self.site.pages}
        whole = {
            routes.output_path(f"{article}{self.site.config.routes.whole}"): frozenset(
                each.path for each in chapters
            )
            for article, chapters in self.site.chapters.items()
        }
        return own | whole


def take_snapshot(
    site: Site, layouts: Layouts, strings: Strings, published: PublishedAssets, before: Snapshot | None
) -> Snapshot:
    """Return the snapshot of a site; what has not changed is reused from the one before."""
    links = asset_links(layouts.assets, base_path(site.config), published.version)
    views = site_views(site, links, searchable=True, suggestions=version_of(suggestions(site, strings)))
    planned = {page.path: page for page in planned_pages(site, strings)}
    if before is None or before.layouts != layouts:
        fresh = renderer(layouts, views, strings)
        return Snapshot(site, layouts, strings, published, planned, renderer=fresh, before={})
    known = {**before.before, **before.rendered} if before.renderer.sites == views else {}
    again = replace(before.renderer, sites=views)
    return Snapshot(site, layouts, strings, published, planned, renderer=again, before=known)
