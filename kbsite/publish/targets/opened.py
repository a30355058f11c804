"""An address → the target that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.targets.git import GitBranch
from kbsite.publish.targets.local import LocalFolder
from kbsite.publish.targets.ssh import OverSsh
from kbsite.publish.targets.store import ObjectStore
from kbsite.publish.targets.target import STORES, address

if TYPE_CHECKING:
    from kbsite.publish.targets.target import Target


def opened(text: str, root: Path, keep: int, history: str = "") -> Target:
    """Return the target of that address; `keep` releases stay, those of a store at `history` if given."""
    found = address(text)
    if history and (found.scheme not in STORES or address(history).scheme not in STORES):
        raise EnvironmentFault("wrong-history", value=history)
    if found.scheme in STORES:
        return ObjectStore(found, keep, address(history) if history else None)
    if found.scheme == "git":
        return GitBranch(found, root)
    return OverSsh(found, keep) if found.scheme == "ssh" else LocalFolder(Path(found.path), keep)
