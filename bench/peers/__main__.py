"""Times kbsite and its peers in one run: `python -m bench.peers [--write] [--only=NAME,…] [PAGES …]`.

Without a number of pages it is 1,000; with `--only` the programs of other names are left out.
Each program builds the same made-up site cold, again with nothing changed, and with one page changed; those that
serve a site while it is edited are asked how long a saved change takes. Seconds tell of this machine; the ratio to
Hugo with related pages, which does most of what kbsite does, tells more, and that of the processor's time most
where the machine is busy. `--write` puts the tables and their chart into docs/. The peers come from PyPI and npm
into a folder beside the made-up sites.

kbsite draws a picture for sharing of each page, once; no peer does. They are drawn before the builds that are
timed, and what that takes is told by itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bench.peers.chart import chart
from bench.peers.corpus import pages
from bench.peers.programs import Program, install, programs
from bench.peers.served import Served, served
from bench.peers.sites import PROJECT
from bench.sentences import real_sentences

ANCHOR = "Hugo, related pages"
ONLY = "--only="
"""What the names of some programs follow: the others are left out. The anchor is always one of them."""
START, END = "<!-- bench.peers -->", "<!-- /bench.peers -->"
MOST_MKDOCS = 2000
"""MkDocs puts a menu of all pages on each: more pages than this take it hours."""
PICTURES = ".kbsite/cache/sharing"
CHART = "docs/developer/peers.svg"


class Run(NamedTuple):
    """One run of a program: seconds on the wall and of processor, and MB at the peak of its largest process."""

    wall: float
    processor: float
    memory: float


class Row(NamedTuple):
    """The runs of one program, and what a saved change takes where it serves a site."""

    program: Program
    cold: Run
    again: Run
    edited: Run
    served: Served | None = None


def timed(words: list[str], environment: dict[str, str], log: Path) -> Run:
    """Run a command and return what it took. Raises SystemExit with its last words where it fails."""
    with log.open("w", encoding="utf-8") as said:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - words of our own
            words, stdout=said, stderr=said, cwd=PROJECT, env={**os.environ, **environment}
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{words[0]} failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(program: Program, count: int, work: Path, pictures: Path) -> Row:
    """Return what `program` takes for `count` pages; `pictures` has those for sharing that are drawn already."""
    site, output, log = work / "site", work / "output", work / "log"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    program.write(site, pages(count, real_sentences(PROJECT / "content")))
    words, environment = program.command(site, output), dict(program.environment)
    if program.is_ours and pictures.is_dir():
        shutil.copytree(pictures, site / PICTURES)
    cold = timed(words, environment, log)
    again = timed(words, environment, log)
    changed = next(site.rglob("side-0.md"))
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\nEt nytt avsnitt om planen.\n", encoding="utf-8")
    edited = timed(words, environment, log)
    if program.is_ours and not pictures.is_dir():
        shutil.copytree(site / PICTURES, pictures)
    asked = served(program.server, site, environment, log) if program.server else None
    shutil.rmtree(work)
    return Row(program, cold, again, edited, asked)


def table(count: int, rows: list[Row], drawn: Run) -> str:
    """Return the rows as a table in Markdown, each with its ratio to the anchor; `drawn` drew the pictures too."""
    anchor = next(row.cold for row in rows if row.program.name == ANCHOR)
    ours = next((row.cold for row in rows if row.program.is_ours), drawn)
    lines = [
        f"**{count:,} pages**",
        "",
        "| | cold | ÷ Hugo, related | processor | ÷ Hugo, related | memory "
        "| again: processor | one page changed: processor | served: a saved change |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        cold = row.cold
        processor, ratio, again, edited = (
            ["–"] * 4
            if row.program.several
            else [
                f"{cold.processor:.1f} s",
                f"{cold.processor / anchor.processor:.2f}",
                f"{row.again.processor:.1f} s",
                f"{row.edited.processor:.1f} s",
            ]
        )
        asked = f"{row.served.wall:.2f} s, processor {row.served.processor:.2f} s" if row.served else "–"
        lines.append(
            f"| {row.program.name} | {cold.wall:.1f} s | {cold.wall / anchor.wall:.2f} | {processor} | {ratio} "
            f"| {cold.memory:.0f} MB | {again} | {edited} | {asked} |"
        )
    more = drawn.processor - ours.processor
    return "\n".join([*lines, "", f"Drawing the pictures for sharing, once: {more:.1f} s of processor time more."])


def main(*arguments: str) -> None:
    """Print a table for each number of pages."""
    counts = [int(each) for each in arguments if not each.startswith("--")] or [1000]
    only = next((each.removeprefix(ONLY).split(",") for each in arguments if each.startswith(ONLY)), [])
    work = Path(tempfile.gettempdir()) / "kbsite-peers"
    install(work)
    tables, charts = [], []
    begun = os.getloadavg()[0]
    for count in counts:
        chosen = [each for each in programs(work) if each.name != "MkDocs Material" or count <= MOST_MKDOCS]
        chosen = [each for each in chosen if not only or each.name.partition(",")[0] in only]
        pictures = work / f"pictures-{count}"
        shutil.rmtree(pictures, ignore_errors=True)
        first = next((each for each in chosen if each.is_ours), chosen[0])
        drawn = measure(replace(first, server=None), count, work / "run", pictures).cold
        rows = []
        for program in chosen:
            rows.append(measure(program, count, work / "run", pictures))
            print(f"{program.name:26}{rows[-1].cold.wall:8.1f} s", file=sys.stderr, flush=True)
        tables.append(table(count, rows, drawn))
        bars = [
            (row.program.name, row.cold.processor, row.program.is_ours) for row in rows if not row.program.several
        ]
        charts.append((count, bars))
        print(f"\n{tables[-1]}\n", flush=True)
    day = datetime.now(UTC).date()
    busy = f"{begun:.0f} to {os.getloadavg()[0]:.0f} processes wanted the {os.cpu_count()} cores meanwhile"
    tables.append(f"{day:%Y-%m-%d}, {busy}.")
    if "--write" in arguments:
        write(tables, charts)


def write(tables: list[str], charts: list[tuple[int, list[tuple[str, float, bool]]]]) -> None:
    """Put the tables between the marks of docs/developer/performance.md, and the chart beside it."""
    page = PROJECT / "docs/developer/performance.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    drawing = f"![Processor time of a cold build]({Path(CHART).name})"
    body = "\n\n".join([*tables, drawing])
    page.write_text(f"{before}{START}\n\n{body}\n\n{END}{after}", encoding="utf-8")
    (PROJECT / CHART).write_text(chart(charts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
