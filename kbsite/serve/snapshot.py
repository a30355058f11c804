"""The site after one saved change: every page rendered on request, nothing written to disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kbsite.pipeline.outputs import companions
from kbsite.render.compose import compose, site_views
from kbsite.render.compose.hrefs import base_path
from kbsite.render.outputs.assets import asset_files, asset_links
from kbsite.render.outputs.files import content_files
from kbsite.render.outputs.sharing import card_look, with_cards
from kbsite.render.outputs.suggestions import suggestions, version_of
from kbsite.render.templates import renderer
from kbsite.site import routes
from kbsite.site.assemble import Shown, not_shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.model import PictureCopy, SharingCard, Site
    from kbsite.read.content import Layouts
    from kbsite.render.compose import PageJob, Strings
    from kbsite.render.templates import Renderer


@dataclass(frozen=True)
class Snapshot:
    """A site without errors. `rendered` caches the requested pages, by path."""

    site: Site
    layouts: Layouts
    strings: Strings
    jobs: Mapping[str, PageJob]
    renderer: Renderer
    rendered: dict[str, bytes]

    @property
    def base(self) -> str:
        """Return the site's base path, with a slash at both ends."""
        return base_path(self.site.config)

    def page(self, path: str) -> bytes:
        """Return a page of `jobs`; raises LayoutError where its layout has an error."""
        if path not in self.rendered:
            self.rendered[path] = self.renderer.page(self.jobs[path])
        return self.rendered[path]

    @cached_property
    def assets(self) -> Mapping[str, bytes | Path | PictureCopy | SharingCard]:
        """Return style and script of the layouts, and the pictures and attachments, by path."""
        outputs = (*asset_files(self.layouts.assets), *content_files(self.site))
        return {output.path: output.data for output in outputs}

    @cached_property
    def companions(self) -> Mapping[str, bytes | Path | PictureCopy | SharingCard]:
        """Return feeds, sitemap and the other outputs that are no pages, by path."""
        look = card_look(self.layouts.assets)
        made_too = companions(self.site, self.strings, self.jobs.values(), self.assets, look)
        return {output.path: output.data for output in made_too}

    @cached_property
    def unpublished(self) -> Mapping[str, str]:
        """Return why a page is not published, `draft` or `future`, by its path."""
        hidden = not_shown(self.site.documents, self.site.today, Shown())
        reasons = {page.address: hidden[page.path] for page in self.site.pages if page.path in hidden}
        whole = {f"{address}{routes.WHOLE}": reason for address, reason in reasons.items()}
        return {routes.output_path(address): reason for address, reason in (whole | reasons).items()}


def take_snapshot(site: Site, layouts: Layouts, strings: Strings, before: Snapshot | None) -> Snapshot:
    """Return the snapshot of a site; what has not changed is reused from the one before."""
    links = asset_links(layouts.assets, base_path(site.config))
    views = site_views(site, links, searchable=True, suggestions=version_of(suggestions(site, strings)))
    composed = with_cards(compose(site, strings), site.config, card_look(layouts.assets))
    jobs = {job.path: job for job in composed}
    if before is None or before.layouts != layouts:
        return Snapshot(site, layouts, strings, jobs, renderer(layouts, views, strings), {})
    same = before.renderer.sites == views
    kept = {
        path: html for path, html in tuple(before.rendered.items()) if same and jobs.get(path) == before.jobs[path]
    }
    return Snapshot(site, layouts, strings, jobs, replace(before.renderer, sites=views), kept)
