"""The search index, built in the background for every snapshot, from its pages as they would be published."""

from __future__ import annotations

import hashlib
import shutil
import threading
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.publish.folder import put
from kbsite.render.templates import LayoutError
from kbsite.search.edition import edition_files, make_edition
from kbsite.serve.state import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.serve.snapshot import Snapshot
    from kbsite.serve.state import ServerState

    Report = Callable[[EnvironmentFault], None]


class Indexer:
    """A thread that renders all pages of the newest snapshot, which verifies its layouts, and indexes them."""

    def __init__(self, server_state: ServerState, folder: Path, report: Report) -> None:
        self._server_state = server_state
        self._folder = folder
        self._report = report
        self._done = b""
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait at most `seconds` for the thread to end, if it was started."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        version = -1
        while not self._server_state.stopped:
            version = self._server_state.wait(version, 3600)
            snapshot = self._server_state.state.snapshot
            if snapshot is None or self._server_state.stopped:
                continue
            try:
                self._index(snapshot)
            except LayoutError as error:
                self._server_state.reject(snapshot, error.problem)
            except EnvironmentFault as fault:
                if not self._server_state.stopped:
                    self._server_state.set_index(snapshot, SearchIndex())
                    self._report(fault)

    def _index(self, snapshot: Snapshot) -> None:
        """Index a snapshot, unless a newer one arrives meanwhile or its pages have not changed."""
        digest = hashlib.sha256()
        for path in snapshot.planned:
            digest.update(path.encode() + b"\0" + snapshot.page(path))
            if self._server_state.stopped or self._server_state.state.snapshot is not snapshot:
                return
        self._server_state.prove(snapshot)
        if digest.digest() == self._done:
            self._server_state.set_index(snapshot)
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        put(self._folder, (Output(path, snapshot.page(path)) for path in snapshot.planned))
        self._server_state.set_index(snapshot, _index_files(snapshot, self._folder))
        self._done = digest.digest()


def _index_files(snapshot: Snapshot, folder: Path) -> SearchIndex:
    name = make_edition(snapshot.site, folder)
    return SearchIndex(name, {path: (folder / path).read_bytes() for path in edition_files(folder, name)})
