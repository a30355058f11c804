"""The editors' workbench: a live preview of the site, rebuilt on every saved change."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from webbrowser import open_new_tab

from kbsite.diagnostics import EnvironmentFault, Severity
from kbsite.diagnostics.formats import as_text
from kbsite.pipeline.cache import ParseCache
from kbsite.publish.local_host import LOOPBACK
from kbsite.read.process import end_all
from kbsite.schema.field_types import is_editor
from kbsite.serve.answers import Answers
from kbsite.serve.host import FIRST_PORT, address, bound
from kbsite.serve.indexing import Indexer
from kbsite.serve.overlay import EDITOR
from kbsite.serve.state import ServerState
from kbsite.serve.warm import refresh
from kbsite.serve.watch import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.pipeline.load import Options
    from kbsite.serve.state import State
    from kbsite.serve.warm import Outcome


_TRIES = 5
"""How often the programs that still run are ended when serving is over."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The address to serve at; without a port, the first free one."""

    host: str = LOOPBACK
    port: int | None = None
    opened: bool = False
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Tell:
    """What is reported to whoever started it: `result` is the address, `problem` what is wrong."""

    result: Callable[[str], object]
    problem: Callable[[str], object]
    quiet: bool = False

    def note(self, text: str) -> None:
        """Report anything else, unless only problems are to be reported."""
        if not self.quiet:
            self.problem(text)


def serve(options: Options, asked: Asked, words: Catalogue, tell: Tell) -> None:
    """Serve the site until Ctrl-C; raises EnvironmentFault when there is no port to serve it on."""
    if asked.editor and not is_editor(asked.editor):
        raise EnvironmentFault("wrong-editor", value=asked.editor, example=EDITOR)
    desk, memory = ServerState(lambda found: _tell_found(found, words, tell)), ParseCache()
    answers = Answers(desk, options, words, asked.editor)
    started = time.monotonic()
    server = bound(asked.host, asked.port, answers)
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        indexer = Indexer(desk, Path(folder) / "site", lambda found: _tell_found(found, words, tell))
        try:
            _rebuild(options=options, desk=desk, memory=memory, words=words, tell=tell, started=started)
            running.start()
            _greet(server.server_address[1], asked, words, tell)
            missing = memory.commits and (memory.commits.fault or memory.commits.note)
            if missing:
                _tell_found(missing, words, tell)
            base = desk.state.edition.base if desk.state.edition else "/"
            tell.result(words.line("serve_at", address=address(server, base)))
            if asked.opened:
                open_new_tab(address(server, base))
            indexer.start()
            watched = [options.root / "content", options.root / "data", options.layouts]
            for changed in changes(watched, threading.Event()):
                _rebuild(
                    options=options,
                    desk=desk,
                    memory=memory,
                    words=words,
                    tell=tell,
                    started=time.monotonic(),
                    sure=bool(changed),
                )
        except KeyboardInterrupt:
            tell.note(f"\n{words.line('serve_stopped')}\n")
        finally:
            desk.stop()
            if running.is_alive():
                server.shutdown()
            server.server_close()
            for _ in range(_TRIES):  # it may start Pagefind once more before it sees the stop
                end_all()
                indexer.join(0.2)


def _greet(port: int, asked: Asked, words: Catalogue, tell: Tell) -> None:
    """Report what may be unexpected: another port than the usual one, and access from other machines."""
    if asked.port is None and port != FIRST_PORT:
        tell.note(words.line("serve_other_port", taken=FIRST_PORT, port=port) + "\n")
    if asked.host not in (LOOPBACK, "localhost", "::1"):
        tell.note(words.line("serve_open_to_all", host=asked.host) + "\n")


def _rebuild(
    options: Options,
    desk: ServerState,
    memory: ParseCache,
    words: Catalogue,
    tell: Tell,
    started: float,
    *,
    sure: bool = True,
) -> None:
    """Build and report the outcome; where it is not `sure` that anything changed, only if something did."""
    outcome = refresh(options, memory, desk.state.edition)
    if not sure and _same(outcome, desk.state):
        return
    desk.show(outcome)
    seconds = f"{time.monotonic() - started:.2f}"
    if words.language != "en":
        seconds = seconds.replace(".", ",")
    wrong = sum(each.severity is Severity.ERROR for each in outcome.problems) + bool(outcome.fault)
    warned = len(outcome.problems) + bool(outcome.fault) - wrong
    name = "serve_shown" if outcome.edition else "serve_kept"
    tell.problem(as_text(outcome.problems, words))
    if outcome.fault:
        _tell_found(outcome.fault, words, tell)
    tell.note(words.line(name, errors=wrong, warnings=warned, seconds=seconds) + "\n")


def _same(outcome: Outcome, state: State) -> bool:
    """Return whether a build gave what is shown already."""
    new, old = outcome.edition, state.edition
    if new is None or old is None:
        return new is old and outcome.problems == state.problems
    return (new.sheets, new.layouts, outcome.problems) == (old.sheets, old.layouts, state.problems)


def _tell_found(found: Diagnostic | EnvironmentFault, words: Catalogue, tell: Tell) -> None:
    """Report the problems that were found in the background."""
    if isinstance(found, EnvironmentFault):
        tell.problem("kbsite: {}\n  {}\n".format(*words.fault(found)))
    else:
        tell.problem(as_text([found], words))
