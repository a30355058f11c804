"""The pictures and attachments of texts, copied unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.model import Output, ToAsset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site


def content_files(site: Site) -> Iterator[Output]:
    """Yield each picture and attachment once for every page that shows it or links to it."""
    found = {}
    for page in site.pages:
        for target in (*site.targets[page.path], *site.pictures[page.path]):
            if isinstance(target, ToAsset):
                found[target.address] = target.asset.file
    for address, file in sorted(found.items()):
        yield Output(unquote(address).removeprefix("/"), file)
