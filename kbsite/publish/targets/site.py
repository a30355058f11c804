"""The built site that is published: the files that kbsite made in a folder, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.beside import made
from kbsite.publish.journal import begun
from kbsite.publish.releases import release_files
from kbsite.publish.targets.ledger import digests
from kbsite.publish.targets.target import STORES, Built

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.publish.targets.target import Address

_SETTINGS = "_hosting/"
_LONGEST = 1024
"""The most bytes of an object's name, with its folders, in S3 and in Google's store; Azure's limit is as high."""


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


def refuse_names(site: Built, target: Address) -> None:
    """Raise EnvironmentFault where files have names that such a target cannot have, before anything is sent."""
    wrong = sorted(path for path in site.files if not _can_be_named(path, target))
    if wrong:
        raise EnvironmentFault("name-at-target", target=target.written, names=", ".join(wrong[:3]))


def _can_be_named(path: str, target: Address) -> bool:
    """Return whether a target can have a file of that name.

    A store takes no control characters; over ssh and in git, names are told line by line. A backslash is a folder
    in Azure.
    """
    if target.scheme == "folder":
        return True
    whole = target.scheme not in STORES or len(f"{target.path}/{path}".encode()) <= _LONGEST
    invisible = any(ord(letter) < ord(" ") or letter == "\x7f" for letter in path)
    return whole and not invisible and not (target.scheme == "az" and "\\" in path)
