"""Open data: every page as Markdown, the list of all pages, a JSON feed, and a guide for assistants (llms.txt)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.render.outputs.open_data.content_list import content_list
from kbsite.render.outputs.open_data.guide import guide
from kbsite.render.outputs.open_data.json_feed import json_feed
from kbsite.render.outputs.open_data.pages import page_texts

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from kbsite.model import Output, Site
    from kbsite.render.compose import Strings


def open_data(
    site: Site, strings: Strings, taken: Container[str] = (), texts: Iterable[Output] | None = None
) -> Iterator[Output]:
    """Yield the files of the open data; a page's Markdown is skipped where an attachment has its path.

    `texts` are the Markdown of the pages, made here where they are not given.
    """
    yield from (each for each in texts or page_texts(site, strings) if each.path not in taken)
    yield from content_list(site)
    yield json_feed(site, strings)
    yield guide(site, strings)
