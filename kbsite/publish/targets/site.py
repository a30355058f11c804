"""The built site that is published: the files that kbsite made in a folder, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.beside import made
from kbsite.publish.journal import begun
from kbsite.publish.releases import release_files
from kbsite.publish.targets.ledger import digests
from kbsite.publish.targets.target import Built

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = "_hosting/"


def built(output: Path) -> Built:
    """Return the site in a folder; raises EnvironmentFault where no whole one is there."""
    if begun(output) is not None:
        raise EnvironmentFault("not-whole", folder=str(output))
    paths = release_files(output) or made(output)
    if "index.html" not in paths:
        raise EnvironmentFault("not-built", folder=str(output))
    return Built(output, digests(output, paths))


def without_settings(site: Built) -> Built:
    """Return the site without what only a server of one's own reads."""
    files = {path: digest for path, digest in site.files.items() if not path.startswith(_SETTINGS)}
    return Built(site.folder, files)
