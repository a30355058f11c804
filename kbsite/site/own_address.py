"""Addresses of the site itself that are written in full, with its host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.model import Config


def without_host(config: Config) -> Callable[[str], str]:
    """Return a function from a full address on the site to `/artikler/x/#a`, and to "" for any other.

    It is the same site with http and with https, with `www.` and without it, also where it is built for another
    address than its settings say. Where a site is in a folder, the rest of its host is another site.
    """
    bases = dict.fromkeys(filter(None, (config.base_url, config.home_url)))
    own = re.compile("|".join(f"(?:{_pattern(base)})" for base in bases), re.IGNORECASE | re.DOTALL)

    def rest(href: str) -> str:
        found = own.fullmatch(href.strip()) if "//" in href[:8] else None
        if found is None:
            return ""
        after = next((group for group in found.groups() if group), "") or "/"
        return f"/{after}" if after[:1] in ("?", "#") else after

    return rest


def _pattern(base_url: str) -> str:
    base = urlsplit(base_url)
    host = re.escape((base.hostname or "").removeprefix("www."))
    port = f":{base.port}" if base.port else "(?::80|:443)?"
    return rf"(?:https?:)?//(?:www\.)?{host}{port}{re.escape(base.path.rstrip('/'))}([/?#].*)?"
