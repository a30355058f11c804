"""The search index, made in the background of every edition, from its pages as they would be published."""

from __future__ import annotations

import hashlib
import shutil
import threading
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.publish.folder import put
from kbsite.render.templates import LayoutError
from kbsite.search import pagefind
from kbsite.search.data import search_files
from kbsite.search.pages import search_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.serve.snapshot import Snapshot
    from kbsite.serve.state import ServerState

    Tell = Callable[[EnvironmentFault], None]


class Indexer:
    """A thread that renders all pages of the newest edition, which proves its layouts, and indexes them."""

    def __init__(self, desk: ServerState, folder: Path, tell: Tell) -> None:
        self._desk = desk
        self._folder = folder
        self._tell = tell
        self._done = b""
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait a little for it to end, if it ever began."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        version = -1
        while not self._desk.stopped:
            version = self._desk.wait(version, 3600)
            edition = self._desk.state.edition
            if edition is None or self._desk.stopped:
                continue
            try:
                self._index(edition)
            except LayoutError as error:
                self._desk.reject(edition, error.problem)
            except EnvironmentFault as fault:
                if not self._desk.stopped:
                    self._desk.set_index(edition, {})
                    self._tell(fault)

    def _index(self, edition: Snapshot) -> None:
        """Index an edition, unless a newer one comes meanwhile or its pages are those of the last."""
        digest = hashlib.sha256()
        for path in edition.sheets:
            digest.update(path.encode() + b"\0" + edition.page(path))
            if self._desk.stopped or self._desk.state.edition is not edition:
                return
        self._desk.prove(edition)
        if digest.digest() == self._done:
            self._desk.set_index(edition)
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        put(self._folder, (Output(path, edition.page(path)) for path in edition.sheets))
        self._desk.set_index(edition, _made(edition, self._folder))
        self._done = digest.digest()


def _made(edition: Snapshot, folder: Path) -> dict[str, bytes]:
    pagefind.index(folder)
    indexed = pagefind.indexed(folder)
    site = edition.site
    told = (search_pages(site, indexed), *search_files(site, indexed))
    files = {path: (folder / path).read_bytes() for path in pagefind.files(folder)}
    return files | {each.path: each.data for each in told if isinstance(each.data, bytes)}
