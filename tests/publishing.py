"""Targets of this machine that the tests publish to, and what readers would see at each."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import obstore
from obstore.store import from_url

from kbsite.cli import main
from kbsite.model import Output
from kbsite.publish.folder import publish, put, stage
from tests.sites import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OLD = {
    "assets/a.css": "old style",
    "index.html": "old, needs assets/a.css",
    "same/index.html": "same",
    "same/index.md": "same, as text",
    "gone/index.html": "old",
    "sok/indeks/1.5.2-0123456789ab/x.pf_meta": "old index",
    "bilde å.png": "picture",
    "404.html": "not there",
    "sitemap.xml": "old list",
}
NEW = {
    "assets/a.css": "new style",
    "assets/b.js": "new script",
    "index.html": "new, needs assets/b.js and ny/",
    "same/index.html": "same",
    "same/index.md": "same, as text",
    "ny/index.html": "new",
    "sok/indeks/1.5.2-ba9876543210/x.pf_meta": "new index",
    "bilde å.png": "picture",
    "404.html": "not there",
    "sitemap.xml": "new list",
}
RESTING = {"sok/indeks/1.5.2-0123456789ab/x.pf_meta": "old index"}
"""What stays of OLD beside NEW, for pages that are open."""


def built(output: Path, content: Mapping[str, str]) -> Path:
    """Make a built site of `content`, as a build does."""
    with stage(output, force=False) as folder:
        paths = put(folder, [Output(path, text.encode()) for path, text in content.items()])
        publish(folder, output, paths, force=False)
    return output


def published(target: str, output: Path, *options: str) -> int:
    """Publish and return the exit status."""
    return main(["publish", target, "--output", str(output), "--lang", "en", *options])


class Place(Protocol):
    """A target, and a look at what is there."""

    address: str

    def seen(self) -> dict[str, str]:
        """Return the texts of all files that readers can ask for, by path."""


@dataclass
class Folder:
    """A folder of this machine, or of one that is this one too."""

    address: str
    path: Path

    def seen(self) -> dict[str, str]:
        """Return what the link leads to."""
        return {path: data.decode() for path, data in files(self.path).items()} if self.path.exists() else {}


@dataclass
class Branch:
    """A branch of a bare repository."""

    address: str
    repository: Path

    def git(self, *arguments: str) -> str:
        """Return what git says in the repository."""
        command = ["git", "-c", "core.quotePath=false", "-C", str(self.repository), *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    def seen(self) -> dict[str, str]:
        """Return the files of the branch but for kbsite's own note."""
        if not self.git("branch", "--list", "pages"):
            return {}
        paths = self.git("ls-tree", "-r", "-z", "--name-only", "pages").split("\0")[:-1]
        return {path: self.git("show", f"pages:{path}") for path in paths if not path.startswith(".kbsite/")}


@dataclass
class Bucket:
    """A bucket of an S3 server."""

    address: str

    def seen(self) -> dict[str, str]:
        """Return the objects but for kbsite's own note."""
        store = from_url(self.address)
        paths = [str(each["path"]) for batch in obstore.list(store) for each in batch]
        found = {path: bytes(obstore.get(store, path).bytes()).decode() for path in paths}
        return {path: text for path, text in found.items() if not path.startswith(".kbsite/")}
