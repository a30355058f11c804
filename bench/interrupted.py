"""Kill `kbsite build` in the moment of publishing, many times, and count what readers were left with.

    python -m bench.interrupted             # 100 SIGKILL, 30 SIGTERM, 30 SIGINT, to a folder and to releases
    python -m bench.interrupted --divide 10 # a tenth of that
    python -m bench.interrupted --way folder --signal SIGTERM --signal SIGINT

What the next build said is printed where it did not heal the site.

The site is small, and its older edition is built once and copied, so that all of it takes some minutes.

The signal is aimed by watching for the journal (for releases: for the new release's folder) and waiting a little
longer each time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from kbsite.publish.beside import JOURNAL, STAGE, beside

ROOT = Path(__file__).resolve().parent.parent
PAGES = 40
TIMES = {signal.SIGKILL: 100, signal.SIGTERM: 30, signal.SIGINT: 30}
WAYS = {"folder": 0, "releases": 2}
FALSE = "What was published stands as it stood"


def main() -> None:
    """Do all of it, and print a line for each signal and way of publishing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--divide", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, action="append", help="to a folder or to releases alone")
    parser.add_argument(
        "--signal", choices=[number.name for number in TIMES], action="append", help="this one alone"
    )
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs in the background ignore it
    with tempfile.TemporaryDirectory() as name:
        for way in asked.way or WAYS:
            releases = WAYS[way]
            older = Path(name) / f"older-{releases}"
            _write(older / "site", "gammel")
            if _build(older / "site", older / "public", releases).wait() != 0:
                raise SystemExit("the site cannot be built")
            _write(older / "site", "nyttord")
            for number, times in TIMES.items():
                if number.name in (asked.signal or [number.name]):
                    turns = range(times // asked.divide)
                    counted = Counter(_one(Path(name) / "one", older, number, turn, releases) for turn in turns)
                    print(f"{way:8}", number.name, dict(sorted(counted.items())), flush=True)


def _one(base: Path, older: Path, number: signal.Signals, turn: int, releases: int) -> str:
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(older, base, symlinks=True)
    output, site = base / "public", base / "site"
    process = _build(site, output, releases)
    _wait(process, output, releases)
    time.sleep((turn % 25) * 0.0004)
    process.send_signal(number)
    said = process.communicate()[1].decode()
    seen = _seen(output)
    false = FALSE in said and seen != "old"
    next_said = _build(site, output, releases).communicate()[1].decode()
    healed = _seen(output) == "new"
    return f"{seen}{', false word' if false else ''}{'' if healed else f', NOT HEALED: {next_said!r}'}"


def _wait(process: subprocess.Popen[bytes], output: Path, releases: int) -> None:
    there = beside(output) / (STAGE if releases else JOURNAL)
    while process.poll() is None and not there.exists():
        time.sleep(0)
    while releases and process.poll() is None and not (there / "sitemap.xml").exists():
        time.sleep(0)


def _seen(output: Path) -> str:
    pages = [path.read_bytes() for path in (output / "artikler").glob("side-*/index.html")]
    new = sum(b"nyttord" in page for page in pages)
    return {0: "old", PAGES: "new"}.get(new, "mixed")


def _write(site: Path, word: str) -> None:
    for name, text in {
        "data/site.yaml": "title: Nettsted\nbase_url: https://example.org/\nemail: post@example.org\n",
        "data/themes.yaml": "- id: plan\n  title: Planlegging\n",
        "content/forfattere/kari.md": "---\ntitle: Kari\n---\n",
        **{f"content/artikler/side-{n}.md": _page(n, word) for n in range(PAGES)},
    }.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _page(number: int, word: str) -> str:
    return (
        f"---\ntitle: Tittel {number}\nsummary: Et sammendrag om {number}.\nthemes: [plan]\nauthors: [kari]\n"
        f"date: 2026-01-02\n---\n\n{word}\n"
    )


def _build(site: Path, output: Path, releases: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kbsite", "build", "--root", str(site), "--output", str(output)]
    command += [
        "--layouts",
        str(ROOT / "layouts"),
        "--no-search",
        "--quiet",
        "--lang",
        "en",
        "--today",
        "2026-11-21",
    ]
    command += ["--releases", str(releases)] if releases else []
    return subprocess.Popen(  # noqa: S603 - kbsite itself
        command, cwd=ROOT, env={**os.environ, "CI": "1"}, stderr=subprocess.PIPE
    )


if __name__ == "__main__":
    main()
