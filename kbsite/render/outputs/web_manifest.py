"""The web manifest (https://www.w3.org/TR/appmanifest/) of a site with a mark of its own: name, address, icon."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.model.hosting import TYPES
from kbsite.render.compose.hrefs import base_path, href
from kbsite.render.outputs.favicon import FAVICON, SIZES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kbsite.model import Config

MANIFEST = "site.webmanifest"


def web_manifest(config: Config, taken: Collection[str]) -> Iterator[Output]:
    """Yield the manifest where the settings name a mark, and static/ has none of its own.

    A mark that is drawn in lines has any size; the sizes of others are for the browser to find.
    """
    icon = config.looks.favicon or config.looks.logo
    if not icon or MANIFEST in taken:
        return
    ending = icon.rpartition(".")[2].lower()
    mark = {"src": href(config, icon), "type": TYPES[ending], **({"sizes": "any"} if ending == "svg" else {})}
    start = base_path(config)
    data = {
        "name": config.title.in_language(config.language),
        "lang": config.language,
        "id": start,
        "start_url": start,
        "scope": start,
        "display": "browser",
        "icons": [mark, *_every_size(config, ending)],
    }
    yield Output(MANIFEST, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _every_size(config: Config, ending: str) -> Iterator[dict[str, str]]:
    """Yield the icon in pixels, where the mark itself is not one."""
    if ending != "ico":
        sizes = " ".join(f"{size}x{size}" for size in SIZES)
        yield {"src": href(config, f"/{FAVICON}"), "type": TYPES["ico"], "sizes": sizes}
