"""The PDF files of a site, and the links to them on the pages that they are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.render.compose.hrefs import href
from kbsite.render.compose.text import file_note
from kbsite.render.views import ContentPage, FileView, GlossaryPage, ThemePage, WholePage
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.model import Config
    from kbsite.render.compose import PageJob
    from kbsite.render.views import Page


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF: the path of its file, the addresses of the pages that link to it, its version, its bytes."""

    path: str
    pages: tuple[str, ...]
    version: str
    data: bytes


def pdf_links(config: Config, pdfs: Iterable[PdfFile]) -> dict[str, FileView]:
    """Return the link to a PDF of each page that it is made of, by path; the page of a whole article has it too."""
    links: dict[str, FileView] = {}
    for pdf in pdfs:
        view = FileView(f"{href(config, '/' + pdf.path)}?v={pdf.version}", file_note(pdf.path, len(pdf.data)))
        links |= {routes.output_path(address): view for address in pdf.pages}
        links[routes.output_path(f"{pdf.pages[0]}{config.routes.whole}")] = view
    return links


def with_pdf(job: PageJob, view: FileView | None) -> PageJob:
    """Return a page with a link to its PDF, if it has one."""
    return replace(job, page=_linked(job.page, view)) if view else job


def _linked(page: Page, view: FileView) -> Page:
    match page:
        case ContentPage() | ThemePage() | GlossaryPage():
            return replace(page, pdf=view)
        case WholePage():
            return replace(page, article=replace(page.article, pdf=view))
        case _:
            return page
