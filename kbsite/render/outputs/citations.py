"""References for a reader's reference manager, a file in each format next to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.reference_formats import bibtex, ris
from kbsite.render.views import ContentPage

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from kbsite.render.compose import PageJob


def citations(found: Iterable[tuple[str, str]], taken: Container[str] = ()) -> Iterator[Output]:
    """Yield the files of references, of which the path and the text are given.

    A path in `taken`, that of an attachment with the same name, is skipped.
    """
    return (Output(path, text.encode()) for path, text in found if path not in taken)


def references(job: PageJob) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the reference of a page of content in each format, next to the page."""
    if isinstance(job.page, ContentPage):
        reference = job.page.cite
        for href, text in ((reference.bibtex, bibtex(reference)), (reference.ris, ris(reference))):
            name = href.partition("?")[0].rpartition("/")[2]
            yield f"{job.path.rpartition('/')[0]}/{name}".removeprefix("/"), text
