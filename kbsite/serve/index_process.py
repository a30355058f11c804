"""The process that renders all pages of the site and indexes them, so that no reader waits for it.

It is told the number of each change, and begins anew upon a newer one. It reads the site itself, keeping what has
not changed, renders every page, which verifies the layouts, and runs Pagefind. It ends with the process that
started it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import threading
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.pipeline.cache import ParseCache
from kbsite.publish.folder import put
from kbsite.read.process import end_all
from kbsite.render.templates import LayoutError
from kbsite.search.edition import edition_files, make_edition
from kbsite.search.indexing import InMemory, html_pages
from kbsite.serve.rebuild import refresh
from kbsite.serve.state import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.pipeline.report import Options
    from kbsite.serve.snapshot import Snapshot

_MODEST = 5
"""How much lower the priority of this process is than that of the one that shows pages."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to say of the site after a change.

    `proven` says that every page could be rendered, `rejected` why one could not. `done` says that nothing more is
    to come: with an index, or without one where the last one still holds. `fault` is the code and the values of a
    fault.
    """

    number: int
    proven: bool = False
    rejected: Diagnostic | None = None
    done: bool = False
    index: SearchIndex | None = None
    fault: tuple[str, Mapping[str, str]] | None = None


class _OutdatedError(Exception):
    """A newer change has come."""


class _Work:
    """What is to be done, and what is kept from the last time."""

    def __init__(self, options: Options, folder: Path, pipe: Connection) -> None:
        self.options = options
        self.folder = folder
        self.pipe = pipe
        self.cache = ParseCache()
        self.snapshot: Snapshot | None = None
        self.indexed = b""
        self.read = InMemory()
        self.wanted = 0
        self.indexing = False
        self.told = threading.Condition()

    def listen(self) -> None:
        """Take note of each newer change; ends this process where no more can come."""
        with suppress(EOFError, OSError):
            while True:
                number = self.pipe.recv()
                with self.told:
                    self.wanted = number
                    self.told.notify_all()
                if self.indexing:
                    end_all()
        end_all()
        os._exit(0)

    def run(self) -> None:
        """Do what is wanted, over and over."""
        number = 0
        while True:
            with self.told:
                self.told.wait_for(partial(self._differs, number))
                number = self.wanted
            with suppress(_OutdatedError):
                self.pipe.send(self._found(number))

    def _found(self, number: int) -> Found:
        with nullcontext() if self.snapshot else self.cache.warmed(self.options):
            outcome = refresh(self.options, self.cache, self.snapshot)
        if outcome.snapshot is None:
            return Found(number, done=True)
        self.snapshot = outcome.snapshot
        digest = hashlib.sha256()
        try:
            for path in self.snapshot.planned:
                digest.update(path.encode() + b"\0" + self.snapshot.page(path))
                self._still(number)
        except LayoutError as error:
            return Found(number, rejected=error.problem, done=True)
        self.pipe.send(Found(number, proven=True))
        if digest.digest() == self.indexed:
            return Found(number, done=True)
        try:
            index = self._index(self.snapshot)
        except EnvironmentFault as fault:
            self._still(number)
            return Found(number, done=True, index=SearchIndex(), fault=(fault.code, fault.values))
        self.indexed = digest.digest()
        return Found(number, done=True, index=index)

    def _index(self, snapshot: Snapshot) -> SearchIndex:
        shutil.rmtree(self.folder, ignore_errors=True)
        put(self.folder, (Output(path, snapshot.page(path)) for path in snapshot.planned))
        self.indexing = True
        self.read.next_round()
        try:
            name = make_edition(snapshot.site, self.folder, html_pages(self.folder), self.read)
        finally:
            self.indexing = False
        paths = edition_files(snapshot.site.config, self.folder, name)
        return SearchIndex(name, {path: (self.folder / path).read_bytes() for path in paths})

    def _differs(self, number: int) -> bool:
        return self.wanted != number

    def _still(self, number: int) -> None:
        if self._differs(number):
            raise _OutdatedError


def work(options: Options, folder: Path, pipe: Connection) -> None:
    """Index the site in `options` whenever `pipe` brings a number, in `folder`; send what is found."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the pipe says when it is over
    if hasattr(os, "nice"):
        os.nice(_MODEST)
    made = _Work(options, folder, pipe)
    threading.Thread(target=made.listen, daemon=True).start()
    made.run()
