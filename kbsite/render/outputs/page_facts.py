"""A page → what the files beside the pages need of it, so that no page must stay in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.render.outputs.citations import references
from kbsite.render.outputs.sharing import card_texts
from kbsite.render.outputs.sitemap import entry
from kbsite.render.views import RedirectPage

if TYPE_CHECKING:
    from kbsite.model import Config
    from kbsite.render.compose import PageJob


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is needed of a page after it has been rendered.

    `path` is that of its file. `entry` is its address and the day of its last change in the sitemap, empty for a
    page that is not there. `references` are the files of its references, each with its path and its text. `card` is
    what its picture for sharing says, empty for none. `moved` is where an old address leads, or "".
    """

    path: str
    entry: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    card: tuple[str, ...] = ()
    moved: str = ""


def page_facts(job: PageJob, config: Config) -> PageFacts:
    """Return the facts of a page."""
    return PageFacts(
        path=job.path,
        entry=entry(job.page),
        references=tuple(references(job)),
        card=card_texts(job.page, config) if job.page.head.card else (),
        moved=job.page.target.href if isinstance(job.page, RedirectPage) else "",
    )
