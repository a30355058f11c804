"""How long an editor waits: `python -m bench.serve [PAGES]`, from the command line and back.

It is measured on this site, or on a made-up one of so many pages: the first page with nothing kept and with what a
build has kept, and a saved change until its page has it. Each stands beside the processor's time of the server's
own process, which tells more where the machine is busy; that of the process that indexes is not in it, since no
page waits for it. What is kept is that of a build without a search index and without pictures for sharing.
"""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.measure import write_site
from bench.peers.served import free_port, processor, wait_for
from bench.sentences import Sentences

ROOT = Path(__file__).resolve().parent.parent
PAGE = "sporsmal-og-svar"
TIMES = 7


class Waited(NamedTuple):
    """Seconds by the clock, and of the processor in the server's own process."""

    wall: float
    processor: float


def main() -> None:
    """Print how long the first page and a saved change take."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        pages = int(sys.argv[1]) if len(sys.argv) > 1 else 0
        if pages:
            write_site(root, pages, Sentences(ROOT / "content").draw, summaries=True)
        for name in ("layouts",) if pages else ("content", "data", "static", "layouts"):
            shutil.copytree(ROOT / name, root / name)
        _line("the first page, nothing kept", _first(root))
        built = [
            sys.executable,
            "-m",
            "bench.again",
            "--no-search",
            "--one",
            str(root),
            str(Path(folder) / "public"),
        ]
        subprocess.run(built, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        _line("the first page, after a build", _first(root))
        saved = _saved(root)
        _line(f"a saved change, median of {TIMES}", Waited(*map(statistics.median, zip(*saved, strict=True))))
        _line("a saved change, the slowest", Waited(*map(max, zip(*saved, strict=True))))


class _Server:
    """`kbsite serve` of a site, and one of its pages."""

    def __init__(self, root: Path) -> None:
        self.file = min((root / "content" / PAGE).glob("*.md"))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/{PAGE}/{self.file.stem}/"
        self.started = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "kbsite", "serve", "--root", str(root), "--port", str(port), "-q"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )

    def wait(self, mark: str) -> Waited:
        """Wait until the page has a text, and return what has been used since the server was started."""
        wait_for(self.url, mark, self.process)
        return Waited(time.perf_counter() - self.started, processor(self.process.pid))

    def stop(self) -> None:
        """End the server."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def _first(root: Path) -> Waited:
    """Return how long the first page takes."""
    server = _Server(root)
    try:
        return server.wait("<h1")
    finally:
        server.stop()


def _saved(root: Path) -> list[Waited]:
    """Return how long each of some changes of a text takes until its page has it."""
    server = _Server(root)
    found = []
    try:
        server.wait("<h1")
        time.sleep(10)  # the index of the first snapshot, which an editor does not wait for
        for number in range(TIMES):
            mark = f"Endring nummer {number}."
            text = f"{server.file.read_text(encoding='utf-8')}\n{mark}\n"
            before = Waited(time.perf_counter() - server.started, processor(server.process.pid))
            server.file.write_text(text, encoding="utf-8")
            after = server.wait(mark)
            found.append(Waited(after.wall - before.wall, after.processor - before.processor))
            time.sleep(2)
    finally:
        server.stop()
    return found


def _line(what: str, waited: Waited) -> None:
    print(f"{what:32} {waited.wall:6.2f} s, processor {waited.processor:5.2f} s", flush=True)


if __name__ == "__main__":
    main()
