"""Measures a build of a made-up site against rendering its Markdown alone, in one run on one machine.

Absolute times vary from machine to machine; the ratio varies less. `python -m bench.measure [PAGES]`.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt

from bench.peers.corpus import drawn_pages
from bench.peers.sites import bare
from kbsite.pipeline.build import build
from kbsite.pipeline.report import Options

TODAY = date(2026, 11, 21)
WORDS = (
    "kommunen",
    "planen",
    "folkehelse",
    "medvirkning",
    "oversikt",
    "tiltak",
    "handlingsdel",
    "kunnskapsgrunnlag",
    "innbyggerne",
    "vedtak",
    "høring",
    "skjenking",
    "bevilling",
    "rusarbeid",
    "koordinator",
    "oppfølging",
    "samarbeid",
    "tjenester",
    "ungdom",
    "beredskap",
    "utfordring",
)


Draw = Callable[[int], list[str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for each part, and peak memory in MiB."""

    markdown: float
    without_search: float
    with_search: float
    memory: float


def write_site(root: Path, pages: int, draw: Draw | None = None, *, summaries: bool = False) -> None:
    """Write a site of `pages` questions of about 770 words, on six themes, by two hundred authors.

    `draw` returns so many words of running text; without it they are drawn from a short list. A page without a
    summary is one warning.
    """
    dice = random.Random(1)  # noqa: S311 - no secret: the same site on every run
    bare(root, drawn_pages(pages, draw or (lambda count: dice.choices(WORDS, k=count)), summaries=summaries))


def measure(pages: int, layouts: Path) -> Measured:
    """Return how long `pages` pages take, in the order: Markdown alone, a build, a build with its index."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write_site(root, pages)
        texts = [path.read_text(encoding="utf-8") for path in sorted(root.glob("content/sporsmal-og-svar/*.md"))]
        started = time.perf_counter()
        reader = MarkdownIt("commonmark")
        for text in texts:
            reader.render(text)
        markdown = time.perf_counter() - started
        without_search = _timed(
            Options(root=root, layouts=layouts, output=Path(folder) / "a", today=TODAY, searchable=False)
        )
        with_search = _timed(Options(root=root, layouts=layouts, output=Path(folder) / "b", today=TODAY))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(markdown, without_search, with_search, memory)


def _timed(options: Options) -> float:
    started = time.perf_counter()
    report = build(options, lambda _name, _done, _total: None)
    if not report.written:
        raise SystemExit(f"the made-up site has problems: {report.problems[:3]}")
    return time.perf_counter() - started


def main() -> None:
    """Print the times and their ratios."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = measure(pages, Path(__file__).parent.parent / "layouts")
    print(f"{pages} pages, peak memory {found.memory:.0f} MiB")
    for name, seconds in (
        ("Markdown alone", found.markdown),
        ("build without search", found.without_search),
        ("build with search", found.with_search),
    ):
        print(f"{name:<22}{seconds:8.2f} s {seconds / found.markdown:6.1f} × Markdown alone")


if __name__ == "__main__":
    main()
