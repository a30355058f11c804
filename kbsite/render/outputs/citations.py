"""References for a reader's reference manager, a file in each format next to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.reference_formats import bibtex, ris
from kbsite.render.views import ContentPage

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from kbsite.render.compose import PageJob


def citations(jobs: Iterable[PageJob], taken: Container[str] = ()) -> Iterator[Output]:
    """Yield the reference of each page of content in both formats, next to the page.

    A path in `taken`, that of an attachment with the same name, is skipped.
    """
    for job in jobs:
        if isinstance(job.page, ContentPage):
            reference = job.page.cite
            for href, text in ((reference.bibtex, bibtex(reference)), (reference.ris, ris(reference))):
                name = href.partition("?")[0].rpartition("/")[2]
                path = f"{job.path.rpartition('/')[0]}/{name}".removeprefix("/")
                if path not in taken:
                    yield Output(path, text.encode())
