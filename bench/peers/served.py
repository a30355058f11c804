"""How long a saved change takes until the page of a server has it."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.peers.sites import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGE = "sporsmal-og-svar/side-0"
TIMES = 5
PATIENCE = 900
"""How many seconds the first page or a change may take."""


class Served(NamedTuple):
    """The median of some saved changes: seconds on the wall, and of processor in the server's own process."""

    wall: float
    processor: float


def served(
    server: Callable[[Path, int], list[str]], site: Path, environment: Mapping[str, str], log: Path
) -> Served:
    """Return what a saved change takes; raises SystemExit where the server does not answer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/{PAGE}/"
    file = next(site.rglob(f"{PAGE}.md"))
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(  # noqa: S603 - words of our own
            server(site, port),
            stdout=said,
            stderr=said,
            cwd=PROJECT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
    try:
        wait_for(url, "<h1", process)
        time.sleep(10)  # the index of kbsite, which an editor does not wait for
        found = [_saved(file, url, number, process) for number in range(TIMES)]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
    return Served(*(statistics.median(each) for each in zip(*found, strict=True)))


def _saved(file: Path, url: str, number: int, process: subprocess.Popen[bytes]) -> tuple[float, float]:
    mark = f"Endring nummer {number}."
    before = processor(process.pid)
    text = f"{file.read_text(encoding='utf-8')}\n{mark}\n"
    started = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    wait_for(url, mark, process)
    taken = time.perf_counter() - started, processor(process.pid) - before
    time.sleep(2)
    return taken


def wait_for(url: str, mark: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a page has a text; raises SystemExit where it does not get it."""
    until = time.monotonic() + PATIENCE
    while mark not in _page(url):
        if process.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"{url} does not get {mark!r}")
        time.sleep(0.02)


def _page(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - the loopback address
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, OSError):
        return ""


def processor(process: int) -> float:
    """Return the processor's seconds of a process and its threads, as Linux tells them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
