"""The state of the workbench: one thread builds, many read, and each reader sees one consistent state."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kbsite.diagnostics import Diagnostic, EnvironmentFault
    from kbsite.serve.rebuild import Outcome
    from kbsite.serve.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state that readers see: `snapshot` is the last good one, and `fine` whether it is the newest.

    `held` are the files of which it has the last good text, or none. `proven` is the last snapshot of which every
    page could be rendered.
    """

    snapshot: Snapshot | None = None
    proven: Snapshot | None = None
    problems: tuple[Diagnostic, ...] = ()
    fault: EnvironmentFault | None = None
    fine: bool = True
    held: frozenset[str] = frozenset()
    editor: str = ""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """An edition of the search index: its name, and its files by path; "" and none where it could not be made."""

    name: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


class ServerState:
    """The state and the search index, each replaced as a whole; `report` takes problems found after a build."""

    def __init__(self, report: Callable[[Diagnostic], object] = lambda _: None) -> None:
        self._report = report
        self._changed = threading.Condition()
        self._state = State()
        self._version = 0
        self._indexed: Snapshot | None = None
        self._index = SearchIndex()
        self._before = SearchIndex()
        self._seen: Snapshot | None = None
        self._stopped = False

    @property
    def state(self) -> State:
        """Return the current state."""
        return self._state

    @property
    def stopped(self) -> bool:
        """Return whether the server is to stop."""
        return self._stopped

    def show(self, outcome: Outcome) -> None:
        """Show the outcome of a build; where it failed, the last good snapshot stays."""
        with self._changed:
            now = self._state
            self._set(
                State(
                    snapshot=outcome.snapshot or now.snapshot,
                    proven=now.proven,
                    problems=outcome.problems,
                    fault=outcome.fault,
                    fine=outcome.snapshot is not None,
                    held=outcome.held,
                    editor=outcome.editor or now.editor,
                )
            )

    def prove(self, snapshot: Snapshot) -> None:
        """Record that every page of a snapshot can be rendered."""
        with self._changed:
            if self._state.snapshot is snapshot:
                self._state = replace(self._state, proven=snapshot)

    def reject(self, snapshot: Snapshot, found: Diagnostic) -> None:
        """Go back to the last proven snapshot, and report the problems of the layouts."""
        with self._changed:
            now = self._state
            accepted = now.snapshot is snapshot
            if accepted:
                proven = None if now.proven is snapshot else now.proven
                problems = tuple(sorted({*now.problems, found}))
                self._set(replace(now, snapshot=proven, proven=proven, problems=problems, fine=False))
        if accepted:
            self._report(found)

    def set_index(self, snapshot: Snapshot, index: SearchIndex | None = None) -> None:
        """Search in these files from now on; without any, the last ones hold for this snapshot too."""
        with self._changed:
            self._indexed = snapshot
            if index is not None:
                self._before, self._index = self._index, index
            self._changed.notify_all()

    def index_name(self, seconds: float) -> str:
        """Return the name of the index that what was saved last is in; "" where there is none within the time."""
        with self._changed:
            done = self._changed.wait_for(lambda: self._stopped or self._indexed is self._state.snapshot, seconds)
            return self._index.name if done else ""

    def index_file(self, path: str, seconds: float) -> bytes | None:
        """Return a file of the search index, once the last saved change is in it.

        A search under way continues with the files that it started with, whose names are digests.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._indexed is self._state.snapshot, seconds)
            return self._index.files.get(path, self._before.files.get(path))

    def wait(self, version: int, seconds: float) -> int:
        """Return the number of the newest state, at once or as soon as it is not `version`."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._version != version, seconds)
            return self._version

    def saw(self, snapshot: Snapshot) -> None:
        """Record that a page of a snapshot has been shown."""
        if self._seen is not snapshot:
            with self._changed:
                self._seen = snapshot
                self._changed.notify_all()

    def wait_until_seen(self, snapshot: Snapshot, seconds: float) -> None:
        """Return when a page of a snapshot has been shown, when it is not the newest, or when the time is over."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopped or self._seen is snapshot or self._state.snapshot is not snapshot, seconds
            )

    def stop(self) -> None:
        """Wake all threads that wait."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _set(self, state: State) -> None:
        self._state = state
        self._version += 1
        self._changed.notify_all()
