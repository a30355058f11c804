"""How long an editor waits: `python -m bench.serve [PAGES]`, from the command line and back.

It is measured on this site, or on a made-up one of so many pages.

Seconds of this machine tell little of another, so each stands beside its ratio to one run of `kbsite check`, which
reads and checks everything cold.
"""

from __future__ import annotations

import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.measure import write_site
from bench.sentences import Sentences

ROOT = Path(__file__).resolve().parent.parent
PAGE = "sporsmal-og-svar"
TIMES = 7


def main() -> None:
    """Print how long the first page and a saved change take."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        pages = int(sys.argv[1]) if len(sys.argv) > 1 else 0
        if pages:
            write_site(root, pages, Sentences(ROOT / "content").draw, summaries=True)
        for name in ("layouts",) if pages else ("content", "data", "layouts"):
            shutil.copytree(ROOT / name, root / name)
        cold = min(_check(root) for _ in range(3))
        print(f"kbsite check, cold            {cold:6.2f} s")
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "kbsite", "serve", "--root", str(root), "--port", "0", "-q"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        try:
            assert process.stdout is not None  # noqa: S101 - for the type checker
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, "the site has errors"  # noqa: S101 - nothing to measure
            _fetch(found[0])
            _line("the first page", time.perf_counter() - started, cold)
            time.sleep(6)  # the index of the first snapshot, which an editor does not wait for
            saved = [_saved(root, found[0], number) for number in range(TIMES)]
            _line(f"a saved change, median of {TIMES}", statistics.median(saved), cold)
            _line("a saved change, the slowest", max(saved), cold)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _check(root: Path) -> float:
    started = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "kbsite", "check", "--root", str(root), "-q"], cwd=ROOT, check=False
    )
    return time.perf_counter() - started


def _saved(root: Path, url: str, number: int) -> float:
    """Return the seconds from a change of a text until its page has it."""
    file = min((root / "content" / PAGE).glob("*.md"))
    mark = f"Endring nummer {number}."
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{mark}\n", encoding="utf-8")
    started = time.perf_counter()
    while mark not in _fetch(f"{url}{PAGE}/{file.stem}/"):
        time.sleep(0.01)
    taken = time.perf_counter() - started
    time.sleep(2)
    return taken


def _fetch(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - the loopback address
        text: str = answer.read().decode()
        return text


def _line(what: str, seconds: float, cold: float) -> None:
    print(f"{what:29} {seconds:6.2f} s  {seconds / cold:5.2f} of the check")


if __name__ == "__main__":
    main()
