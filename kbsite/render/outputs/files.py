"""The pictures and attachments of texts, and the files of static/, copied unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.model import Output, PictureCopy, ToAsset
from kbsite.site.pictures import copies, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

_HOLD_METADATA = frozenset(("jpeg", "png", "webp"))


def content_files(site: Site) -> Iterator[Output]:
    """Yield each picture and attachment once for every page that shows it or links to it, then static/ as it is."""
    found: dict[str, Output] = {}
    for page in site.pages:
        for target in site.targets[page.path]:
            if isinstance(target, ToAsset):
                _add(found, target, target.address)
        for target in site.pictures[page.path]:
            if isinstance(target, ToAsset):
                sizes = shown(target)
                if not sizes or sizes[-1].address == target.address:
                    _add(found, target, target.address)
                for smaller in copies(target):
                    _add(found, target, smaller.address, smaller.width)
    yield from (found[address] for address in sorted(found))
    yield from (Output(path, file.file) for path, file in site.static.items())


def _add(found: dict[str, Output], target: ToAsset, address: str, width: int = 0) -> None:
    asset, facts = target.asset, target.asset.facts
    path = unquote(address).removeprefix("/")
    if facts and (facts.form in _HOLD_METADATA or width):
        found[address] = Output(path, PictureCopy(asset.file, facts.form, width, facts.turned))
    else:
        found[address] = Output(path, asset.file)
