"""Measures what the first search of a reader costs: `python -m bench.search_weight [PAGES …]`.

For each number of pages a site is made up, built, and served as a web host would. The search page is opened with a
question of three words by a browser that has nothing of the site, and the server counts the bytes of every answer
but its headers: what workers ask for too, which is easily missed in the browser. Times are from the navigation to
the first result, the median of five: as fast as this machine is, and over a slow network that the server plays.
Prints a table in Markdown for docs/developer/search.md.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import sync_playwright

from bench.corpus import RunningText
from bench.hosting import CompressingHost
from bench.measure import TODAY, write_site
from kbsite.pipeline.build import build
from kbsite.pipeline.report import Options
from kbsite.publish.local_host import served
from kbsite.search.evaluation.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent

SIZES = ("60", "1000", "10000")

RUNS = 5

RANKS = (60, 300, 1200)
"""How common the three words of the question are, among those with five letters or more."""

LATENCY, BANDWIDTH = 0.15, 200_000
"""Seconds before each answer, and bytes a second in all: Lighthouse's slow telephone network."""

PAGE, SCRIPT, HITS, OTHER = "page", "the site's own script", "Pagefind: fragments", "other"

ENDINGS = {
    ".css": "style",
    ".svg": "signs",
    "/ord.json": "words (`ord.json`)",
    "/vanlige.json": "common words (`vanlige.json`)",
    "/oppslag.json": "laws and terms (`oppslag.json`)",
    "/sider.json": "pages (`sider.json`)",
    "/pagefind.js": "Pagefind: script and worker",
    "/pagefind-worker.js": "Pagefind: script and worker",
    ".pagefind": "Pagefind: WebAssembly",
    "/pagefind-entry.json": "Pagefind: entry and metadata",
    ".pf_meta": "Pagefind: entry and metadata",
    ".pf_index": "Pagefind: index",
    ".pf_filter": "Pagefind: filters",
    ".pf_fragment": HITS,
    ".js": SCRIPT,
}
"""What a file is counted as, by how its address ends; the first that fits."""

_RESULT = '[data-part="results"] > li'
_FAILED = '[data-part="search-status"][data-state="error"]'

KINDS = tuple(dict.fromkeys([PAGE, "style", "signs", SCRIPT, *ENDINGS.values(), OTHER]))


@dataclass
class Line:
    """The line to the browser: what went over it and how often, by kind of file, and whether it is slow."""

    slow: bool = False
    sizes: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    first: int = 0  # the bytes before the second hit was asked for: the first one is shown before that

    def host(self) -> type[CompressingHost]:
        """Return a host that sends over this line."""
        line, one_at_a_time = self, threading.Lock()

        class Host(CompressingHost):
            def before(self, size: int) -> None:
                if line.slow:
                    time.sleep(LATENCY)
                with one_at_a_time:
                    kind = kind_of(urlsplit(self.path).path)
                    if kind == HITS and line.requests[HITS] == 1:
                        line.first = sum(line.sizes.values())
                    line.sizes[kind] += size
                    line.requests[kind] += 1
                    if line.slow:
                        time.sleep(size / BANDWIDTH)

        return Host


@dataclass(frozen=True, slots=True)
class Cost:
    """What was sent and how often, by kind of file, and seconds to the first result, on a quick and a slow line.

    `first` is the bytes until the first result is shown, which is when the page asks for the second.
    """

    pages: int
    words: int
    sizes: Counter[str]
    requests: Counter[str]
    first: int
    quick: float
    slow: float


def kind_of(path: str) -> str:
    """Return what a file is counted as."""
    if path.endswith("/"):
        return PAGE
    return next((kind for ending, kind in ENDINGS.items() if path.endswith(ending)), OTHER)


def cost(pages: int) -> Cost:
    """Return what the first search of a site with so many pages costs."""
    text = RunningText(ROOT / "content")
    with tempfile.TemporaryDirectory() as folder:
        root, output = Path(folder) / "site", Path(folder) / "public"
        write_site(root, pages, text.draw)
        report = build(
            Options(root=root, layouts=ROOT / "layouts", output=output, today=TODAY),
            lambda _name, _done, _total: None,
        )
        if not report.written:
            raise SystemExit(f"the made-up site has problems: {report.problems[:3]}")
        long = [word for word in text.known if len(word) > 4]
        search = f"sok/?{urlencode({'q': ' '.join(long[rank] for rank in RANKS)})}"
        line = Line()
        with served(output, host=line.host()) as address, _browser() as browser:
            quick = statistics.median(_first_result(browser, address + search, line) for _ in range(RUNS))
            line.slow = True
            slow = statistics.median(_first_result(browser, address + search, line) for _ in range(RUNS))
    return Cost(pages, text.different, line.sizes, line.requests, line.first, quick, slow)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        yield browser
        browser.close()


def _first_result(browser: Browser, address: str, line: Line) -> float:
    """Return the seconds to the first result in a browser without a cache; resets the count of bytes sent."""
    line.sizes, line.requests = Counter(), Counter()
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(f"{_RESULT}, {_FAILED}").first.wait_for(timeout=120_000)
    seconds = time.perf_counter() - started
    if not page.locator(_RESULT).count():
        raise SystemExit(f"the search on {address} failed")
    page.wait_for_load_state("networkidle")
    context.close()
    return seconds


def table(costs: Sequence[Cost]) -> str:
    """Return the bytes by kind, their sum, its ratio to the smallest site's, and the times."""
    rows = [
        f"| pages |{''.join(f' {each.pages:,} |' for each in costs)}",
        f"| --- |{' ---: |' * len(costs)}",
        _row("different words in the text", [f"{each.words:,}" for each in costs]),
    ]
    for kind in KINDS:
        if any(each.requests[kind] for each in costs):
            rows += [_row(kind, [f"{each.sizes[kind]:,} ({each.requests[kind]})" for each in costs])]
    sums = [sum(each.sizes.values()) for each in costs]
    requests = [sum(each.requests.values()) for each in costs]
    return "\n".join(
        [
            *rows,
            _row("**bytes to the first result**", [f"**{each.first:,}**" for each in costs]),
            _row("bytes to all ten (requests)", [f"{n:,} ({m})" for n, m in zip(sums, requests, strict=True)]),
            _row("of those of the smallest", [f"{size / sums[0]:.2f} ×" for size in sums]),
            _row("seconds, this machine", [f"{each.quick:.2f}" for each in costs]),
            _row("seconds, slow network", [f"{each.slow:.2f}" for each in costs]),
        ]
    )


def _row(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def main(*sizes: str) -> None:
    """Print the table."""
    print(table([cost(int(size)) for size in sizes or SIZES]))


if __name__ == "__main__":
    main(*sys.argv[1:])
