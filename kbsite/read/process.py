"""The programs that kbsite runs: git, Pagefind and hunspell. None outlives its limit, or kbsite itself."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_RUNNING: set[subprocess.Popen[bytes]] = set()
"""The programs that run now, in whatever thread, so that a command that is ended can end them."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended: its exit status, and what it wrote."""

    status: int
    stdout: bytes
    stderr: bytes


class Terminated(KeyboardInterrupt):
    """The system, or whoever started kbsite, asks it to end; as with Ctrl-C, what is begun is cleaned up."""


def run(
    command: Sequence[str],
    *,
    seconds: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    given: bytes = b"",
) -> Finished:
    """Return how a program ended, `given` on its standard input.

    Raises OSError where it cannot be started, and EnvironmentFault where it has not ended after so many seconds.
    It is started in a process group of its own, so that what it starts itself is ended with it.
    """
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
    try:
        stdout, stderr = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired:
        program = Path(command[0]).name
        raise EnvironmentFault("program-hangs", program=program, seconds=f"{seconds:.0f}") from None
    finally:
        _end(process)
        _RUNNING.discard(process)
    return Finished(process.returncode, stdout, stderr)


def end_all() -> None:
    """End every program that runs; whoever waits for one gets what it has written so far."""
    for process in tuple(_RUNNING):
        _end(process)


@contextmanager
def ended_with_kbsite() -> Iterator[None]:
    """Raise Terminated where the system asks to end (SIGTERM, SIGHUP), and leave no program running afterwards.

    What somebody else has decided on a signal, such as `nohup`, holds.
    """
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            try:
                before[number] = signal.signal(number, _terminate)
            except ValueError:  # not in the main thread, where no signal arrives
                continue
    try:
        yield
    finally:
        end_all()
        for number, handler in before.items():
            signal.signal(number, handler)


def _terminate(_number: int, _frame: object) -> NoReturn:
    raise Terminated


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all of its group; nothing happens where it has ended by itself and been waited for."""
    if process.returncode is not None:
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    except (AttributeError, PermissionError):  # Windows has no groups; macOS refuses for one that has just ended
        process.kill()
    process.wait()
