"""The pictures that data/site.yaml and data/themes.yaml name can be shown: the logo, the tab's mark, the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.schema.file_types import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

BROKEN = "broken-file"

_OF_TABS = "ico"
"""A format that browsers show in a tab, besides those of pictures."""


def settings_pictures(site: Site) -> Iterator[Diagnostic]:
    """Each is a whole picture, of a format that browsers show; that it is there at all is checked as links are."""
    for item in site.config.others:
        asset = site.static.get(unquote(item.url).removeprefix("/"))
        if asset is None or asset.facts is None:
            continue
        if asset.facts.fault:
            yield problem(item.at, BROKEN, target=item.url, reason=asset.facts.fault)
        elif asset.facts.form not in (*SHOWN, _OF_TABS):
            yield problem(item.at, BROKEN, target=item.url, reason=MessageKey("@file_no_picture"))
