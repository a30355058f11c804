"""The editors' workbench: a live preview of the site, rebuilt on every saved change."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass, replace
from functools import partial
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
from kbsite.serve.overlay import EDITOR, OWN
from kbsite.serve.rebuild import refresh
from kbsite.serve.state import ServerState
from kbsite.serve.watch import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.pipeline.report import Options
    from kbsite.serve.rebuild import Outcome
    from kbsite.serve.state import State


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """The address to serve at; without a port, the first free one.

    `others` gives further pages of the workbench, `acts` does what their forms ask for, and `first` is the one to
    begin with.
    """

    host: str = LOOPBACK
    port: int | None = None
    opened: bool = False
    editor: str = ""
    others: Callable[[str, str], tuple[bytes, str] | None] | None = None
    acts: Callable[[str], str] | None = None
    first: str = ""


@dataclass(frozen=True, slots=True)
class Reporter:
    """A report to the terminal: `result` is the address, `problem` what is wrong."""

    result: Callable[[str], object]
    problem: Callable[[str], object]
    quiet: bool = False

    def note(self, text: str) -> None:
        """Report anything else, unless only problems are to be reported."""
        if not self.quiet:
            self.problem(text)


def serve(options: Options, serve_options: ServeOptions, words: Catalogue, reporter: Reporter) -> None:
    """Serve the site until Ctrl-C; raises EnvironmentFault when there is no port to serve it on."""
    if serve_options.editor and not is_editor(serve_options.editor):
        raise EnvironmentFault("wrong-editor", value=serve_options.editor, example=EDITOR)
    server_state, cache = ServerState(lambda found: _report_problem(found, words, reporter)), ParseCache()
    answers = Answers(server_state, options, words, serve_options.editor)
    if serve_options.others and serve_options.acts:
        answers = replace(answers, others=serve_options.others, acts=serve_options.acts)
    started = time.monotonic()
    server = bound(serve_options.host, serve_options.port, answers)
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        indexer = Indexer(
            server_state, options, Path(folder) / "site", lambda found: _report_problem(found, words, reporter)
        )
        try:
            with cache.warmed(options):
                _rebuild(
                    options=options,
                    server_state=server_state,
                    cache=cache,
                    words=words,
                    reporter=reporter,
                    started=started,
                )
            running.start()
            _greet(server.server_address[1], serve_options, words, reporter)
            missing = cache.commits and (cache.commits.fault or cache.commits.note)
            if missing:
                _report_problem(missing, words, reporter)
            base = server_state.state.snapshot.base if server_state.state.snapshot else "/"
            begin = address(server, f"{OWN}{serve_options.first}" if serve_options.first else base)
            reporter.result(words.line("serve_at", address=begin))
            if serve_options.opened:
                open_new_tab(begin)
            indexer.start()
            watched = [*(options.root / each for each in ("content", "data", "static")), options.layouts]
            polling = partial(reporter.note, words.line("serve_polling") + "\n")
            for changed in changes(watched, threading.Event(), polling):
                cache.trusting = True  # each change is told of from here on
                cache.doubt(changed)
                _rebuild(
                    options=options,
                    server_state=server_state,
                    cache=cache,
                    words=words,
                    reporter=reporter,
                    started=time.monotonic(),
                    sure=bool(changed),
                )
        except KeyboardInterrupt:
            reporter.note(f"\n{words.line('serve_stopped')}\n")
        finally:
            server_state.stop()
            if running.is_alive():
                server.shutdown()
            server.server_close()
            indexer.stop()
            end_all()


def _greet(port: int, serve_options: ServeOptions, words: Catalogue, reporter: Reporter) -> None:
    """Report what may be unexpected: another port than the usual one, and access from other machines."""
    if serve_options.port is None and port != FIRST_PORT:
        reporter.note(words.line("serve_other_port", taken=FIRST_PORT, port=port) + "\n")
    if serve_options.host not in (LOOPBACK, "localhost", "::1"):
        reporter.note(words.line("serve_open_to_all", host=serve_options.host) + "\n")


def _rebuild(
    options: Options,
    server_state: ServerState,
    cache: ParseCache,
    words: Catalogue,
    reporter: Reporter,
    started: float,
    *,
    sure: bool = True,
) -> None:
    """Build and report the outcome; where it is not `sure` that anything changed, only if something did."""
    outcome = refresh(options, cache, server_state.state.snapshot)
    if not sure and _same(outcome, server_state.state):
        return
    server_state.show(outcome)
    seconds = f"{time.monotonic() - started:.2f}"
    if words.language != "en":
        seconds = seconds.replace(".", ",")
    wrong = sum(each.severity is Severity.ERROR for each in outcome.problems) + bool(outcome.fault)
    warned = len(outcome.problems) + bool(outcome.fault) - wrong
    name = ("serve_partly" if outcome.held else "serve_shown") if outcome.snapshot else "serve_kept"
    reporter.problem(as_text(outcome.problems, words))
    if outcome.fault:
        _report_problem(outcome.fault, words, reporter)
    reporter.note(words.line(name, errors=wrong, warnings=warned, seconds=seconds, held=len(outcome.held)) + "\n")


def _same(outcome: Outcome, state: State) -> bool:
    """Return whether a build gave what is shown already."""
    new, old = outcome.snapshot, state.snapshot
    if new is None or old is None:
        return new is old and outcome.problems == state.problems
    return (new.site, new.layouts, outcome.problems) == (old.site, old.layouts, state.problems)


def _report_problem(found: Diagnostic | EnvironmentFault, words: Catalogue, reporter: Reporter) -> None:
    """Report the problems that were found in the background."""
    if isinstance(found, EnvironmentFault):
        reporter.problem("kbsite: {}\n  {}\n".format(*words.fault(found)))
    else:
        reporter.problem(as_text([found], words))
