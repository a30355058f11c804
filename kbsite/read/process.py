"""Child processes: git, Pagefind and hunspell. None outlives its time limit, or kbsite itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_RUNNING: set[subprocess.Popen[bytes]] = set()
"""The programs that run now, in whatever thread, so that a command that is ended can end them."""

_STARTING = threading.Lock()
"""Held while a program starts, until it is among those that run."""


@dataclass(slots=True)
class _Signals:
    """Whether the main thread is doing what must not be cut short, and the exception to raise after that."""

    held: bool = False
    waiting: type[KeyboardInterrupt] | None = None


_SIGNALS = _Signals()


TOO_LATE = "too late"
"""What an interruption says that came when nothing could be stopped any more."""


HALF_DONE = "half done"
"""What an interruption says that came where readers may see some new files and some old ones."""


HALF_BACK = "half back"
"""The same, where readers were to get an older release."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The result of a process: its exit status, and its output."""

    status: int
    stdout: bytes
    stderr: bytes


class Terminated(KeyboardInterrupt):
    """A signal to terminate; as with Ctrl-C, temporary files are cleaned up."""


def run(
    command: Sequence[str],
    *,
    seconds: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    given: bytes = b"",
) -> Finished:
    """Return the result of a process, with `given` on its standard input.

    Raises OSError where it cannot be started, and EnvironmentFault after the time limit. It is started in a process
    group of its own, so that its own children are ended with it.
    """
    process = _started(command, cwd, env)
    try:
        stdout, stderr = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired:
        program = Path(command[0]).name
        raise EnvironmentFault("program-hangs", program=program, seconds=f"{seconds:.0f}") from None
    finally:
        _end(process)
        _RUNNING.discard(process)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):  # what the program did not read is lost with it
                    pipe.close()
    return Finished(process.returncode, stdout, stderr)


def end_all() -> None:
    """End all running processes; a caller that waits for one gets its output so far."""
    with _STARTING:
        running = tuple(_RUNNING)
    for process in running:
        _end(process)


@contextmanager
def ended_with_kbsite() -> Iterator[None]:
    """Raise Terminated on SIGTERM and SIGHUP, and leave no process running afterwards.

    A handler that was installed before, such as by `nohup`, is kept.
    """
    before = {}
    for name, usual in (
        ("SIGTERM", signal.SIG_DFL),
        ("SIGHUP", signal.SIG_DFL),
        ("SIGINT", signal.default_int_handler),
    ):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is usual:
            try:
                before[number] = signal.signal(number, _stop)
            except ValueError:  # not in the main thread, where no signal arrives
                continue
    _SIGNALS.held, _SIGNALS.waiting = False, None
    try:
        yield
    finally:
        end_all()
        for number, handler in before.items():
            signal.signal(number, handler)
        reason, _SIGNALS.waiting, _SIGNALS.held = _SIGNALS.waiting, None, False
    if reason:
        raise reason(TOO_LATE)


def held() -> bool:
    """Return whether what must not be cut short has begun: readers may see its result already."""
    return _SIGNALS.held


def hold_signals() -> None:
    """Let signals wait until the command has done its work: what begins now must not be cut short."""
    if threading.current_thread() is threading.main_thread():
        _SIGNALS.held = True


def _stop(number: int, _frame: object) -> None:
    """Interrupt the main thread, but not between the start of a process and its registration."""
    reason = KeyboardInterrupt if number == signal.SIGINT else Terminated
    if not _SIGNALS.held:
        raise reason
    _SIGNALS.waiting = reason


@contextmanager
def _signals_held() -> Iterator[None]:
    """Defer signals, which only the main thread receives."""
    if _SIGNALS.held or threading.current_thread() is not threading.main_thread():
        yield
        return
    _SIGNALS.held = True
    try:
        yield
    finally:
        _SIGNALS.held = False
        reason, _SIGNALS.waiting = _SIGNALS.waiting, None
        if reason:
            raise reason


def _started(command: Sequence[str], cwd: Path | None, env: Mapping[str, str] | None) -> subprocess.Popen[bytes]:
    with _signals_held(), _STARTING:
        process = subprocess.Popen(  # noqa: S603 - the callers' commands are fixed, and no shell reads them
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        _RUNNING.add(process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its group; does nothing where it has ended by itself and been waited for."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":  # pragma: no cover - another system than that of the tests: it has no groups
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        except PermissionError:  # macOS refuses for one that has just ended
            process.kill()
    process.wait()
