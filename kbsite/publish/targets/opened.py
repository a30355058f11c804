"""An address → the target that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.publish.targets.git import GitBranch
from kbsite.publish.targets.local import LocalFolder
from kbsite.publish.targets.ssh import OverSsh
from kbsite.publish.targets.store import ObjectStore
from kbsite.publish.targets.target import STORES, address

if TYPE_CHECKING:
    from kbsite.publish.targets.target import Target


def opened(text: str, root: Path, keep: int) -> Target:
    """Return the target of that address; `keep` releases stay where there are any."""
    found = address(text)
    if found.scheme in STORES:
        return ObjectStore(found)
    if found.scheme == "git":
        return GitBranch(found, root)
    return OverSsh(found, keep) if found.scheme == "ssh" else LocalFolder(Path(found.path), keep)
