"""A built site in its folder: the base path it was built for, and which pages it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kbsite.diagnostics import EnvironmentFault
from kbsite.search.merged_index import ENTRY
from kbsite.site.routes import ROBOTS, SITEMAP

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site with a search.

    `base` is the base path, with a slash at both ends, `search` the folder of the search page.
    """

    folder: Path
    base: str
    search: str = "sok"

    def has_page(self, address: str) -> bool:
        """Return whether there is a page at an address, relative to the site's own root."""
        return (self.folder / address.strip("/") / "index.html").is_file()

    def address(self, path: str) -> str:
        """Return the path part of a URL as an address relative to the site's own root."""
        return f"/{path.removeprefix(self.base)}"


def built_site(folder: Path) -> BuiltSite:
    """Return the site that was built in `folder`, with its search.

    The base path is read from robots.txt, which a build writes and no layout changes.
    """
    try:
        robots = (folder / ROBOTS.strip("/")).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault("no-site", folder=str(folder)) from error
    sitemap = re.search(rf"^Sitemap: (\S+){SITEMAP}$", robots, re.MULTILINE)
    if sitemap is None:
        raise EnvironmentFault("no-site", folder=str(folder))
    indexes = sorted(folder.glob(f"*/*/*/{ENTRY}"))
    found = [each.parents[2] for each in indexes if (each.parents[2] / "index.html").is_file()]
    if not found:
        raise EnvironmentFault("no-index", folder=str(folder))
    return BuiltSite(folder, f"{urlsplit(sitemap[1]).path}/", found[0].name)
