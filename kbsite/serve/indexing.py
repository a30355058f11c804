"""The search index, built for every snapshot by a process of its own, from the pages as they would be published."""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.serve.index_process import work
from kbsite.serve.state import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.pipeline.report import Options
    from kbsite.serve.index_process import Found
    from kbsite.serve.snapshot import Snapshot
    from kbsite.serve.state import ServerState

    Report = Callable[[EnvironmentFault], None]

FIRST = 1.0
"""How many seconds indexing leaves the processor to the page that somebody may look at."""

_PATIENCE = 3600.0
"""How many seconds a thread waits before it looks again."""


class Indexer:
    """Two threads and a process: the one tells it of each new snapshot, the other hears what it has found.

    It is told when a page of the snapshot has been shown, or when nobody has asked for one for a while. There is no
    process before that.
    """

    def __init__(self, server_state: ServerState, options: Options, folder: Path, report: Report) -> None:
        self._server_state = server_state
        self._report = report
        self._asked: tuple[int, Snapshot | None] = (0, None)
        context = multiprocessing.get_context("spawn")
        self._pipe, self._end = context.Pipe()
        self._process = context.Process(target=work, args=(options, folder, self._end), daemon=True)
        self._starting, self._over = threading.Lock(), False
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._tell, self._hear)]

    def start(self) -> None:
        """Start the threads; the process is started when there is something to index."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End the process, if it was started, and whatever it runs."""
        with self._starting:
            self._over = True
        if self._process.pid is None:
            return
        self._pipe.close()
        self._process.join(1)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _tell(self) -> None:
        version = -1
        while not self._server_state.stopped:
            version = self._server_state.wait(version, _PATIENCE)
            state = self._server_state.state
            snapshot, (number, asked) = state.snapshot, self._asked
            if snapshot is None or snapshot is asked or self._server_state.stopped:
                continue
            if snapshot is not state.proven:
                self._server_state.wait_until_seen(snapshot, FIRST)
                if self._server_state.stopped or self._server_state.state.snapshot is not snapshot:
                    continue
            self._asked = (number + 1, snapshot)
            if snapshot is state.proven:  # shown again, for the layouts on disk have an error
                self._server_state.set_index(snapshot)
                continue
            self._begin()
            with suppress(OSError, ValueError):  # it has ended
                self._pipe.send(self._asked[0])

    def _begin(self) -> None:
        """Start the process, unless it is running or no more is to be done."""
        with self._starting:
            if self._process.pid is None and not self._over:
                self._process.start()
                self._end.close()

    def _hear(self) -> None:
        with suppress(EOFError, OSError, TypeError):  # the pipe was closed, perhaps while it was read
            while True:
                self._take(self._pipe.recv())
        if not self._server_state.stopped and self._asked[1]:
            self._server_state.set_index(self._asked[1], SearchIndex())

    def _take(self, found: Found) -> None:
        """Take what the process has found of the newest snapshot; what it says of an older one is outdated."""
        number, snapshot = self._asked
        if found.number != number or snapshot is None:
            return
        if found.proven:
            self._server_state.prove(snapshot)
        if found.rejected:
            self._server_state.reject(snapshot, found.rejected)
        elif found.done:
            self._server_state.set_index(snapshot, found.index)
        if found.fault and not self._server_state.stopped:
            code, values = found.fault
            self._report(EnvironmentFault(code, **values))
