"""What a build costs that another has gone before: `python -m bench.again [PAGES …]`, 1,000 unless told otherwise.

Each run is a process of its own: from nothing, again with nothing changed, with one page changed, from nothing but
what is kept (into an empty folder), and a check. One process does the work, so that all of its processor time is
counted; `--no-search` leaves the index out. The pictures for sharing are left out: they are drawn once.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import TODAY, write_site
from bench.sentences import Sentences
from kbsite.pipeline.build import build, examine
from kbsite.pipeline.report import Options, silent

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

Cost = tuple[float, float, float]
"""Seconds by the clock, seconds of the processor with those of Pagefind, and MB at the peak of the larger one."""


def once(root: Path, output: Path, *, search: bool, check: bool) -> Cost:
    """Build the site in `root`, or check it, and return what that cost."""
    vars(import_module("kbsite.pipeline.pictures"))["card_bytes"] = lambda _card, _root: b""
    started = time.perf_counter()
    options = Options(root=root, layouts=ROOT / "layouts", output=output, today=TODAY, searchable=search)
    report = examine(options, silent) if check else build(options, silent)
    if not check and report.written is None:
        raise SystemExit(f"the site has errors: {report.problems[:3]}")
    wall = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return wall, sum(each.ru_utime + each.ru_stime for each in used), max(each.ru_maxrss for each in used) / 1024


def runs(pages: int, *, search: bool) -> Iterator[tuple[str, Cost]]:
    """Yield the cost of each run on a site of so many pages."""
    with tempfile.TemporaryDirectory(prefix="kbsite-again-") as name:
        folder = Path(name)
        write_site(folder / "site", pages, Sentences(ROOT / "content").draw, summaries=True)
        words = [sys.executable, "-m", "bench.again", *([] if search else ["--no-search"]), "--one"]

        def run(output: str, *more: str) -> Cost:
            command = [*words, str(folder / "site"), str(folder / output), *more]
            done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
            wall, processor, memory = json.loads(done.stdout)
            return wall, processor, memory

        yield "from nothing", run("public")
        yield "again", run("public")
        page = folder / "site/content/sporsmal-og-svar/sporsmal-0.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\nEt nytt avsnitt om planen.\n", encoding="utf-8")
        yield "one page changed", run("public")
        yield "into an empty folder", run("other")
        yield "check", run("public", "--check")


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=["1000"])
    parser.add_argument("--no-search", action="store_true", help="leave the index out")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    search = not given.no_search
    if given.one:
        root, output = map(Path, given.pages)
        print(json.dumps(once(root, output, search=search, check=given.check)))
        return
    for pages in map(int, given.pages):
        print(
            f"\n| {pages:,} pages | s | CPU s | ÷ from nothing | MB |\n| --- | --- | --- | --- | --- |", flush=True
        )
        first = 0.0
        for name, (wall, processor, memory) in runs(pages, search=search):
            first = first or processor
            row = f"{wall:.1f} | {processor:.1f} | {processor / first:.2f} | {memory:.0f}"
            print(f"| {name} | {row} |", flush=True)


if __name__ == "__main__":
    main()
