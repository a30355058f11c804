"""The PDF files of a site, and the links to them on the pages that they are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.render.compose.hrefs import href
from kbsite.render.compose.text import file_note
from kbsite.render.views import ContentPage, FileView, GlossaryPage, ThemePage, WholePage
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def with_pdfs(jobs: Iterable[PageJob], config: Config, pdfs: Iterable[PdfFile]) -> Iterator[PageJob]:
    """Yield the pages, those that a PDF is made of with a link to it, and the page of a whole article too."""
    links: dict[str, FileView] = {}
    for pdf in pdfs:
        view = FileView(f"{href(config, '/' + pdf.path)}?v={pdf.version}", file_note(pdf.path, len(pdf.data)))
        links |= {routes.output_path(address): view for address in pdf.pages}
        links[routes.output_path(f"{pdf.pages[0]}{config.routes.whole}")] = view
    for job in jobs:
        found = links.get(job.path)
        yield replace(job, page=_linked(job.page, found)) if found else job


def _linked(page: Page, view: FileView) -> Page:
    match page:
        case ContentPage() | ThemePage() | GlossaryPage():
            return replace(page, pdf=view)
        case WholePage():
            return replace(page, article=replace(page.article, pdf=view))
        case _:
            return page
